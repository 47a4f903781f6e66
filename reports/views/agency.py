"""One agency, as EGA sees it, and what EGA's managers may do for it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from portal.requests import origin_of, sent_from
from reports.forms import ExtendForm, ReturnForm
from reports.queries.agency import AgencyFile, agency_file
from reports.queries.formerly import formerly
from reports.roster_forms.asking import WithdrawForm
from reports.views.access import Follower, follower_or_404, manager_or_403
from reports.views.frame import address, frame
from reports.views.refusals import refused_text
from reports.views.roster.refusals import refused_text as asking_refused_text
from surveys.models import Round, Submission
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Audience
from surveys.services.errors import AskingRefused, NotReturnable, RoundRefused
from surveys.services.round_roster import withdraw
from surveys.services.rounds_days import extend
from surveys.services.submitting import return_for_correction
from surveys.views.adjusted_lines import adjusted_lines
from surveys.views.score_lines import score_lines
from surveys.views.timeline import timeline


@require_safe
def agency(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """State and contacts; for EGA's staff history and score too."""
    follower = follower_or_404(request, round_code)
    return _page(request, follower, file_or_404(follower, agency_code))


@sent_from("reports:agency")
def give_more_time(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Extend the agency's deadline, saying why."""
    follower = manager_or_403(request, round_code)
    file = file_or_404(follower, agency_code)
    form = ExtendForm(file.standing.last_day, request.POST)
    if not form.is_valid():
        return _page(request, follower, file, extend_form=form, status=422)
    try:
        extend(
            submission=file.standing.submission, user=request.user, now=timezone.now(), **form.cleaned_data
        )
    except RoundRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, follower, file, extend_form=form, status=422)
    messages.success(request, _("The agency has more time now, and reads the reason in its history."))
    return redirect(address("agency", follower, agency_code))


@sent_from("reports:agency")
def give_back(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Return what was submitted for correction, saying why."""
    follower = manager_or_403(request, round_code)
    file = file_or_404(follower, agency_code)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, follower, file, return_form=form, status=422)
    try:
        return_for_correction(
            submission=file.standing.submission,
            user=request.user,
            now=timezone.now(),
            origin=origin_of(request),
            **form.cleaned_data,
        )
    except NotReturnable as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, follower, file, return_form=form, status=422)
    messages.success(
        request, _("The answers are back with the agency, which reads the reason in its history.")
    )
    return redirect(address("agency", follower, agency_code))


@sent_from("reports:agency")
def take_out(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Withdraw the agency from the round, saying why."""
    follower = manager_or_403(request, round_code)
    file = file_or_404(follower, agency_code)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, follower, file, withdraw_form=form, status=422)
    try:
        withdraw(
            submission=file.standing.submission, user=request.user, now=timezone.now(), **form.cleaned_data
        )
    except AskingRefused as refused:
        form.add_error(None, asking_refused_text(refused))
        return _page(request, follower, file, withdraw_form=form, status=422)
    messages.success(
        request, _("The agency is withdrawn from the round and counted no more. Nothing is lost.")
    )
    return redirect(address("asking", follower))


def file_or_404(follower: Follower, agency_code: str) -> AgencyFile:
    try:
        return agency_file(
            survey_round=follower.survey_round,
            agencies=follower.agencies,
            code=agency_code,
            with_scores=follower.is_ega,
            now=timezone.now(),
        )
    except Submission.DoesNotExist as missing:
        raise Http404 from missing


def _page(
    request: PersonRequest, follower: Follower, file: AgencyFile, status: int = 200, **forms: Any
) -> HttpResponse:
    submission, now = file.standing.submission, timezone.now()
    way = ((_("Agencies"), address("agencies", follower)), (submission.agency.name, ""))
    context = {
        "file": file,
        "now": now,
        "past": now >= follower.survey_round.deadline,
        "submission": submission,
        "timeline": timeline(file.events),
        **_lines(file),
        "may_decide": is_manager(request.user) and follower.survey_round.state == Round.State.OPEN,
        "can_be_returned": submission.state in (Submission.State.WAITING, Submission.State.SIGNED),
        "extend_form": ExtendForm(file.standing.last_day),
        "return_form": ReturnForm(),
        "withdraw_form": WithdrawForm(),
        "formers": formerly(submission.agency, survey_round=follower.survey_round) if follower.is_ega else (),
    }
    return render(request, "reports/agency.html", frame(follower, *way) | context | forms, status=status)


def _lines(file: AgencyFile) -> dict[str, Any]:
    """In the words of the questionnaire that they were scored by."""
    if file.scorecard is None:
        return {}
    questionnaire = questionnaire_with_hash(file.scorecard.run.questionnaire.sha256)
    audience = Audience(file.standing.submission.agency.audience)
    return {
        "lines": score_lines(questionnaire, audience, list(file.scores.values())),
        "adjusted_lines": adjusted_lines(questionnaire, file.scorecard),
    }

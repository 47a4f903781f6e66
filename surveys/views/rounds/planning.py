"""Creating a round, afresh or from another one, and changing its settings."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.models import User
from agencies.typed import forget_typed, kept_typed
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403
from surveys.forms.rounds import RoundForm, initial_of, values_of
from surveys.models import Round
from surveys.services.errors import RoundRefused
from surveys.services.rounds_planning import (
    EDITABLE,
    EVERYTHING,
    RoundPlan,
    copy_round,
    create_round,
    edit_round,
)
from surveys.views.rounds.access import address, list_frame, round_frame, round_to_run
from surveys.views.rounds.history import events, seen_in
from surveys.views.rounds.proposals import fresh_plan, merged, next_year
from surveys.views.rounds.refusals import refused_text

NEW = EVERYTHING | {"code"}
FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
def create(request: PersonRequest) -> HttpResponse:
    """A round from nothing."""
    manager_or_403(request)
    form, restored = _form(request, initial_of(fresh_plan(timezone.localdate())), NEW)
    context = list_frame(request.user, (_("New round"), "")) | {"restored": restored}
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, context)
    values = form.values()
    questionnaire = values.pop("questionnaire")
    try:
        made = create_round(
            plan=RoundPlan(**values), questionnaire=questionnaire, user=request.user, now=timezone.now()
        )
    except RoundRefused as refused:
        return _refused(request, form, context, refused)
    return _made(request, made, _("The round is there, in preparation. Next, choose who is asked."))


@require_http_methods(FORMS)
def copy(request: PersonRequest, round_code: str) -> HttpResponse:
    """A round like another one, a year later: its questionnaire, its agencies, its rules."""
    source = round_to_run(request, round_code)
    form, restored = _form(request, initial_of(next_year(source)), NEW - {"questionnaire"})
    context = _of_source(request.user, source) | {"restored": restored}
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, context)
    try:
        made = copy_round(
            source=source, plan=RoundPlan(**form.values()), user=request.user, now=timezone.now()
        )
    except RoundRefused as refused:
        return _refused(request, form, context, refused)
    return _made(request, made, _("The round is there, in preparation, with the agencies of the other one."))


@require_http_methods(FORMS)
def edit(request: PersonRequest, round_code: str) -> HttpResponse:
    """The settings that may still be changed; what somebody else has changed meanwhile is shown first."""
    survey_round = round_to_run(request, round_code)
    form, restored = _form(request, initial_of(values_of(survey_round)), EDITABLE[survey_round.state])
    if request.method != "POST" or not form.is_valid():
        return _edit_page(request, survey_round, form, restored=restored)
    try:
        edit_round(
            survey_round=survey_round,
            seen=seen_in(request),
            values=form.values(),
            user=request.user,
            now=timezone.now(),
        )
    except RoundRefused as refused:
        return _not_edited(request, survey_round, form, refused)
    return _made(request, survey_round, _("The settings are saved."))


def _of_source(user: User, source: Round) -> dict[str, Any]:
    """What the new round takes over, and what not."""
    return round_frame(user, source, _("Copy for another year")) | {
        "source": source,
        "asked": source.submissions.filter(agency__is_active=True).count(),
        "own_texts": source.reminder_texts.exists(),
        "left_out": source.submissions.filter(agency__is_active=False).count(),
    }


def _form(
    request: PersonRequest, initial: Mapping[str, Any], editable: frozenset[str]
) -> tuple[RoundForm, Any]:
    """With what was posted, or typed before the session ended; the latter is returned as well."""
    restored = None if request.method == "POST" else kept_typed(request)
    return RoundForm(request.POST or restored, editable=editable, initial=initial), restored


def _not_edited(
    request: PersonRequest, survey_round: Round, form: RoundForm, refused: RoundRefused
) -> HttpResponse:
    if refused.code != "changed_meanwhile":
        form.add_error(None, refused_text(refused))
        return _edit_page(request, survey_round, form)
    survey_round.refresh_from_db()
    together = merged(survey_round, seen_in(request), form.values())
    again = RoundForm(editable=EDITABLE[survey_round.state], initial=initial_of(together.values))
    more = {"problem": refused_text(refused), "changes": events(together.changes)}
    return _edit_page(request, survey_round, again, status=422, **more)


def _edit_page(
    request: PersonRequest, survey_round: Round, form: RoundForm, status: int = 0, **more: Any
) -> HttpResponse:
    return _page(request, form, round_frame(request.user, survey_round, _("Settings")) | more, status)


def _page(
    request: PersonRequest, form: RoundForm, context: Mapping[str, Any], status: int = 0
) -> HttpResponse:
    status = status or (422 if request.method == "POST" else 200)
    return render(request, "surveys/rounds/plan.html", {**context, "form": form}, status=status)


def _refused(
    request: PersonRequest, form: RoundForm, context: Mapping[str, Any], refused: RoundRefused
) -> HttpResponse:
    form.add_error("code" if refused.code == "code_taken" else None, refused_text(refused))
    return _page(request, form, context)


def _made(request: PersonRequest, survey_round: Round, text: str) -> HttpResponse:
    forget_typed(request)
    messages.success(request, text)
    return redirect(address(survey_round))

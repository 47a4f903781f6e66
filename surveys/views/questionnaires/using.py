"""Giving a version to a round in preparation. For managers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403
from surveys.models import QuestionnaireVersion, Round
from surveys.services.asking import ask_questionnaire
from surveys.services.errors import QuestionnaireRefused
from surveys.views.questionnaires.access import address, frame, name_of, round_named, version_numbered
from surveys.views.questionnaires.orphan_lines import orphan_lines
from surveys.views.questionnaires.refusals import refused_text


@require_http_methods(["GET", "HEAD", "POST"])
def use(request: PersonRequest, number: int, round_code: str) -> HttpResponse:
    """What it means, and a button."""
    manager_or_403(request)
    version, survey_round = version_numbered(number), round_named(round_code)
    if survey_round is None:
        raise Http404
    return (
        _choose(request, version, survey_round)
        if request.method == "POST"
        else _page(request, version, survey_round)
    )


def _choose(request: PersonRequest, version: QuestionnaireVersion, survey_round: Round) -> HttpResponse:
    try:
        ask_questionnaire(
            survey_round=survey_round,
            version=version,
            instead_of=request.POST.get("instead_of", ""),
            user=request.user,
            now=timezone.now(),
        )
    except QuestionnaireRefused as refused:
        return _page(request, version, survey_round, refused=refused_text(refused), status=409)
    text = _("Round %(round)s asks version %(number)s now.")
    messages.success(request, text % {"round": survey_round.name, "number": version.pk})
    return redirect(address("questionnaire", version))


def _page(
    request: PersonRequest, version: QuestionnaireVersion, survey_round: Round, status: int = 200, **more: Any
) -> HttpResponse:
    context = frame(request.user, version, (_("Use in a round"), "")) | {
        "survey_round": survey_round,
        "present": survey_round.questionnaire,
        "present_name": name_of(survey_round.questionnaire) if survey_round.questionnaire else "",
        "lost": orphan_lines(survey_round, version),
        "possible": survey_round.state == Round.State.PREPARING
        and survey_round.archived_at is None
        and survey_round.questionnaire_id != version.pk,
    }
    return render(request, "surveys/questionnaires/use.html", context | more, status=status)

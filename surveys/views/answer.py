"""One answer, saved as it is given: the page's script sends it, and learns what followed from it."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.templatetags.portal_format import time_be
from surveys.forms.blocks import STATE_WORDS, block_of
from surveys.forms.page import AnswersForm
from surveys.forms.standing import NO_TROUBLES, Troubles, blank_standing
from surveys.models import Answer, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.queries.submissions import Access
from surveys.questionnaire.model import Audience, Question
from surveys.services.answers import SaveResult, save_answers
from surveys.services.errors import NotEditable
from surveys.views.access import PersonRequest, is_page_of_other, submission_or_404
from surveys.views.consequences import Consequences
from surveys.views.evidence_context import evidence_context
from surveys.views.refusals import refusal_text, refused_text
from surveys.views.sheet import Sheet


@require_POST
def save(request: PersonRequest, round_code: str, agency_code: str, name: str) -> HttpResponse:
    """200 with what followed; 422 with `errors`, 409 with `conflict` or `refused`, and nothing is saved."""
    submission = submission_or_404(request, round_code, agency_code, Access.EDIT)
    question, now = question_or_404(submission, name), timezone.now()
    form = AnswersForm([blank_standing(question)], Audience(submission.agency.audience), request.POST)
    values = form.answers()
    if name not in form.versions():
        raise Http404
    if is_page_of_other(request):
        return JsonResponse({"refused": refusal_text("other_person")}, status=409)
    if form.errors:
        return _invalid(form, name)
    try:
        result = save_answers(
            submission=submission,
            values=values,
            versions=form.versions(),
            user=request.user,
            now=now,
        )
    except NotEditable as refused:
        return JsonResponse({"refused": refused_text(refused)}, status=409)
    if result.conflicts:
        return _conflict(form, name, result.conflicts[name])
    return JsonResponse(_saved(submission, question, result, now))


@require_GET
def block(request: PersonRequest, round_code: str, agency_code: str, name: str) -> HttpResponse:
    """The question as it stands, to replace its block on the page."""
    submission = submission_or_404(request, round_code, agency_code, Access.EDIT)
    sheet = Sheet.of(submission)
    form = AnswersForm([sheet.standing(question_or_404(submission, name))], sheet.audience)
    context = {"submission": submission, "may_edit": True, "block": block_of(form, name, NO_TROUBLES)}
    return render(request, "surveys/questions/question.html", context | evidence_context())


def question_or_404(submission: Submission, name: str) -> Question:
    """The question, if it is asked of the agency."""
    questionnaire = questionnaire_of(submission.round)
    asked = questionnaire.questions_for(Audience(submission.agency.audience))
    found = next((each for each in asked if each.name == name and each.kind.is_asked), None)
    if found is None:
        raise Http404
    return found


def consequences(submission: Submission, question: Question, values: Any, review: Any) -> dict[str, Any]:
    """What changes on the page of the question."""
    questionnaire = questionnaire_of(submission.round)
    dimension = questionnaire.dimension_of(question.node).code
    audience = Audience(submission.agency.audience)
    state = review.states[question.name]
    badge = {"state": state, "label": STATE_WORDS[state]}
    return Consequences(questionnaire, audience, values, review, dimension).as_json() | {
        "state": render_to_string("components/state_badge.html", badge)
    }


def _invalid(form: AnswersForm, name: str) -> HttpResponse:
    bound = form.bound(name)
    errors = {"errors": [str(error) for error in bound.errors], "wrong": sorted(bound.wrong_inputs)}
    return JsonResponse(errors, status=422)


def _conflict(form: AnswersForm, name: str, theirs: Answer) -> HttpResponse:
    block = block_of(form, name, Troubles({name: theirs}, {}))
    html = render_to_string("surveys/questions/conflict.html", {"block": block, "name": name})
    return JsonResponse({"conflict": html}, status=409)


def _saved(
    submission: Submission, question: Question, result: SaveResult, now: dt.datetime
) -> dict[str, Any]:
    """Saving what stands already is no new save, but it is confirmed as well."""
    answer = result.saved.get(question.name) or _standing(submission, question)
    return consequences(submission, question, result.values, result.review) | {
        "version": answer.version if answer else 0,
        "saved_at": _("Saved %(time)s") % {"time": time_be(now)},
        "saved": render_to_string("surveys/questions/saved.html", {"answer": answer}).strip(),
    }


def _standing(submission: Submission, question: Question) -> Answer | None:
    return submission.answers.select_related("saved_by").filter(question=question.name).first()

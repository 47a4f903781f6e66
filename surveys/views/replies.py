"""What the page's script is told after it has sent one answer or file."""

import datetime as dt
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.templatetags.portal_format import time_be
from surveys.forms.badges import badge_of
from surveys.forms.blocks import block_of
from surveys.forms.page import AnswersForm
from surveys.forms.saved_words import saved_words
from surveys.forms.standing import Troubles
from surveys.models import Answer, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.model import Audience, Question
from surveys.questionnaire.states import AnswerState
from surveys.services.answers import SaveResult
from surveys.views.consequences import Consequences
from surveys.views.refusals import refusal_text


def consequences(
    submission: Submission, question: Question, values: Any, review: Any, saves: int
) -> dict[str, Any]:
    """What changes on the page of the question; `saves` tells replies that overtook each other apart."""
    questionnaire = questionnaire_of(submission.round)
    dimension = questionnaire.dimension_of(question.node).code
    audience = Audience(submission.agency.audience)
    badge = badge_of(review.states[question.name], mending=question.name in review.to_mend)
    return Consequences(questionnaire, audience, values, review, dimension).as_json() | {
        "state": badge.html,
        "saves": saves,
    }


def refusal(code: str) -> HttpResponse:
    """Nothing can be saved now, whatever is typed."""
    return JsonResponse({"refused": refusal_text(code)}, status=409)


def invalid(form: AnswersForm, name: str) -> HttpResponse:
    """What was typed is no answer."""
    bound = form.bound(name)
    errors = {"errors": [str(each) for each in bound.complaints], "wrong": sorted(bound.wrong_inputs)}
    badge = badge_of(AnswerState.NOT_STATED, mending=True)
    return JsonResponse(errors | {"state": badge.html}, status=422)


def conflict(form: AnswersForm, name: str, theirs: Answer) -> HttpResponse:
    """Somebody else answered meanwhile: both values, to choose from."""
    block = block_of(form, name, Troubles({name: theirs}, {}))
    html = render_to_string("surveys/questions/conflict.html", {"block": block, "name": name})
    return JsonResponse({"conflict": html}, status=409)


def saved(submission: Submission, question: Question, result: SaveResult, now: dt.datetime) -> dict[str, Any]:
    """Saving what stands already is no new save, but it is confirmed as well."""
    answer = result.saved.get(question.name) or _standing(submission, question)
    return consequences(submission, question, result.values, result.review, result.saves) | {
        "version": answer.version if answer else 0,
        "saved_at": saved_at_words(now),
        "saved": saved_words(answer),
    }


def saved_at_words(now: dt.datetime) -> str:
    """What the line at the foot of the page says about the last save."""
    return _("Saved %(time)s") % {"time": time_be(now)}


def _standing(submission: Submission, question: Question) -> Answer | None:
    return submission.answers.select_related("saved_by").filter(question=question.name).first()

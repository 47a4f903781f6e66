"""What the answers of a preview are worth, by the engine that scores the real ones."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from scoring.engine import ENGINE_VERSION, ScoreTree, score
from scoring.engine.advice import improvements
from scoring.services.scorecards import UNSCORABLE
from surveys.forms.words import words
from surveys.questionnaire.values import Answers
from surveys.views.addresses import address
from surveys.views.explanation import SHOWN_FIRST
from surveys.views.explanation_lines import Explainer
from surveys.views.previewing.scratch import Scratch
from surveys.views.sheet import Sheet


@require_safe
def preview_score(request: PersonRequest, number: int, audience: str) -> HttpResponse:
    """The whole tree, down to the single answer; where an answer cannot be scored, the way to mend it."""
    scratch = Scratch.open(request, number, audience)
    sheet = scratch.sheet
    answers = _answers_that_count(sheet)
    try:
        tree = score(sheet.questionnaire, sheet.audience, answers)
    except UNSCORABLE:
        messages.error(
            request, _("The answers cannot be scored as they are. Correct what the list below names.")
        )
        return redirect(address("review", sheet.submission))
    context = scratch.frame(_("Score")) | _explained(sheet, tree, answers)
    return render(request, "surveys/preview/score.html", context)


def _answers_that_count(sheet: Sheet) -> Answers:
    """As in a snapshot that is submitted: nothing behind a gate that says no."""
    asked = sheet.review.evaluator.applicable
    return {name: value for name, value in sheet.values.items() if name in asked}


def _explained(sheet: Sheet, tree: ScoreTree, answers: Answers) -> dict[str, object]:
    explainer = Explainer(sheet.questionnaire, sheet.numbers)
    steps = explainer.steps(improvements(sheet.questionnaire, sheet.audience, answers))
    return {
        "total": tree.score,
        "band": _band(sheet, tree),
        "engine": ENGINE_VERSION,
        "dimensions": explainer.lines(tree),
        "steps": steps[:SHOWN_FIRST],
        "more_steps": steps[SHOWN_FIRST:],
    }


def _band(sheet: Sheet, tree: ScoreTree) -> str:
    reached = [
        band for band in sheet.questionnaire.bands if tree.score is not None and band.minimum <= tree.score
    ]
    return words(reached[-1].label) if reached else ""

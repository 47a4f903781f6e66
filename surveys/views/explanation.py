"""How a score came about, down to the single answer, and what would raise it most."""

import json

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from scoring.engine.adjustments import adjustments_in
from scoring.engine.document import from_document
from scoring.models import Scorecard
from surveys.models import Submission
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.queries.submissions import Access
from surveys.questionnaire.model import Audience
from surveys.views.access import submission_or_404
from surveys.views.addresses import address, crumbs
from surveys.views.explanation_lines import Explainer
from surveys.views.explanation_steps import steps_of
from surveys.views.score import readable_scorecard
from surveys.views.sheet import Sheet

SHOWN_FIRST = 10
"""Steps that stand on the page; the others can be unfolded."""


@require_safe
def explanation(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """The whole tree of the score that the reader may see; without one, the page that says why."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    card = readable_scorecard(request.user, submission)
    if card is None:
        return redirect(address("score", submission))
    context = {
        "submission": submission,
        "card": card,
        "now": timezone.now(),
        "crumbs": crumbs(submission, _("How the score came about")),
        **_explained(card, submission),
    }
    return render(request, "surveys/explanation.html", context)


def _explained(card: Scorecard, submission: Submission) -> dict[str, object]:
    """By the questionnaire of the card's run, which may be a later one than the round's."""
    questionnaire = questionnaire_with_hash(card.run.questionnaire.sha256)
    document = json.loads(card.version.document)
    audience, answers = Audience(document["audience"]), document["answers"]
    tree = from_document(json.loads(card.explanation))
    numbers = Sheet(submission, questionnaire, audience, answers={}, evidence={}).numbers
    explainer = Explainer(questionnaire, numbers)
    steps = explainer.steps(steps_of(card, questionnaire, audience, answers, adjustments_in(tree)))
    return {
        "total": tree.score,
        "adjusted": sum(1 for _ in tree.adjusted()),
        "dimensions": explainer.lines(tree),
        "steps": steps[:SHOWN_FIRST],
        "more_steps": steps[SHOWN_FIRST:],
    }

"""What the answers are worth, once EGA shows it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import User
from agencies.permissions import is_ega
from agencies.views.access import PersonRequest
from scoring.models import Scorecard
from scoring.queries import released_scorecard_of, scorecard_of
from surveys.forms.words import words
from surveys.models import Submission
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.queries.submissions import Access
from surveys.questionnaire.model import Audience
from surveys.views.access import submission_or_404
from surveys.views.addresses import crumbs
from surveys.views.adjusted_lines import adjusted_lines
from surveys.views.reviewed import reviewed_by_ega
from surveys.views.score_lines import score_lines


def readable_scorecard(user: User, submission: Submission) -> Scorecard | None:
    """The score of the submission, once EGA shows it to agencies; EGA's staff see it before.

    When the results of the round are released, agencies see what was released, whatever has happened since.
    """
    if is_ega(user):
        return scorecard_of(submission)
    released = released_scorecard_of(submission)
    return released or (scorecard_of(submission) if submission.round.scores_shown_at is not None else None)


@require_safe
def score(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Nothing submitted, waiting for a worker, scored but not shown, or the score itself."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    card = readable_scorecard(request.user, submission)
    context = {
        "submission": submission,
        "submitted": submission.state in (Submission.State.WAITING, Submission.State.SIGNED),
        "scored": card is not None or scorecard_of(submission) is not None,
        "returned": submission.state == Submission.State.RETURNED and not _is_released(card),
        "reviewed": reviewed_by_ega(submission),
        "crumbs": crumbs(submission, _("Score")),
    }
    if card is not None:
        context |= _score(submission, card)
    return render(request, "surveys/score.html", context)


def _is_released(card: Scorecard | None) -> bool:
    """What was released counts, whatever has become of the answers since."""
    return card is not None and card.releases.filter(withdrawn_at__isnull=True).exists()


def _score(submission: Submission, card: Scorecard) -> dict[str, object]:
    questionnaire = questionnaire_with_hash(card.run.questionnaire.sha256)
    band = None if card.total is None else questionnaire.band_of(card.total)
    return {
        "card": card,
        "band": words(band.label) if band else "",
        "lines": score_lines(
            questionnaire, Audience(submission.agency.audience), list(card.node_scores.all())
        ),
        "adjusted_lines": adjusted_lines(questionnaire, card),
    }

"""Whether agencies see their own scores."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from surveys.models import Round
from surveys.services.rounds_journal import change, lock_round, refuse_if_archived


@transaction.atomic
def show_scores(*, survey_round: Round, user: User | None, now: dt.datetime) -> None:
    """Let agencies see their own scores, if they do not already. Raises `RoundRefused`."""
    locked = lock_round(survey_round)
    refuse_if_archived(locked)
    if locked.scores_shown_at is None:
        change(locked, action=Action.SCORES_SHOWN, user=user, now=now, scores_shown_at=now)


@transaction.atomic
def hide_scores(*, survey_round: Round, user: User | None, now: dt.datetime) -> None:
    """Stop showing agencies their scores, if they are shown. Raises `RoundRefused`."""
    locked = lock_round(survey_round)
    refuse_if_archived(locked)
    if locked.scores_shown_at is not None:
        change(locked, action=Action.SCORES_HIDDEN, user=user, now=now, scores_shown_at=None)

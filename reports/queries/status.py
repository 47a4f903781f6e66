"""What counts as a response, as on time and as overdue: conditions on submissions.

Every agency asked is in exactly one of four places: it has responded on time; it has responded late; its
answers wait for the signature; or nothing of it stands, and then it is overdue once its own last day is over.
"""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from surveys.models import Round, Submission, SubmissionVersion

State = Submission.State

STANDING = Q(state__in=[State.WAITING, State.SIGNED])
"""What was submitted last stands: `SubmissionQuerySet.submitted` as a condition."""


def responded(survey_round: Round) -> Q:
    """`SubmissionQuerySet.responded` as a condition, which can be denied and counted."""
    return Q(state=State.SIGNED) if survey_round.needs_sign_off else STANDING


def submitted_in_time(survey_round: Round) -> Q:
    """What stands was submitted for the first time before the round's own deadline, signed by now or not."""
    first_in_time = SubmissionVersion.objects.filter(
        submission__round=survey_round, number=1, submitted_at__lt=survey_round.deadline
    )
    return STANDING & Q(pk__in=first_in_time.values("submission"))


def on_time(survey_round: Round) -> Q:
    """Responded, and submitted in time."""
    return responded(survey_round) & submitted_in_time(survey_round)


def late(survey_round: Round) -> Q:
    """Responded, but submitted for the first time after the round's own deadline."""
    return responded(survey_round) & ~submitted_in_time(survey_round)


def unsigned(survey_round: Round) -> Q:
    """Submitted, and waiting for the signature without which it is no response."""
    return STANDING & ~responded(survey_round)


def overdue(survey_round: Round, now: dt.datetime) -> Q:
    """Nothing submitted stands, and the agency's own last day, extension included, is over."""
    today = timezone.localdate(now)
    if survey_round.closes_on >= today:
        return Q(pk__in=())
    return ~STANDING & ~Q(extended_to__gte=today)

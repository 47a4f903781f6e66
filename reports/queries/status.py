"""What counts as a response, as on time and as overdue: conditions on submissions."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from surveys.models import Round, Submission, SubmissionVersion


def responded(survey_round: Round) -> Q:
    return Q(pk__in=Submission.objects.of_round(survey_round).responded().values("pk"))


def on_time(survey_round: Round) -> Q:
    """Responded, and submitted for the first time before the round's own deadline."""
    first_in_time = SubmissionVersion.objects.filter(
        submission__round=survey_round, number=1, submitted_at__lt=survey_round.deadline
    )
    return responded(survey_round) & Q(pk__in=first_in_time.values("submission"))


def late(survey_round: Round) -> Q:
    """Responded, but submitted for the first time after the round's own deadline."""
    return responded(survey_round) & ~on_time(survey_round)


def overdue(survey_round: Round, now: dt.datetime) -> Q:
    """Not responded, and the agency's own last day, extension included, is over."""
    today = timezone.localdate(now)
    if survey_round.closes_on >= today:
        return Q(pk__in=())
    return ~responded(survey_round) & ~Q(extended_to__gte=today)

"""The agencies asked in a round that belong to one ministry or one province."""

from hashlib import sha256

from agencies.models import Ministry, Province
from surveys.models import Round, Submission, SubmissionQuerySet

Place = Ministry | Province


def asked_in(survey_round: Round, place: Place) -> SubmissionQuerySet:
    """By code, each with what names it."""
    belongs = {"agency__ministry": place} if isinstance(place, Ministry) else {"agency__province": place}
    asked = Submission.objects.with_agency().of_round(survey_round)
    return asked.filter(**belongs).order_by("agency__code")


def digest_of(submissions: SubmissionQuerySet) -> str:
    """The same as long as the same agencies have the same last days."""
    return sha256(repr([(each.pk, each.last_day.isoformat()) for each in submissions]).encode()).hexdigest()

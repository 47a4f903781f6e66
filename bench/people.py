"""People with a session, so that no log-in is measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.conf import settings
from django.test import Client

from agencies.models import User
from surveys.demo.people import staff_of
from surveys.demo.plausible import plausible_answers
from surveys.models import Round, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.vocabulary import Audience


class TooFewAgencies(Exception):
    """The round has fewer agencies that have not started than are needed."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who has a questionnaire to fill in."""

    user: User
    submission: Submission
    session: str

    def invented_answers(self, seed: int) -> dict[str, Any]:
        """Complete canonical answers; the same for the same seed."""
        dice = Random(f"{self.submission.agency.code} {seed}")  # noqa: S311 - made-up answers
        audience = Audience(self.submission.agency.audience)
        level = dice.uniform(0.2, 0.9)
        return plausible_answers(questionnaire_of(self.submission.round), audience, level=level, dice=dice)


def officers(survey_round: Round, number: int) -> Sequence[Officer]:
    """New officers of departments that have not started, one each."""
    free = survey_round.submissions.with_agency().filter(
        state=Submission.State.NOT_STARTED, agency__audience=Audience.DEPARTMENT.value
    )[:number]
    if len(free) < number:
        raise TooFewAgencies(f"{number} departments are needed that have not started, {len(free)} are there")
    staff = staff_of(submission.agency for submission in free)
    users = [staff[submission.agency_id].officer for submission in free]
    return [Officer(user, submission, session_of(user)) for user, submission in zip(users, free, strict=True)]


def session_of(user: User) -> str:
    """The key of a new session."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value

"""Who does what while it is measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from agencies.models import Membership, Role, User
from bench.effort import Effort
from bench.people import Officer, officers, session_of
from bench.submitting import complete
from surveys.models import Round, Submission


@dataclass(frozen=True)
class Cast:
    """`reading` has a complete questionnaire; `analyst` is the key of a session."""

    survey_round: Round
    reading: Officer
    saving: Officer
    saving_together: Sequence[Officer]
    submitting: Sequence[Officer]
    analyst: str

    @property
    def submissions(self) -> list[Submission]:
        officers = (self.reading, self.saving, *self.saving_together, *self.submitting)
        return [officer.submission for officer in officers]


def cast_of(survey_round: Round, effort: Effort) -> Cast:
    """New people for departments that have not started."""
    reading, saving, *others = officers(survey_round, 2 + effort.clients + effort.submissions)
    together, submitting = others[: effort.clients], others[effort.clients :]
    for officer in (reading, *submitting):
        complete(officer)
    return Cast(survey_round, reading, saving, together, submitting, session_of(analyst()))


def analyst() -> User:
    """Somebody of EGA, who reads everything."""
    user, _new = User.objects.get_or_create(email="analyst@bench.example", defaults={"full_name": "bench"})
    Membership.objects.get_or_create(user=user, role=Role.ANALYST)
    return user

"""How many of the agencies asked have an account, and have used it, by level."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from agencies.models import Agency
from surveys.models import Round, Submission
from surveys.queries.access import logged_in, with_account
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Reach:
    """Counts of agencies: with an officer or approver, and with one who has logged in since the opening."""

    with_account: int = 0
    logged_in: int = 0


def reach_of(*, survey_round: Round, agencies: QuerySet[Agency]) -> Mapping[Audience, Reach]:
    """Both levels, in one query."""
    asked = Submission.objects.of_round(survey_round).of_agencies(agencies).order_by()
    rows = asked.values_list("agency__audience").annotate(
        with_account=Count("pk", filter=with_account()),
        logged_in=Count("pk", filter=logged_in(survey_round)),
    )
    found = {Audience(level): Reach(*numbers) for level, *numbers in rows}
    return {level: found.get(level, Reach()) for level in Audience}

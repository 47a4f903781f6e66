"""What can be told apart among the agencies that somebody sees."""

from dataclasses import dataclass

from django.db.models import Count, Q

from agencies.models import AgencyQuerySet
from reports.queries.groups import KEYS, TELLING, Grouping
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Variety:
    """The levels that have agencies, and the groupings with more than one group."""

    audiences: tuple[Audience, ...]
    groupings: tuple[Grouping, ...]

    @property
    def only_audience(self) -> Audience | None:
        """The level of all agencies, if it is one and the same."""
        return self.audiences[0] if len(self.audiences) == 1 else None

    def groupings_of(self, audience: Audience | None) -> tuple[Grouping, ...]:
        """What to offer for a level, or for both: the first is the usual one, and there is always one."""
        usual = TELLING[audience] if audience else tuple(Grouping)
        return tuple(each for each in usual if each in self.groupings) or usual[:1]


def variety_of(agencies: AgencyQuerySet) -> Variety:
    """One query."""
    groups = {grouping.value: Count(KEYS[grouping], distinct=True) for grouping in Grouping}
    levels = {f"of_{audience}": Count("pk", filter=Q(audience=audience.value)) for audience in Audience}
    counts = agencies.aggregate(**groups, **levels)
    return Variety(
        tuple(audience for audience in Audience if counts[f"of_{audience}"]),
        tuple(grouping for grouping in Grouping if counts[grouping.value] > 1),
    )

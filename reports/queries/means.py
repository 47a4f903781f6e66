"""Mean scores so far, in all and by group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any, Self

from django.db.models import Count, F, QuerySet

from agencies.models import Agency
from reports.queries.exact import UNITS, units_of
from reports.queries.groups import Group, Grouping, group_columns, group_of, in_order
from scoring.models import NodeScore, Scorecard
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience

PLACES = 10**9
HALF = Fraction(1, 2)
TOTAL = "total"
"""The code of the whole questionnaire, beside those of dimensions and indicators."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of `n` scores that add up to `units` of 10⁻¹²."""

    units: int = 0
    n: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(self.units + other.units, self.n + other.n)

    @property
    def value(self) -> Fraction | None:
        """0-100, to nine places; None without a score.

        Kept scores are cut after twelve places, so their mean lies less than 10⁻¹² below the exact one. Nine
        places bring 52.7499999999995 back to the 52.75 that it stands for, before display rounds it.
        """
        if not self.n:
            return None
        return Fraction(floor(Fraction(self.units, self.n * UNITS) * PLACES + HALF), PLACES)


@dataclass(frozen=True, slots=True)
class Means:
    """The means of some agencies, of which `base` have a scorecard.

    `nodes` has the mean of every dimension and indicator by its code, and of the total by `TOTAL`; its n is
    smaller than the base where the node does not apply to all.
    """

    base: int = 0
    nodes: Mapping[str, Mean] = field(default_factory=dict)

    def node(self, code: str) -> Mean:
        return self.nodes.get(code, Mean())

    @property
    def total(self) -> Mean:
        return self.node(TOTAL)


@dataclass(frozen=True, slots=True)
class GroupMeans:
    group: Group
    means: Means


@dataclass(frozen=True, slots=True)
class Results:
    """The mean scores of a round so far. Levels answer different questions, so no group mixes them.

    `by_audience` has both levels; `groups` are those of `grouping` inside the one level that was asked for.
    """

    grouping: Grouping
    by_audience: Mapping[Audience, Means]
    groups: tuple[GroupMeans, ...]


@dataclass(slots=True)
class _Sum:
    base: int = 0
    nodes: defaultdict[str, Mean] = field(default_factory=lambda: defaultdict(Mean))

    def add(self, row: Mapping[str, Any]) -> None:
        self.base += row.get("base", 0)
        self.nodes[row.get("node", TOTAL)] += Mean(row["units"] or 0, row["n"])

    def means(self) -> Means:
        return Means(self.base, dict(self.nodes))


def results_by(
    grouping: Grouping,
    *,
    survey_round: Round,
    agencies: QuerySet[Agency],
    audience: Audience,
    kinds: Sequence[NodeScore.Kind] = tuple(NodeScore.Kind),
) -> Results:
    """The means of those of `agencies` that have responded and are scored; groups within `audience`.

    Of the nodes only those of `kinds` are read: there are four times as many indicators as dimensions.
    """
    levels: dict[Audience, _Sum] = {level: _Sum() for level in Audience}
    groups: defaultdict[Group, _Sum] = defaultdict(_Sum)
    for row in _rows(grouping, survey_round, agencies, kinds):
        level, group = Audience(row["audience"]), group_of(grouping, row)
        levels[level].add(row)
        if group and level == audience:
            groups[group].add(row)
    return Results(
        grouping,
        {level: total.means() for level, total in levels.items()},
        tuple(GroupMeans(group, groups[group].means()) for group in in_order(grouping, groups)),
    )


def _rows(
    grouping: Grouping, survey_round: Round, agencies: QuerySet[Agency], kinds: Sequence[NodeScore.Kind]
) -> Iterator[dict[str, Any]]:
    counted = Scorecard.objects.counted().filter(
        submission__round=survey_round, submission__agency__in=agencies
    )
    yield from _summed(counted, "total", group_columns(grouping, "submission__agency"), base=Count("pk"))
    nodes = NodeScore.objects.filter(scorecard__in=counted, kind__in=kinds)
    yield from _summed(
        nodes, "score", {"node": F("code")} | group_columns(grouping, "scorecard__submission__agency")
    )


def _summed(
    rows: QuerySet[Any], score: str, columns: Mapping[str, F], **more: Count
) -> Iterable[dict[str, Any]]:
    figures = {"units": units_of(score), "n": Count(score)} | more
    summed = rows.annotate(**columns).values(*columns).annotate(**figures)
    yield from summed.order_by()

"""Mean scores so far, in all and by group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from fractions import Fraction
from math import floor
from operator import add
from typing import Any, Self

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from agencies.models import Agency
from reports.queries.exact import UNITS, units_of
from reports.queries.groups import Group, Grouping, group_columns, group_of, in_order
from scoring.models import NodeScore, Release, Scorecard, ScoringRun
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience

PLACES = 10**9
HALF = Fraction(1, 2)
TOTAL = "total"
"""The code of the whole questionnaire, beside those of dimensions and indicators."""

Source = ScoringRun | Release | None
"""Whose scores are meant."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of `n` scores that add up to `units` of 10⁻¹², and how many agencies have none, and why.

    `n`, `not_applicable` and `not_stated` (asked, left blank, and left out as the question says) add up to
    the agencies that have a scorecard.
    """

    units: int = 0
    n: int = 0
    not_applicable: int = 0
    not_stated: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(add, astuple(self), astuple(other)))

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

    `nodes` has the mean of every dimension and indicator by its code, and of the total by `TOTAL`. A node
    that is not surveyed of these agencies is not there.
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
        code = row.get("node", TOTAL)
        if code == TOTAL:
            self.base += row["cards"]
        blank = row["not_stated"]
        self.nodes[code] += Mean(int(row["units"] or 0), row["n"], row["cards"] - row["n"] - blank, blank)

    def means(self) -> Means:
        return Means(self.base, dict(self.nodes))


def results_by(
    grouping: Grouping,
    *,
    survey_round: Round,
    agencies: QuerySet[Agency],
    audience: Audience,
    kinds: Sequence[NodeScore.Kind] = tuple(NodeScore.Kind),
    source: Source = None,
) -> Results:
    """The means of those of `agencies` that have responded and are scored; groups within `audience`.

    Of the nodes only those of `kinds` are read: there are four times as many indicators as dimensions. The
    scores are those of a run, or those that a release pinned; of the live run when no source is given.
    """
    levels: dict[Audience, _Sum] = {level: _Sum() for level in Audience}
    groups: defaultdict[Group, _Sum] = defaultdict(_Sum)
    for row in _rows(grouping, survey_round, agencies, kinds, source):
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
    grouping: Grouping,
    survey_round: Round,
    agencies: QuerySet[Agency],
    kinds: Sequence[NodeScore.Kind],
    source: Source,
) -> Iterator[dict[str, Any]]:
    # By version and not `counted()`: a planner cannot guess how often a scorecard is of the current version,
    # takes it for one row, and sorts forty thousand scores instead of hashing them.
    versions = _versions(survey_round, agencies, source)
    cards = Scorecard.objects.filter(_of_run("run", source), version__in=versions)
    yield from _totals(cards, group_columns(grouping, "submission__agency"))
    yield from _summed(
        NodeScore.objects.filter(
            _of_run("scorecard__run", source), scorecard__version__in=versions, kind__in=kinds
        ),
        "score",
        Q(absence=NodeScore.Absence.NOT_STATED),
        {"node": F("code")} | group_columns(grouping, "scorecard__submission__agency"),
    )


def _totals(cards: QuerySet[Scorecard], columns: Mapping[str, F]) -> list[dict[str, Any]]:
    """Why a total is missing is asked only where one is, which is hardly ever."""
    rows = list(_summed(cards, "total", Q(pk__in=()), columns))
    if all(row["n"] == row["cards"] for row in rows):
        return rows
    blank = NodeScore.objects.filter(scorecard=OuterRef("pk"), absence=NodeScore.Absence.NOT_STATED)
    return list(_summed(cards, "total", Q(Exists(blank), total=None), columns))


def _versions(survey_round: Round, agencies: QuerySet[Agency], source: Source) -> QuerySet[Any]:
    """The versions that count: of who has responded, or of who had when the results were released."""
    if isinstance(source, Release):
        return source.scorecards.filter(submission__agency__in=agencies).values("version")
    asked = Submission.objects.of_round(survey_round).of_agencies(agencies)
    return asked.responded().values("current_version")


def _of_run(path: str, source: Source) -> Q:
    if source is None:
        return Q(**{f"{path}__is_live": True})
    return Q(**{path: source.run if isinstance(source, Release) else source})


def _summed(
    rows: QuerySet[Any], score: str, not_stated: Q, columns: Mapping[str, F]
) -> Iterable[dict[str, Any]]:
    summed = rows.annotate(**columns).values(*columns)
    yield from summed.annotate(
        units=units_of(score),
        n=Count(score),
        cards=Count("pk"),
        not_stated=Count("pk", filter=not_stated),
    ).order_by()

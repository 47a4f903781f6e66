"""How many of the agencies asked have responded, in all and by group."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from agencies.models import Agency
from reports.queries import status
from reports.queries.figures import Figures
from reports.queries.groups import Group, Grouping, group_columns, group_of, in_order
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class GroupFigures:
    group: Group
    figures: Figures


@dataclass(frozen=True, slots=True)
class Responses:
    """The response to a round as it stood at one moment: all its parts come from one reading of the database.

    `by_audience` has both levels; `groups` are those of `grouping`, without agencies that belong to none.
    """

    grouping: Grouping
    by_audience: Mapping[Audience, Figures]
    groups: tuple[GroupFigures, ...]

    @property
    def total(self) -> Figures:
        return sum(self.by_audience.values(), Figures())


def responses_by(
    grouping: Grouping,
    *,
    survey_round: Round,
    agencies: QuerySet[Agency],
    now: dt.datetime,
    audience: Audience | None = None,
) -> Responses:
    """The response of `agencies`; the groups hold those of `audience` only, if one is given."""
    by_audience = dict.fromkeys(Audience, Figures())
    by_group: defaultdict[Group, Figures] = defaultdict(Figures)
    for row in _rows(grouping, survey_round, agencies, now):
        figures = _figures(row)
        level, group = Audience(row["audience"]), group_of(grouping, row)
        by_audience[level] += figures
        if group and audience in (None, level):
            by_group[group] += figures
    return Responses(grouping, by_audience, _ordered(grouping, by_group))


def _rows(
    grouping: Grouping, survey_round: Round, agencies: QuerySet[Agency], now: dt.datetime
) -> Iterable[dict[str, Any]]:
    columns = group_columns(grouping, "agency")
    rows: Iterable[dict[str, Any]] = (
        Submission.objects.of_round(survey_round)
        .of_agencies(agencies)
        .annotate(**columns)
        .values(*columns)
        .annotate(**_counts(survey_round, now))
        .order_by()
    )
    return rows


def _counts(survey_round: Round, now: dt.datetime) -> dict[str, Count]:
    conditions = {state.value: Q(state=state) for state in Submission.State} | {
        "responded": status.responded(survey_round),
        "on_time": status.on_time(survey_round),
        "overdue": status.overdue(survey_round, now),
    }
    return {"asked": Count("pk")} | {
        name: Count("pk", filter=condition) for name, condition in conditions.items()
    }


def _figures(row: Mapping[str, Any]) -> Figures:
    return Figures(**{name: row[name] for name in Figures.__slots__})


def _ordered(grouping: Grouping, by_group: Mapping[Group, Figures]) -> tuple[GroupFigures, ...]:
    return tuple(GroupFigures(group, by_group[group]) for group in in_order(grouping, by_group))

"""The tables of the dashboard: states by level, and groups, each figure with the list behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts import palette
from reports.charts.stacked import Stacked
from reports.queries.dashboard import Dashboard
from reports.queries.figures import Figures
from reports.queries.filters import Filters
from reports.queries.groups import Group
from reports.queries.levels import label_of
from reports.queries.responses import GroupFigures
from reports.views.drawings import Pair, states_picture
from reports.views.tiles import list_address
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience

SORTS: Mapping[str, Callable[[GroupFigures], Any]] = {
    "asked": lambda part: part.figures.asked,
    "responded": lambda part: part.figures.responded,
    "missing": lambda part: part.figures.not_responded,
    "rate": lambda part: part.figures.response_rate or 0,
}
AS_LISTED = "group"
SORT_KEYS = (AS_LISTED, *SORTS)


@dataclass(frozen=True, slots=True)
class Level:
    """One level looked at, with the bar of its states."""

    audience: Audience
    label: str
    figures: Figures
    picture: Pair[Stacked]


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state, and for each level how many agencies are in it and where they are listed."""

    label: str
    colour: str
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with the addresses of all its agencies, and of those that have not responded."""

    group: Group
    figures: Figures
    url: str
    missing_url: str


def levels_of(page: Dashboard) -> list[Level]:
    """The levels looked at that have agencies."""
    return [
        Level(audience, label_of(audience), figures, states_picture(figures))
        for audience, figures in page.responses.by_audience.items()
        if page.audience in (None, audience) and figures.asked
    ]


def state_rows(survey_round: Round, levels: Sequence[Level]) -> list[StateRow]:
    """Furthest first, as in the bars."""
    return [
        StateRow(
            str(Submission.State(state).label),
            fill,
            tuple(
                (
                    getattr(level.figures, state),
                    list_address(survey_round, Filters(audience=level.audience, state=state)),
                )
                for level in levels
            ),
        )
        for state, (fill, _ink) in palette.STATES.items()
    ]


def group_rows(survey_round: Round, page: Dashboard, sort: str) -> list[GroupRow]:
    """The groups in the order of `sort`, one of `SORT_KEYS`, after a minus for the other direction."""
    groups = list(page.responses.groups)
    key = sort.removeprefix("-")
    if key in SORTS:
        groups.sort(key=SORTS[key])
    if sort.startswith("-"):
        groups.reverse()
    return [_group_row(survey_round, page, part) for part in groups]


def _group_row(survey_round: Round, page: Dashboard, part: GroupFigures) -> GroupRow:
    chosen = {"audience": page.audience or "", page.responses.grouping.value: part.group.key}
    return GroupRow(
        part.group,
        part.figures,
        list_address(survey_round, Filters(**chosen)),
        list_address(survey_round, Filters(**chosen, responded="no")),
    )

"""How far the agencies have come, step by step, each count with the list behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.queries.filters import Access, Filters, Reached, Timing
from reports.queries.reach import Reach
from reports.views.response_tables import Level
from reports.views.tiles import list_address
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience

STEPS: Final[Mapping[str, tuple[str | Promise, Mapping[str, str]]]] = {
    "asked": (_("Agencies asked"), {}),
    "with_account": (_("With an account"), {"access": Access.ACCOUNT}),
    "logged_in": (_("Logged in since the opening"), {"access": Access.LOGGED_IN}),
    "started": (_("Started"), {"state": Reached.STARTED}),
    "submitted": (_("Submitted"), {"state": Reached.SUBMITTED}),
    "signed": (_("Signed"), {"state": Submission.State.SIGNED}),
    "on_time": (_("Responded on time"), {"timing": Timing.ON_TIME}),
    "returned": (_("Returned for correction"), {"state": Submission.State.RETURNED}),
}
"""Each step by the name of its figure: what it is called, and the filters of its list."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level; `cells` say of each step its name, how many have come there, and where they are listed."""

    label: str
    cells: tuple[tuple[str, int, str], ...]


def level_rows(
    survey_round: Round, levels: Sequence[Level], reach: Mapping[Audience, Reach]
) -> list[LevelRow]:
    """One row a level, one cell a step."""
    return [
        LevelRow(
            level.label,
            tuple(
                (
                    str(label),
                    _count(name, level, reach),
                    list_address(survey_round, Filters(audience=level.audience, **filters)),
                )
                for name, (label, filters) in STEPS.items()
            ),
        )
        for level in levels
    ]


def _count(name: str, level: Level, reach: Mapping[Audience, Reach]) -> int:
    source = reach[level.audience] if name in Reach.__slots__ else level.figures
    count: int = getattr(source, name)
    return count

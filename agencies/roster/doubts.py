"""What in an import somebody should look at before it is applied. No database here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from agencies.roster.alike import are_very_like, are_wholly_other
from agencies.roster.changes import RowChange, Sort
from agencies.roster.rows import AgencyRow, ProvinceRow, Rows, Table
from surveys.questionnaire.vocabulary import Audience

MANY: Final = 10
"""One agency of so many gone is too many to pass without a question."""


class Doubt(StrEnum):
    """Why a change is doubtful."""

    ALIKE = "alike"
    RENAMED = "renamed"
    AT_WORK = "at_work"
    PLACED = "placed"
    MANY_GONE = "many_gone"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A change, and why it is doubtful; `other` is the agency whose name is alike, `rounds` where it answers.

    `change` is None where the import as a whole is doubtful.
    """

    doubt: Doubt
    change: RowChange | None = None
    other: AgencyRow | None = None
    rounds: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names the doubt in a form."""
        return f"{self.doubt}:{self.change.code if self.change else ''}"


def doubts_of(
    changes: Sequence[RowChange], standing: Rows, at_work: Mapping[str, Sequence[str]]
) -> tuple[Doubtful, ...]:
    """All doubts; `at_work` are the agencies with answers in open rounds: code → names of the rounds."""
    agencies = [change for change in changes if change.table is Table.AGENCY]
    return (
        *_many_gone(agencies, standing),
        *_at_work(agencies, at_work),
        *_alike(agencies, standing),
        *(Doubtful(Doubt.RENAMED, change) for change in agencies if _is_renamed(change)),
        *(Doubtful(Doubt.PLACED, change) for change in agencies if _is_placed_elsewhere(change)),
    )


def _many_gone(agencies: Sequence[RowChange], standing: Rows) -> Iterator[Doubtful]:
    gone = sum(change.sort is Sort.DEACTIVATED for change in agencies)
    active = sum(isinstance(row, AgencyRow) and row.is_active for row in standing.values())
    if gone > 1 and gone * MANY >= active:
        yield Doubtful(Doubt.MANY_GONE)


def _at_work(agencies: Sequence[RowChange], at_work: Mapping[str, Sequence[str]]) -> Iterator[Doubtful]:
    for change in agencies:
        if change.sort is Sort.DEACTIVATED and change.code in at_work:
            yield Doubtful(Doubt.AT_WORK, change, rounds=tuple(at_work[change.code]))


def _alike(agencies: Sequence[RowChange], standing: Rows) -> Iterator[Doubtful]:
    known = _by_place([row for row in standing.values() if isinstance(row, AgencyRow)])
    for change in agencies:
        new = change.after
        if change.sort is not Sort.ADDED or not isinstance(new, AgencyRow):
            continue
        if other := _like(new, known.get(new.province, ()), standing):
            yield Doubtful(Doubt.ALIKE, change, other=other)


def _by_place(rows: Collection[AgencyRow]) -> Mapping[str | None, list[AgencyRow]]:
    """Offices are compared inside of their province: elsewhere their names are alike on purpose."""
    places: dict[str | None, list[AgencyRow]] = {}
    for row in rows:
        places.setdefault(row.province, []).append(row)
    return places


def _like(new: AgencyRow, known: Collection[AgencyRow], standing: Rows) -> AgencyRow | None:
    place = standing.get((Table.PROVINCE, new.province or ""))
    province = place.name_th if isinstance(place, ProvinceRow) else ""
    return next((row for row in known if are_very_like(_bare(new, province), _bare(row, province))), None)


def _bare(row: AgencyRow, province: str) -> str:
    return row.name_th.replace(province, "") if row.audience == Audience.PROVINCE else row.name_th


def _is_renamed(change: RowChange) -> bool:
    before, after = change.before, change.after
    if not isinstance(before, AgencyRow) or not isinstance(after, AgencyRow):
        return False
    return before.name_th != after.name_th and are_wholly_other(before.name_th, after.name_th)


def _is_placed_elsewhere(change: RowChange) -> bool:
    return change.differs_in("audience", "province", "office_kind", "ministry")

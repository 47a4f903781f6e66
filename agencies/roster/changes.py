"""What differs between two rosters. No database here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from agencies.roster.rows import AgencyRow, OfficeKindRow, ProvinceRow, Row, Rows, Table, as_data, key_of


class Sort(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as it was (None: it is new) and as it will be."""

    before: Row | None
    after: Row

    @property
    def table(self) -> Table:
        return key_of(self.after)[0]

    @property
    def code(self) -> str:
        return self.after.code

    @property
    def sort(self) -> Sort:
        if self.before is None:
            return Sort.ADDED
        was, will_be = is_active(self.before), is_active(self.after)
        if was == will_be:
            return Sort.CHANGED
        return Sort.REACTIVATED if will_be else Sort.DEACTIVATED

    @property
    def fields(self) -> tuple[tuple[str, Any, Any], ...]:
        """Name, value before and value after of what differs; of a new row all that it has."""
        before = as_data(self.before) if self.before else {}
        return tuple(
            (name, before.get(name), value)
            for name, value in as_data(self.after).items()
            if before.get(name) != value and name != "code"
        )

    def differs_in(self, *names: str) -> bool:
        return self.before is not None and any(name in names for name, _before, _after in self.fields)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows that cannot both be: `row` and that of `code`; `column` and `reason` say why."""

    row: Row
    column: str
    reason: str
    value: str
    code: str


def is_active(row: Row) -> bool:
    return row.is_active if isinstance(row, AgencyRow) else True


def changes_between(before: Rows, after: Rows) -> tuple[RowChange, ...]:
    """In the order in which they have to be written; rows that `after` lacks stay as they are."""
    changed = [RowChange(before.get(key), row) for key, row in after.items() if before.get(key) != row]
    return tuple(sorted(changed, key=_place))


def _place(change: RowChange) -> tuple[int, str]:
    return list(Table).index(change.table), change.code


def with_file(before: Rows, file: Rows) -> Rows:
    """The roster that a whole file makes of `before`: agencies that the file lacks are deactivated."""
    gone = {
        key: replace(row, is_active=False)
        for key, row in before.items()
        if isinstance(row, AgencyRow) and key not in file
    }
    return {**before, **gone, **file}


def counts_of(changes: Iterable[RowChange]) -> Mapping[str, int]:
    """How many agencies were added, changed (brought back among them) and deactivated; how many places."""
    sorts = Counter(change.sort for change in changes if change.table is Table.AGENCY)
    return {
        "added": sorts[Sort.ADDED],
        "changed": sorts[Sort.CHANGED] + sorts[Sort.REACTIVATED],
        "deactivated": sorts[Sort.DEACTIVATED],
        "places": sum(change.table is not Table.AGENCY for change in changes),
    }


def clashes(rows: Rows, changed: Iterable[RowChange]) -> list[Clash]:
    """What the database would refuse of the `changed` rows of a roster, and names borne by two agencies."""
    owners: dict[tuple[str, str], Row] = {}
    new = {key_of(change.after) for change in changed}
    found = []
    for key, row in sorted(rows.items(), key=lambda item: item[0] in new):
        for column, reason, value in _unique(row):
            owner = owners.setdefault((f"{key[0]} {reason}", value), row)
            if owner is not row and key in new:
                found.append(Clash(row, column, reason, value, owner.code))
    return found


def _unique(row: Row) -> Iterator[tuple[str, str, str]]:
    """Column, reason and value of all that no other row of the table may have."""
    if isinstance(row, ProvinceRow):
        yield "iso_3166_2", "map_taken", row.iso_code
        yield "svg_map_id", "map_taken", row.map_id
    if isinstance(row, OfficeKindRow):
        yield "name_th", "name_taken", row.name_th
    if isinstance(row, AgencyRow):
        if row.is_active:
            yield "name_th", "name_taken", row.name_th
        if row.province is not None:
            yield "office_kind", "kind_taken", f"{row.province} + {row.office_kind}"

"""The register as frozen data. No database here."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    code: str
    iso_code: str
    name_th: str
    name_en: str
    abbreviation_th: str
    region: str
    map_id: str


@dataclass(frozen=True, slots=True)
class MinistryRow:
    code: str
    name_th: str
    name_en: str


@dataclass(frozen=True, slots=True)
class OfficeKindRow:
    number: int
    name_th: str
    name_en: str

    @property
    def code(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """A department has a ministry; a provincial office has a province and a kind."""

    code: str
    name_th: str
    name_en: str
    audience: str
    type: str
    region: str
    ministry: str | None = None
    province: str | None = None
    office_kind: int | None = None
    is_active: bool = True


Row = ProvinceRow | MinistryRow | OfficeKindRow | AgencyRow


class Table(StrEnum):
    """The four tables of the register, in the order in which they have to be written."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    OFFICE_KIND = "office_kind"
    AGENCY = "agency"


ROW_TYPES: Mapping[Table, type[Any]] = {
    Table.MINISTRY: MinistryRow,
    Table.PROVINCE: ProvinceRow,
    Table.OFFICE_KIND: OfficeKindRow,
    Table.AGENCY: AgencyRow,
}
TABLE_OF: Mapping[type[Any], Table] = {row_type: table for table, row_type in ROW_TYPES.items()}

Rows = Mapping[tuple[Table, str], Row]
"""Every row of a register by its table and code."""


@dataclass(frozen=True, slots=True)
class Roster:
    provinces: tuple[ProvinceRow, ...]
    ministries: tuple[MinistryRow, ...]
    office_kinds: tuple[OfficeKindRow, ...]
    agencies: tuple[AgencyRow, ...]

    def __iter__(self) -> Iterator[Row]:
        """All rows, in the order in which they have to be written."""
        yield from self.ministries
        yield from self.provinces
        yield from self.office_kinds
        yield from self.agencies


def key_of(row: Row) -> tuple[Table, str]:
    return TABLE_OF[type(row)], row.code


def by_key(roster: Roster) -> Rows:
    return {key_of(row): row for row in roster}


def from_rows(rows: Rows) -> Roster:
    """The same rows as a Roster, each table in the order of its codes."""
    found: dict[Table, list[Any]] = {table: [] for table in Table}
    for (table, _code), row in sorted(rows.items(), key=_place):
        found[table].append(row)
    return Roster(
        provinces=tuple(found[Table.PROVINCE]),
        ministries=tuple(found[Table.MINISTRY]),
        office_kinds=tuple(found[Table.OFFICE_KIND]),
        agencies=tuple(found[Table.AGENCY]),
    )


def as_data(row: Row) -> dict[str, Any]:
    """The row as plain data, which `from_data` makes a row of again."""
    return asdict(row)


def from_data(table: Table, data: Mapping[str, Any]) -> Row:
    known = {each.name for each in fields(ROW_TYPES[table])}
    row: Row = ROW_TYPES[table](**{name: value for name, value in data.items() if name in known})
    return row


def _place(item: tuple[tuple[Table, str], Row]) -> tuple[str, int, str]:
    (table, code), _row = item
    return table, len(code) if table is Table.OFFICE_KIND else 0, code

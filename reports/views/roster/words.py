"""Rows of the roster in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyType, Region
from agencies.models.agency import AUDIENCE_CHOICES
from agencies.roster.changes import RowChange, Sort
from agencies.roster.rows import AgencyRow, Row, Rows, Table, from_data
from portal.languages import active_language

FIELDS: Mapping[str, Any] = {
    "name_th": _("Thai name"),
    "name_en": _("English name"),
    "audience": _("Level"),
    "type": _("Agency type"),
    "region": _("Region"),
    "ministry": _("Ministry"),
    "province": _("Province"),
    "office_kind": _("Kind of provincial office"),
    "is_active": _("Status"),
    "iso_code": _("ISO 3166-2 code"),
    "abbreviation_th": _("Abbreviation"),
    "map_id": _("Map id"),
    "number": _("Number"),
}
TABLES: Mapping[Table, Any] = {
    Table.MINISTRY: _("Ministry"),
    Table.PROVINCE: _("Province"),
    Table.OFFICE_KIND: _("Kind of provincial office"),
    Table.AGENCY: _("Agency"),
}
SORTS: Mapping[Sort, Any] = {
    Sort.ADDED: _("Added"),
    Sort.CHANGED: _("Changed"),
    Sort.DEACTIVATED: _("Deactivated"),
    Sort.REACTIVATED: _("Reactivated"),
}
PLACES = {"ministry": Table.MINISTRY, "province": Table.PROVINCE, "office_kind": Table.OFFICE_KIND}
LABELS: Mapping[str, Mapping[str, Any]] = {
    "audience": dict(AUDIENCE_CHOICES),
    "type": dict(AgencyType.choices),
    "region": dict(Region.choices),
}


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: its label, and its value before and after in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One row that changed: of what table, its code and name, what became of it, field by field."""

    table: Table
    code: str
    name: str
    sort: Sort
    fields: tuple[FieldLine, ...]

    @property
    def what(self) -> str:
        return str(SORTS[self.sort])

    @property
    def of(self) -> str:
        return str(TABLES[self.table])

    @property
    def is_agency(self) -> bool:
        return self.table is Table.AGENCY


def change_lines(changes: Iterable[RowChange], rows: Rows) -> list[ChangeLine]:
    """In words; `rows` are a roster that names the places."""
    return [change_line(change, rows) for change in changes]


def change_line(change: RowChange, rows: Rows) -> ChangeLine:
    return ChangeLine(
        change.table, change.code, name_of(change.after), change.sort, tuple(_fields(change, rows))
    )


def kept_change(table: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> RowChange:
    """A change out of the history."""
    of = Table(table)
    return RowChange(from_data(of, before) if before else None, from_data(of, after))


def name_of(row: Row) -> str:
    return row.name_en if active_language() == "en" else row.name_th


def place_name(row: AgencyRow, rows: Rows) -> str:
    """The ministry, or the province, of an agency."""
    return _shown("ministry", row.ministry, rows) if row.ministry else _shown("province", row.province, rows)


def _fields(change: RowChange, rows: Rows) -> Iterable[FieldLine]:
    """What differs; of a row that is new everything that it has."""
    for name, before, after in change.fields:
        if not (before is None and after is None):
            yield FieldLine(str(FIELDS[name]), _shown(name, before, rows), _shown(name, after, rows))


def _shown(name: str, value: Any, rows: Rows) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("Active") if value else gettext("Not active")
    if name in PLACES:
        place = rows.get((PLACES[name], str(value)))
        return f"{value} {name_of(place)}" if place else str(value)
    return str(LABELS.get(name, {}).get(value, value))

"""From the roster's Excel workbook to a Roster, with every mistake in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError

from agencies.models import AgencyType, Region
from agencies.names import one_visible_line
from agencies.roster import checks
from agencies.roster.mistakes import Mistake, RosterMistakes, from_problems
from agencies.roster.rows import AgencyRow, MinistryRow, OfficeKindRow, Roster, Row, Table, key_of
from agencies.roster.sheets import Cells, Sheet
from surveys.questionnaire.problems import WorkbookError
from surveys.questionnaire.tables import Table as RawTable
from surveys.questionnaire.tables import text_of
from surveys.questionnaire.vocabulary import Audience
from surveys.questionnaire.workbook import column_letter
from surveys.questionnaire.xlsx import read_xlsx

AGENCIES: Final = "agencies"
MINISTRIES: Final = "ministries"
PROVINCES: Final = "provinces"
OFFICE_KINDS: Final = "office_kinds"

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    AGENCIES: (
        "code",
        "active",
        "level",
        "type",
        "name_th",
        "name_en",
        "ministry",
        "province",
        "office_kind",
        "region",
    ),
    MINISTRIES: ("code", "name_th", "name_en"),
    PROVINCES: ("code", "iso_3166_2", "name_th", "name_en", "abbr_th", "region", "svg_map_id"),
    OFFICE_KINDS: ("no", "name_th", "name_en"),
}
"""The sheets and their columns; they are never renamed, so that a file of last year can be read."""

MUST_DIFFER: Final[Mapping[str, tuple[str, ...]]] = {
    AGENCIES: ("code",),
    MINISTRIES: ("code", "name_th"),
    PROVINCES: ("code", "iso_3166_2", "name_th", "name_en", "svg_map_id"),
    OFFICE_KINDS: ("no", "name_th"),
}
LONGEST: Final[Mapping[str, int]] = {"name_th": 250, "name_en": 250, "abbr_th": 10}
LEVELS: Final = {audience.value for audience in Audience}


@dataclass(frozen=True, slots=True)
class Reading:
    """A roster out of a workbook, and in which row of its sheet everything stands.

    `ignored` are columns of it that mean nothing here, as "sheet: column".
    """

    roster: Roster
    lines: Mapping[tuple[Table, str], int]
    ignored: tuple[str, ...]


def read_roster_workbook(data: bytes, filename: str) -> Reading:
    """The roster of an .xlsx. Raises RosterMistakes with all mistakes of all sheets."""
    try:
        tables, problems = read_xlsx(data, filename, COLUMNS)
    except WorkbookError as error:
        raise RosterMistakes(from_problems(error.problems)) from error
    unreadable = from_problems(problems)
    refuse(each for each in unreadable if each.code == "merged_cells")
    sheets = {name: _sheet(name, tables.get(name)) for name in COLUMNS}
    refuse(_all_of(sheets, unreadable) if any(not sheet.rows for sheet in sheets.values()) else ())
    roster = _roster(sheets)
    refuse(_all_of(sheets, unreadable))
    return Reading(roster, _lines(roster, sheets), tuple(_ignored(tables)))


def _lines(roster: Roster, sheets: Mapping[str, Sheet]) -> dict[tuple[Table, str], int]:
    tables: Mapping[str, Sequence[Row]] = {
        AGENCIES: roster.agencies,
        MINISTRIES: roster.ministries,
        PROVINCES: roster.provinces,
        OFFICE_KINDS: roster.office_kinds,
    }
    return {
        key_of(row): cells.row
        for name, rows in tables.items()
        for row, cells in zip(rows, sheets[name].rows, strict=True)
    }


def _all_of(sheets: Mapping[str, Sheet], unreadable: Sequence[Mistake]) -> Iterable[Mistake]:
    """Every mistake; of a cell that could not be read only that."""
    places = {(each.file, each.row, each.column) for each in unreadable}
    yield from unreadable
    for sheet in sheets.values():
        yield from (each for each in sheet.mistakes if (each.file, each.row, each.column) not in places)


def refuse(mistakes: Iterable[Mistake]) -> None:
    """Raises RosterMistakes in the order of the sheet, if there are any."""
    if found := sorted(mistakes, key=_place):
        raise RosterMistakes(found)


def _place(mistake: Mistake) -> tuple[int, str, int]:
    order = list(COLUMNS)
    return order.index(mistake.file) if mistake.file in order else -1, mistake.file, mistake.row


def _sheet(name: str, table: RawTable | None) -> Sheet:
    sheet = Sheet(name)
    if table is None:
        sheet.mistakes.append(Mistake(name, 0, "", "no_sheet"))
        return sheet
    head = [text_of(cell) for cell in table[0]] if table else []
    missing = [column for column in COLUMNS[name] if column not in head]
    twice = [column for column in COLUMNS[name] if head.count(column) > 1]
    sheet.mistakes += [Mistake(name, 1, column, "no_column") for column in missing]
    sheet.mistakes += [Mistake(name, 1, column, "twice_in_head") for column in twice]
    if not sheet.mistakes:
        sheet.rows += _cells(sheet, head, table[1:])
    if not sheet.rows and not sheet.mistakes:
        sheet.mistakes.append(Mistake(name, 0, "", "no_rows"))
    return sheet


def _cells(sheet: Sheet, head: Sequence[str], rows: RawTable) -> Iterator[Cells]:
    for number, row in enumerate(rows, start=2):
        texts = [text_of(cell) for cell in row]
        if any(texts):
            cells = Cells(sheet.file, number, dict(zip(head, texts, strict=False)), sheet.mistakes)
            _check_texts(cells)
            yield cells


def _check_texts(cells: Cells) -> None:
    for column in COLUMNS[cells.file]:
        text = cells.optional(column)
        if not text:
            continue
        if len(text) > LONGEST.get(column, 250):
            cells.mistake(column, "too_long", limit=LONGEST.get(column, 250))
        try:
            one_visible_line(text)
        except ValidationError:
            cells.mistake(column, "disturbing")


def _roster(sheets: Mapping[str, Sheet]) -> Roster:
    for name, columns in MUST_DIFFER.items():
        for column in columns:
            sheets[name].refuse_repeated(column)
    sheets[AGENCIES].refuse_repeated("name_th", where=_is_active)
    _refuse_two_of_a_kind(sheets[AGENCIES])
    provinces = tuple(map(checks.province_row, sheets[PROVINCES].rows))
    kinds = tuple(map(_office_kind, sheets[OFFICE_KINDS].rows))
    ministries = tuple(map(_ministry, sheets[MINISTRIES].rows))
    known = _Known(
        ministries={row.code for row in ministries},
        regions={row.code: row.region for row in provinces},
        kinds={row.code for row in kinds},
    )
    agencies = tuple(_agency(cells, known) for cells in sheets[AGENCIES].rows)
    return Roster(provinces=provinces, ministries=ministries, office_kinds=kinds, agencies=agencies)


def _is_active(cells: Cells) -> bool:
    return cells.optional("active").lower() != "no"


def _refuse_two_of_a_kind(sheet: Sheet) -> None:
    first: dict[tuple[str, str], Cells] = {}
    for cells in sheet.rows:
        place = cells.optional("province"), cells.optional("office_kind")
        if all(place) and first.setdefault(place, cells) is not cells:
            value = f"{place[0]} + {place[1]}"
            cells.mistake("office_kind", "repeated", value=value, row=first[place].row)


@dataclass(frozen=True, slots=True)
class _Known:
    """What agencies may refer to; `regions` are those of the provinces."""

    ministries: set[str]
    regions: Mapping[str, str]
    kinds: set[str]


def _ministry(cells: Cells) -> MinistryRow:
    code = cells.checked("code", checks.two_to_four_digits, "two_to_four_digits")
    return MinistryRow(code, cells.text("name_th"), cells.text("name_en"))


def _office_kind(cells: Cells) -> OfficeKindRow:
    number = cells.checked("no", checks.small_number, "small_number")
    return OfficeKindRow(int(number or 0), cells.text("name_th"), cells.text("name_en"))


def _agency(cells: Cells, known: _Known) -> AgencyRow:
    level = cells.checked("level", LEVELS.__contains__, "level")
    return _office(cells, known) if level == Audience.PROVINCE else _department(cells, known)


def _department(cells: Cells, known: _Known) -> AgencyRow:
    for column in ("province", "office_kind"):
        if cells.optional(column):
            cells.mistake(column, "not_here")
    return AgencyRow(
        *_named(cells),
        audience=Audience.DEPARTMENT.value,
        is_active=_stays(cells),
        type=cells.checked("type", checks.is_department_type, "department_type"),
        ministry=cells.checked("ministry", known.ministries.__contains__, "unknown_ministry"),
        region=_region(cells),
    )


def _office(cells: Cells, known: _Known) -> AgencyRow:
    if cells.optional("ministry"):
        cells.mistake("ministry", "not_here")
    province = cells.checked("province", known.regions.__contains__, "unknown_province")
    region = known.regions.get(province, "")
    if region and cells.optional("region").lower() not in ("", region):
        cells.mistake("region", "not_the_provinces", value=cells.optional("region"))
    kind = cells.checked("office_kind", known.kinds.__contains__, "unknown_kind")
    cells.checked("type", checks.is_office_type, "office_type")
    return AgencyRow(
        *_named(cells),
        audience=Audience.PROVINCE.value,
        is_active=_stays(cells),
        type=AgencyType.PROVINCIAL_OFFICE.value,
        province=province,
        office_kind=int(kind or 0),
        region=region,
    )


def _named(cells: Cells) -> tuple[str, str, str]:
    """Code and names."""
    code = cells.checked("code", checks.agency_code, "agency_code")
    return code, cells.text("name_th"), cells.text("name_en")


def _stays(cells: Cells) -> bool:
    return cells.checked("active", checks.is_yes_or_no, "yes_or_no").lower() == "yes"


def _region(cells: Cells) -> str:
    """Departments serve the whole country, if nothing else is said."""
    if not cells.optional("region"):
        return Region.NATIONAL.value
    return cells.checked("region", checks.is_region, "region").lower()


def _ignored(tables: Mapping[str, RawTable]) -> Iterator[str]:
    for name, columns in COLUMNS.items():
        head = tables[name][0]
        for at, cell in enumerate(head):
            if text_of(cell) not in columns and any(text_of(row[at]) for row in tables[name][1:]):
                yield f"{name}: {text_of(cell) or column_letter(at)}"

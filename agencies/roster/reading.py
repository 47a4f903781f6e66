"""From the three files to a Roster, with every mistake in them."""

from pathlib import Path

from agencies.models import AgencyType, Region
from agencies.roster.checks import (
    department_code,
    is_department_type,
    province_row,
    small_number,
    two_digits,
)
from agencies.roster.mistakes import Mistake, RosterMistakes
from agencies.roster.rows import AgencyRow, MinistryRow, OfficeKindRow, ProvinceRow, Roster
from agencies.roster.sheets import Cells, Sheet, read_sheet
from surveys.questionnaire.model import Audience

PROVINCES = "provinces.csv"
DEPARTMENTS = "department-agencies.csv"
OFFICE_KINDS = "provincial-offices.csv"

PATTAYA = "D1509"
PROVINCE_WORD = "จังหวัด"


def read_roster(folder: Path) -> Roster:
    """The register in `folder`. Raises RosterMistakes with all mistakes of all files."""
    provinces = _provinces_sheet(folder)
    departments = _departments_sheet(folder)
    kinds = _office_kinds_sheet(folder)
    province_rows = tuple(map(province_row, provinces.rows))
    kind_rows = tuple(map(_office_kind, kinds.rows))
    roster = Roster(
        provinces=province_rows,
        ministries=_ministries(departments),
        office_kinds=kind_rows,
        agencies=(*map(_department, departments.rows), *_offices(province_rows, kind_rows)),
    )
    mistakes = [*provinces.mistakes, *departments.mistakes, *kinds.mistakes]
    if mistakes:
        raise RosterMistakes(sorted(mistakes, key=_place))
    return roster


def _place(mistake: Mistake) -> tuple[str, int]:
    return mistake.file, mistake.row


def _provinces_sheet(folder: Path) -> Sheet:
    columns = ("code", "iso_3166_2", "name_th", "name_en", "abbr_th", "region", "svg_map_id")
    sheet = read_sheet(folder / PROVINCES, columns)
    for column in ("code", "iso_3166_2", "name_th", "name_en", "svg_map_id"):
        sheet.refuse_repeated(column)
    return sheet


def _departments_sheet(folder: Path) -> Sheet:
    columns = ("code", "name_th", "name_en", "type", "ministry_code", "ministry_th", "ministry_en")
    sheet = read_sheet(folder / DEPARTMENTS, columns)
    for column in ("code", "name_th"):
        sheet.refuse_repeated(column)
    return sheet


def _office_kinds_sheet(folder: Path) -> Sheet:
    sheet = read_sheet(folder / OFFICE_KINDS, ("no", "name_th", "name_en"))
    for column in ("no", "name_th"):
        sheet.refuse_repeated(column)
    return sheet


def _ministries(departments: Sheet) -> tuple[MinistryRow, ...]:
    """One for each code; a code that comes with another name than before is a mistake."""
    found: dict[str, MinistryRow] = {}
    for cells in departments.rows:
        row = MinistryRow(
            code=cells.checked("ministry_code", two_digits, "two_digits"),
            name_th=cells.text("ministry_th"),
            name_en=cells.text("ministry_en"),
        )
        if found.setdefault(row.code, row) != row:
            cells.mistake("ministry_code", "other_ministry_name", value=row.code)
    return tuple(found.values())


def _department(cells: Cells) -> AgencyRow:
    code = cells.checked("code", department_code, "department_code")
    return AgencyRow(
        code=code,
        name_th=cells.text("name_th"),
        name_en=cells.text("name_en"),
        audience=Audience.DEPARTMENT.value,
        type=cells.checked("type", is_department_type, "department_type"),
        region=Region.CENTRAL if code == PATTAYA else Region.NATIONAL,
        ministry=cells.values["ministry_code"].strip(),
    )


def _office_kind(cells: Cells) -> OfficeKindRow:
    number = cells.checked("no", small_number, "small_number")
    return OfficeKindRow(
        number=int(number or 0),
        name_th=cells.checked("name_th", _ends_with_province, "ends_with_province"),
        name_en=cells.text("name_en"),
    )


def _ends_with_province(name: str) -> bool:
    return name.endswith(PROVINCE_WORD)


def _offices(provinces: tuple[ProvinceRow, ...], kinds: tuple[OfficeKindRow, ...]) -> tuple[AgencyRow, ...]:
    """Every kind in every province. Bangkok has none: its offices belong to the city."""
    return tuple(
        AgencyRow(
            code=f"P{province.code}{kind.number:02}",
            name_th=f"{kind.name_th}{province.name_th}",
            name_en=f"{kind.name_en}, {province.name_en}",
            audience=Audience.PROVINCE.value,
            type=AgencyType.PROVINCIAL_OFFICE,
            region=province.region,
            province=province.code,
            office_kind=kind.number,
        )
        for province in provinces
        if province.region != Region.BANGKOK
        for kind in kinds
    )

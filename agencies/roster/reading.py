"""From the three files to a Roster, with every mistake in them."""

import re
from pathlib import Path

from agencies.models import AgencyType, Region
from agencies.roster.rows import (
    AgencyRow,
    MinistryRow,
    Mistake,
    OfficeKindRow,
    ProvinceRow,
    Roster,
    RosterMistakes,
)
from agencies.roster.sheets import Cells, Sheet, read_sheet
from surveys.questionnaire.model import Audience

PROVINCES = "provinces.csv"
DEPARTMENTS = "department-agencies.csv"
OFFICE_KINDS = "provincial-offices.csv"

PATTAYA = "D1509"
PROVINCE_WORD = "จังหวัด"

_two_digits = re.compile(r"\d{2}").fullmatch
_department_code = re.compile(r"D\d{4}").fullmatch
_iso_code = re.compile(r"TH-\d{2}").fullmatch
_map_id = re.compile(r"[a-z]{3}").fullmatch
_small_number = re.compile(r"[1-9]\d?").fullmatch


def read_roster(folder: Path) -> Roster:
    """The register in `folder`. Raises RosterMistakes with all mistakes of all files."""
    provinces = _provinces_sheet(folder)
    departments = _departments_sheet(folder)
    kinds = _office_kinds_sheet(folder)
    province_rows = tuple(map(_province, provinces.rows))
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


def _province(cells: Cells) -> ProvinceRow:
    return ProvinceRow(
        code=cells.checked("code", _two_digits, "two digits"),
        iso_code=cells.checked("iso_3166_2", _iso_code, "like TH-50"),
        name_th=cells.text("name_th"),
        name_en=cells.text("name_en"),
        abbreviation_th=cells.text("abbr_th"),
        region=cells.checked("region", _is_province_region, "a region of provinces").lower(),
        map_id=cells.checked("svg_map_id", _map_id, "three small letters"),
    )


def _is_province_region(word: str) -> bool:
    return word.lower() in Region.values and word.lower() != Region.NATIONAL


def _ministries(departments: Sheet) -> tuple[MinistryRow, ...]:
    """One for each code; a code that comes with another name than before is a mistake."""
    found: dict[str, MinistryRow] = {}
    for cells in departments.rows:
        row = MinistryRow(
            code=cells.checked("ministry_code", _two_digits, "two digits"),
            name_th=cells.text("ministry_th"),
            name_en=cells.text("ministry_en"),
        )
        if found.setdefault(row.code, row) != row:
            cells.mistake("ministry_code", f"“{row.code}” has another name in an earlier row")
    return tuple(found.values())


def _department(cells: Cells) -> AgencyRow:
    code = cells.checked("code", _department_code, "D and four digits")
    return AgencyRow(
        code=code,
        name_th=cells.text("name_th"),
        name_en=cells.text("name_en"),
        audience=Audience.DEPARTMENT.value,
        type=cells.checked("type", _is_department_type, "an agency type of departments"),
        region=Region.CENTRAL if code == PATTAYA else Region.NATIONAL,
        ministry=cells.values["ministry_code"].strip(),
    )


def _is_department_type(word: str) -> bool:
    return word in AgencyType.values and word != AgencyType.PROVINCIAL_OFFICE


def _office_kind(cells: Cells) -> OfficeKindRow:
    number = cells.checked("no", _small_number, "a number from 1 to 99")
    return OfficeKindRow(
        number=int(number or 0),
        name_th=cells.checked("name_th", _ends_with_province, f"a name that ends with {PROVINCE_WORD}"),
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

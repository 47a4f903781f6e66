"""What the cells of a register have to be like, in whatever file they stand."""

import re

from agencies.models import AgencyType, Region
from agencies.roster.rows import ProvinceRow
from agencies.roster.sheets import Cells

two_digits = re.compile(r"[0-9]{2}").fullmatch
two_to_four_digits = re.compile(r"[0-9]{2,4}").fullmatch
department_code = re.compile(r"D[0-9]{4}").fullmatch
agency_code = re.compile(r"[A-Z][A-Z0-9]{2,11}").fullmatch
iso_code = re.compile(r"TH-[0-9]{2}").fullmatch
map_id = re.compile(r"[a-z]{3}").fullmatch
small_number = re.compile(r"[1-9][0-9]?").fullmatch


def is_region(word: str) -> bool:
    return word.lower() in Region.values


def is_province_region(word: str) -> bool:
    return is_region(word) and word.lower() != Region.NATIONAL


def is_department_type(word: str) -> bool:
    return word in AgencyType.values and word != AgencyType.PROVINCIAL_OFFICE


def is_office_type(word: str) -> bool:
    return word == AgencyType.PROVINCIAL_OFFICE


def is_yes_or_no(word: str) -> bool:
    return word.lower() in {"yes", "no"}


def province_row(cells: Cells) -> ProvinceRow:
    return ProvinceRow(
        code=cells.checked("code", two_digits, "two_digits"),
        iso_code=cells.checked("iso_3166_2", iso_code, "iso_code"),
        name_th=cells.text("name_th"),
        name_en=cells.text("name_en"),
        abbreviation_th=cells.text("abbr_th"),
        region=cells.checked("region", is_province_region, "province_region").lower(),
        map_id=cells.checked("svg_map_id", map_id, "map_id"),
    )

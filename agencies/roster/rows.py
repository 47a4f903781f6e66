"""The register as frozen data. No database here."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Roster:
    provinces: tuple[ProvinceRow, ...]
    ministries: tuple[MinistryRow, ...]
    office_kinds: tuple[OfficeKindRow, ...]
    agencies: tuple[AgencyRow, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """`row` counts as a spreadsheet does: the head is row 1. Row 0 means the file as a whole."""

    file: str
    row: int
    column: str
    problem: str

    def __str__(self) -> str:
        place = [
            self.file,
            *([f"row {self.row}"] if self.row else []),
            *([self.column] if self.column else []),
        ]
        return f"{', '.join(place)}: {self.problem}"


class RosterMistakes(Exception):
    """The register was not loaded; `mistakes` are all that was found."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes in the register")
        self.mistakes = mistakes

"""The register, the questionnaire of 2560 and changed copies of it, as the reconstruction takes them."""

import csv
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from scoring.engine import ScoreTree, score
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.document import canonical_json
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.agencies import Agency
from surveys.reconstruction.reconstruct import Response, reconstruct
from tests.surveys.questionnaire.workbooks import sheets_of

ROOT = Path(__file__).resolve().parents[3]
REGISTER, DEFINITION = ROOT / "agencies" / "data", ROOT / "surveys" / "definitions" / "2560"

Row = dict[str, str]
Change = Callable[[Row], Row | None]


def agencies(audience: Audience) -> list[Agency]:
    """Those of the register, whose files are read here without a database."""
    if audience is Audience.DEPARTMENT:
        rows = _rows(REGISTER / "department-agencies.csv")
        return [Agency(row["code"], row["type"], ministry=row["ministry_code"]) for row in rows]
    provinces = [row for row in _rows(REGISTER / "provinces.csv") if row["region"] != "Bangkok"]
    kinds = _rows(REGISTER / "provincial-offices.csv")
    return [_office(province, kind) for province in provinces for kind in kinds]


def _office(province: Row, kind: Row) -> Agency:
    return Agency(
        f"P{province['code']}{int(kind['no']):02}",
        "provincial-office",
        province=province["code"],
        office_kind=kind["no"],
        region=province["region"].lower(),
    )


@cache
def questionnaire() -> Questionnaire:
    return changed("choices", lambda row: row)


@cache
def responses(audience: Audience) -> dict[str, Response]:
    """Made once: it takes seconds."""
    return reconstruct(questionnaire(), audience, agencies(audience))


@cache
def trees(audience: Audience) -> list[ScoreTree]:
    """The engine's word on each response."""
    return [score(questionnaire(), audience, each.answers) for each in responses(audience).values()]


def changed(sheet: str, change: Change) -> Questionnaire:
    """The questionnaire with every row of the sheet as `change` leaves it; None takes the row away."""
    tables = {path.stem: _rows(path) for path in DEFINITION.glob("*.csv")}
    tables[sheet] = [row for each in tables[sheet] if (row := change(each)) is not None]
    return compile_workbook(sheets_of(tables))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def digest(found: dict[str, Response]) -> str:
    """The SHA-256 of all answers and moments."""
    plain = {code: [each.answers, repr(each.timetable)] for code, each in found.items()}
    return hashlib.sha256(canonical_json(plain).encode()).hexdigest()


if __name__ == "__main__":
    # In another process, with other hashes of its strings and the agencies in another order.
    level = Audience.DEPARTMENT
    print(digest(reconstruct(questionnaire(), level, reversed(agencies(level)))))  # noqa: T201

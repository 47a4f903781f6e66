from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from reports.workbooks.form import flaws
from reports.workbooks.reading import read_names, read_sheets
from reports.workbooks.sheets import Column, Leaf, Table
from reports.workbooks.writer import Written

TABLE = Table("scores", "Scores", [Column("Code"), Column("Score")], [])
WRITTEN = (Written(Leaf("About", [], ()), "About", 1), Written(TABLE, "Scores", 2))


def made(path: Path, *titles: str, formula: str = "", filtered: str = "A2:B4") -> Path:
    book = Workbook()
    del book["Sheet"]
    for title in titles:
        sheet = book.create_sheet(title)
        sheet["A1"] = "banner"
        if title != "About":
            sheet["A3"] = formula or "one"
            sheet.auto_filter.ref = filtered
            sheet.print_title_rows = "1:2"
    book.save(path / "book.xlsx")
    return path / "book.xlsx"


def flaws_in(path: Path) -> list[tuple[str, ...]]:
    sheets = []
    for sheet in read_sheets(path):
        assert list(sheet.rows(()))
        sheets.append(sheet)
    return list(flaws(sheets, read_names(path), WRITTEN))


@pytest.mark.parametrize(
    "titles, more, found",
    [
        (("About", "Scores"), {}, []),
        (("About", "Scores"), {"formula": "=1+1"}, [("Scores", "formulas")]),
        (("About", "Scores"), {"filtered": "A2:B9"}, [("Scores", "filter")]),
        (("About", "Results"), {}, [("workbook", "titles")]),
        (("About", "Scores", "Other"), {}, [("workbook", "titles")]),
    ],
    ids=["good", "formula", "filter", "another title", "a sheet too many"],
)
def test_flaws(tmp_path: Path, titles, more, found):
    assert flaws_in(made(tmp_path, *titles, **more)) == found


@pytest.mark.parametrize(
    "was, instead, found",
    [
        ('name="Scores"', 'name="about"', [("workbook", "titles"), ("about", "names"), ("about", "names")]),
        (
            'name="Scores"',
            f'name="{"S" * 32}"',
            [("workbook", "titles"), ("S" * 32, "title"), ("S" * 32, "names"), ("S" * 32, "names")],
        ),
        ("'Scores'!$1:$2", "'About'!$1:$2", [("Scores", "names")]),
    ],
    ids=["twice the same title", "title too long", "a name that points elsewhere"],
)
def test_flaws_of_the_book(tmp_path: Path, was, instead, found):
    path = made(tmp_path, "About", "Scores")
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert was in parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].decode().replace(was, instead).encode()
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert flaws_in(path) == found

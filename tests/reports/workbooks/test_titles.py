"""Long Thai names of sheets, in the file and in the names that point at its sheets."""

import datetime as dt
from pathlib import Path

from openpyxl import load_workbook

from reports.workbooks.banner import Banner
from reports.workbooks.properties import Description
from reports.workbooks.reading import read_names
from reports.workbooks.sheets import Column, Table
from reports.workbooks.writer import Writer

LONG = "'สำนักงานที่ดิน/จังหวัด' ที่ดินของกรมที่ดินในจังหวัดเชียงใหม่'"


def table(key: str) -> Table:
    return Table(key, LONG, [Column("รหัส"), Column("ชื่อ")], [["=1+1", "@ก"]])


def test_titles_are_cut_between_letters_and_told_apart(tmp_path: Path):
    path = tmp_path / "workbook.xlsx"
    writer = Writer(path, "th", Banner("ผล", "", ""), lambda: None)
    written = [writer.add(table(key)) for key in ("one", "two")]
    made = dt.datetime(2026, 7, 15, tzinfo=dt.UTC)
    writer.save(Description("ก", "ก", "ก", "ก", made, "th"))
    titles = ["สำนักงานที่ดิน จังหวัด' ที่ดินข", "สำนักงานที่ดิน จังหวัด' ที่ดิ 2"]
    assert [each.title for each in written] == titles
    book = load_workbook(path)
    assert book.sheetnames == titles
    assert [sheet.print_title_rows for sheet in book] == ["$1:$2", "$1:$2"]
    assert [sheet.auto_filter.ref for sheet in book] == ["A2:B3", "A2:B3"]
    assert {title for title, _place in read_names(path)} == set(titles)
    assert [(cell.value, cell.data_type) for cell in book.worksheets[0][3]] == [("=1+1", "s"), ("@ก", "s")]

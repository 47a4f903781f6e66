import pytest

from reports.workbooks.text import LONGEST, LONGEST_TITLE, clean, sheet_title, units


@pytest.mark.parametrize(
    "text, cell",
    [
        ("กรมการค้า", "กรมการค้า"),
        ("=1+1", "=1+1"),
        ("a\x00b\x07c\x1b", "abc"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("\ud800 \ufffe", " "),
        ("😀", "😀"),
        ("_x0041_", "_x005F_x0041_"),
        ("file_x.pdf", "file_x.pdf"),
        ("ก" * (LONGEST + 5), "ก" * LONGEST),
    ],
    ids=["Thai", "formula", "control", "lines", "not XML", "emoji", "escape", "no escape", "long"],
)
def test_clean(text: str, cell: str):
    assert clean(text) == cell


@pytest.mark.parametrize(
    "text, taken, title",
    [
        ("Scores", (), "Scores"),
        ("a/b:c*d?e[f]g\\h", (), "a b c d e f g h"),
        ("'quoted'", (), "quoted"),
        ("x" * 40, (), "x" * 31),
        ("x" * 40, {"x" * 31}, "x" * 29 + " 2"),
        ("Rows", {"rows", "rows 2"}, "Rows 3"),
        ("History", (), "History 2"),
        ("a\nb\tc", (), "a b c"),
        ("[]", (), "-"),
        ("''", (), "-"),
        ("x" * 30 + "'yy", (), "x" * 30),
        ("ก" * 30 + "ที่ดิน", (), "ก" * 30),
        ("ก" * 29 + "ที่ดิน", (), "ก" * 29),
        ("ก" * 28 + "ที่ดิน", (), "ก" * 28 + "ที่"),
        ("ก" * 30 + "ำน้ำ", (), "ก" * 30 + "ำ"),
        ("ก" * 29 + "กำ", (), "ก" * 29 + "กำ"),
        ("ก" * 30 + "นำ", (), "ก" * 30),
        ("ก" * 30 + "เมือง", (), "ก" * 30),
        ("ที่" * 20, {"ที่" * 10}, "ที่" * 9 + " 2"),
        ("😀" * 20, (), "😀" * 15),
        ("สำนักงานที่ดินจังหวัดเชียงใหม่ สาขาแม่ริม", (), "สำนักงานที่ดินจังหวัดเชียงใหม่"),
    ],
)
def test_sheet_title(text: str, taken: set[str], title: str):
    assert sheet_title(text, taken) == title
    assert units(title) <= LONGEST_TITLE

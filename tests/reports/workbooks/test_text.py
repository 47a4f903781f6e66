import pytest

from reports.workbooks.text import LONGEST, clean, sheet_title


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
    ],
)
def test_sheet_title(text: str, taken: set[str], title: str):
    assert sheet_title(text, taken) == title

"""What makes Excel repair a file, or run what an agency has written: none of it may be in a workbook."""

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter, quote_sheetname

from reports.workbooks.known import Name
from reports.workbooks.reading import NamedRange, ReadSheet
from reports.workbooks.sheets import Sheet, Table
from reports.workbooks.text import LONGEST_TITLE, NOT_IN_TITLES, units
from reports.workbooks.writer import Written


def flaws(
    read: Sequence[ReadSheet], names: Sequence[NamedRange], written: Sequence[Written]
) -> Iterator[Name]:
    """What is wrong with the form of a file that was read to its end; forbidden letters end the reading."""
    titles = [sheet.title for sheet in read]
    if titles != [each.title for each in written] or len({title.lower() for title in titles}) < len(titles):
        yield "workbook", "titles"
    for sheet, each in zip(read, written, strict=False):
        yield from ((sheet.title, what) for what in _flaws_of(sheet, each))
    for title, place in names:
        if not all(part.startswith(quote_sheetname(title) + "!") for part in place.split(",")):
            yield title, "names"


def _flaws_of(sheet: ReadSheet, written: Written) -> Iterator[str]:
    if not 0 < units(sheet.title) <= LONGEST_TITLE or NOT_IN_TITLES.search(sheet.title):
        yield "title"
    if sheet.formulas:
        yield "formulas"
    if sheet.filtered != _filter_of(written.sheet, written.rows):
        yield "filter"


def _filter_of(sheet: Sheet, rows: int) -> str:
    """From the heads to the last row."""
    if not isinstance(sheet, Table):
        return ""
    return f"A{sheet.head_rows}:{get_column_letter(len(sheet.columns))}{sheet.head_rows + rows}"

"""How a sheet looks as a whole: heights, widths, print."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any, cast

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.charts.lettering import letters
from reports.workbooks import styles
from reports.workbooks.banner import Banner
from reports.workbooks.kinds import Kind
from reports.workbooks.sheets import Column, Row
from reports.workbooks.text import clean

LINE, MOST_LINES = 15, 12
"""Height of a line in points, and the highest that a row may become."""

A4 = 9
"""The number of this paper size in the file format."""

WIDEST_ABREAST, SCALE = 270, 60
"""What is wider, in characters, would be too small to read on one page; it runs over several, in per cent."""

LONGEST_ON_PAPER = 100
"""Characters of a round's name that are printed: Excel refuses a header of more than 255 with its codes."""


def height_for(texts: Iterable[tuple[str, int]]) -> int | None:
    """The height in points of texts in columns of these widths; None for one line, which needs none."""
    lines = max((lines_of(text, width) for text, width in texts), default=1)
    return LINE * min(lines, MOST_LINES) if lines > 1 else None


def long_texts(columns: Sequence[Column], values: Row) -> Iterator[tuple[str, int]]:
    """Those of a row that run over several lines, with the width of their columns."""
    for column, value in zip(columns, values, strict=True):
        if column.kind is Kind.LONG_TEXT and value is not None:
            yield str(value), column.width


def lines_of(text: str, width: int) -> int:
    """How many lines `text` takes in a column of `width`, in letters that stand beside each other."""
    return sum(max(1, ceil(letters(line) / width)) for line in text.split("\n"))


def set_print(sheet: Worksheet, banner: Banner, width: int) -> None:
    """On lying A4: as wide as the sheet, if that stays legible; what it is above, moment and page below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    if width <= WIDEST_ABREAST:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    else:
        sheet.page_setup.scale = SCALE
    above, below = cast(HeaderFooterItem, sheet.oddHeader), cast(HeaderFooterItem, sheet.oddFooter)
    _print(above.left, _as_it_stands(banner.title))
    _print(above.right, _as_it_stands(banner.warning))
    _print(below.left, _as_it_stands(banner.as_of))
    # The codes are of the file format: number of the page, number of pages.
    _print(below.right, _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"})


def _print(part: Any, text: str) -> None:
    part.text, part.font, part.size = text, f"{styles.FONT},Regular", styles.SIZE - 1


def _as_it_stands(text: str) -> str:
    # An ampersand begins a code there.
    return clean(text)[:LONGEST_ON_PAPER].replace("&", "&&")


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width

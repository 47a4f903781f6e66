"""Cells as a file of Excel has them: pieces of XML.

Text is always written as text, so that "=1+1" is no formula and "#N/A" no error. Numbers are written with all
their digits, as the shortest decimal that says the same.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from reports.workbooks.kinds import Cell, Kind, cell_of
from reports.workbooks.styles import style_of
from reports.workbooks.text import clean

REMEMBERED: Final = 2048
"""Most cells of a workbook repeat: states, codes, groups, days. So many different ones are kept at a time."""

CellMaker = Callable[[int, Any], str]
"""The cell in the row of that number, with a value that is not None."""

Styles = Mapping[str, int]
"""The number in the file of every style."""


def cells_of(
    kinds: Sequence[Kind], styles: Styles, *, beside: bool = False
) -> Callable[[int, Sequence[Any]], list[str]]:
    """Turns the values of a row into cells of these kinds; None leaves its cell out."""
    makers = [
        _maker(at, styles[style_of(kind, beside=beside)], kind) for at, kind in enumerate(kinds, start=1)
    ]

    def cells(number: int, values: Sequence[Any]) -> list[str]:
        return [make(number, value) for make, value in zip(makers, values, strict=True) if value is not None]

    return cells


def texts_in(styles: Iterable[int]) -> Callable[[int, Sequence[str]], list[str]]:
    """Turns texts into cells of these styles, from the first column on."""
    makers = [_text_maker(at, style) for at, style in enumerate(styles, start=1)]

    def cells(number: int, values: Sequence[str]) -> list[str]:
        return [make(number, value) for make, value in zip(makers, values, strict=True)]

    return cells


def _maker(column: int, style: int, kind: Kind) -> CellMaker:
    if kind in (Kind.TEXT, Kind.LONG_TEXT):
        return _text_maker(column, style)
    return _other_maker(column, style, kind)


def _text_maker(column: int, style: int) -> CellMaker:
    start, middle = _text_around(column, style)

    def cell(number: int, value: Any) -> str:
        text = text_xml(str(value))
        return f"{start}{number}{middle}{text}</t></is></c>" if text else ""

    return cell


def _other_maker(column: int, style: int, kind: Kind) -> CellMaker:
    start, as_text = _text_around(column, style)
    as_number = f'" s="{style}"><v>'

    def cell(number: int, value: Any) -> str:
        is_text, content = content_of(kind, value)
        if is_text:
            return f"{start}{number}{as_text}{content}</t></is></c>"
        return f"{start}{number}{as_number}{content}</v></c>"

    return cell


def _text_around(column: int, style: int) -> tuple[str, str]:
    """What stands before the number of the row, and between it and the text."""
    return (
        f'<c r="{get_column_letter(column)}',
        f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">',
    )


@lru_cache(REMEMBERED)
def text_xml(text: str) -> str:
    return escape(clean(text))


@lru_cache(REMEMBERED)
def content_of(kind: Kind, value: Any) -> tuple[bool, str]:
    """Whether the cell is text after all, and what stands in it."""
    made = cell_of(kind, value)
    return (True, text_xml(made)) if isinstance(made, str) else (False, _number_xml(made))


def _number_xml(value: Cell) -> str:
    if isinstance(value, Decimal):
        # As a number, openpyxl would write sixteen digits of it, the last of them a rounding error.
        return format(value.normalize(), "f")
    return str(to_excel(value)) if isinstance(value, dt.date) else str(value)  # type: ignore[no-untyped-call]

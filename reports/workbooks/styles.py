"""How cells look.

The font is Tahoma: every Windows and every Excel for Mac has it, with Thai letters. TH Sarabun New is
prettier and the government's own, but only where somebody installed it; elsewhere Excel puts another in its
place.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from reports.workbooks.kinds import Kind

FONT = "Tahoma"
SIZE = 10
INK, PAPER_OF_HEADS, LINE = "FF17212E", "FFE8EFFB", "FF76828F"
ALARM = "FF9A3412"
"""Of the banner over synthetic answers."""

HEAD, HEAD_NUMBER, CODE, TITLE, NOTE = "p-head", "p-head-number", "p-code", "p-title", "p-note"
BANNER, WARNING = "p-banner", "p-warning"

NUMBER_FORMATS: Mapping[Kind, str] = {
    Kind.TEXT: "@",
    Kind.LONG_TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.NUMBER: "General",
    Kind.SCORE: "0.0",
    Kind.PERCENT: "0.0%",
    Kind.DATE: "d mmm yyyy",
    Kind.MOMENT: "d mmm yyyy hh:mm",
}
THAI_CALENDAR = "[$-107041E]"
"""In front of a date format: Thai month names, and years of the Buddhist era."""

GAPS = {"left": 0, "right": 1}
"""So that figures do not touch the words in the next column."""

DATES = (Kind.DATE, Kind.MOMENT)
TEXTS = (Kind.TEXT, Kind.LONG_TEXT)


def style_of(kind: Kind, *, beside: bool = False) -> str:
    """The style of cells of `kind`; in a list of facts they stand `beside` their words, to the left."""
    return f"p-{kind}-beside" if beside else f"p-{kind}"


def head_of(kind: Kind) -> str:
    """Heads stand over their column: left over text, right over figures."""
    return HEAD if kind in TEXTS else HEAD_NUMBER


def styles(language: str) -> Iterator[NamedStyle]:
    """Every style of a workbook for readers of `language`."""
    for kind, beside in product(Kind, (False, True)):
        side = "left" if beside or kind in TEXTS else "right"
        yield NamedStyle(
            style_of(kind, beside=beside),
            font=_font(),
            number_format=_number_format(kind, language),
            alignment=Alignment(
                horizontal=side, vertical="top", wrap_text=kind is Kind.LONG_TEXT, indent=GAPS[side]
            ),
        )
    yield _head(HEAD, "left")
    yield _head(HEAD_NUMBER, "right")
    yield NamedStyle(CODE, font=_font(size=8, color=LINE), number_format="@", border=_underline())
    yield NamedStyle(TITLE, font=_font(size=12, bold=True), number_format="@")
    yield NamedStyle(BANNER, font=_font(size=9), number_format="@")
    yield NamedStyle(WARNING, font=_font(size=9, bold=True, color=ALARM), number_format="@")
    yield NamedStyle(NOTE, font=_font(size=9, italic=True), number_format="@")


def _number_format(kind: Kind, language: str) -> str:
    calendar = THAI_CALENDAR if language == "th" and kind in DATES else ""
    return calendar + NUMBER_FORMATS[kind]


def _head(name: str, side: str) -> NamedStyle:
    return NamedStyle(
        name,
        font=_font(bold=True),
        number_format="@",
        fill=PatternFill("solid", fgColor=PAPER_OF_HEADS),
        border=_underline(),
        alignment=Alignment(horizontal=side, vertical="bottom", wrap_text=True, indent=GAPS[side]),
    )


def _font(*, size: int = SIZE, bold: bool = False, italic: bool = False, color: str = INK) -> Font:
    return Font(name=FONT, size=size, bold=bold, italic=italic, color=color)


def _underline() -> Border:
    return Border(bottom=Side("thin", color=LINE))

"""The sheet ega--bands: the names of the ranges of scores."""

from collections.abc import Iterator
from decimal import Decimal

from surveys.questionnaire.compiler.cells import Cells, Unique
from surveys.questionnaire.compiler.findings import Findings
from surveys.questionnaire.elements import Band
from surveys.questionnaire.workbook import Sheet

HIGHEST = Decimal(100)


def read_bands(sheet: Sheet, findings: Findings) -> tuple[Band, ...]:
    """The bands in ascending order, the first from 0."""
    return tuple(_bands(sheet, findings))


def _bands(sheet: Sheet, findings: Findings) -> Iterator[Band]:
    codes = Unique("code")
    below: Decimal | None = None
    for row in sheet:
        cells = Cells(row, findings)
        code = cells.code("code")
        codes.check(cells, code)
        minimum = _minimum(cells)
        if minimum is not None:
            _check_order(cells, minimum, below)
            below = minimum
            yield Band(code, minimum, cells.label("label", needed=True))


def _minimum(cells: Cells) -> Decimal | None:
    cells.needed("minimum")
    minimum = cells.decimal("minimum", "bad_points")
    if minimum is not None and not 0 <= minimum <= HIGHEST:
        cells.wrong("minimum", "bad_points", value=minimum)
    return minimum


def _check_order(cells: Cells, minimum: Decimal, below: Decimal | None) -> None:
    if below is None and minimum != 0:
        cells.wrong("minimum", "first_band_not_zero")
    if below is not None and minimum <= below:
        cells.wrong("minimum", "bands_not_ascending")

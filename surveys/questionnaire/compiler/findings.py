"""Where the mistakes of a workbook are gathered."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from surveys.questionnaire.problems import Problem, WorkbookError
from surveys.questionnaire.reader import Sheets
from surveys.questionnaire.workbook import LAYOUTS, Row

SHEET_ORDER: Final = tuple(LAYOUTS)
AUDIENCE: Final = "audience"


class Findings:
    """The mistakes found so far; what follows from a missing column or an unreadable cell is left out."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._problems = list(sheets.problems)
        self._missing: set[tuple[str, str]] = set()
        self._unread = {(each.sheet, each.row, each.column) for each in sheets.problems}

    def add(self, row: Row, column: str, code: str, /, **params: object) -> None:
        """A mistake in one cell, or in the whole row when `column` is ""."""
        unread = (row.sheet, row.number, column) in self._unread
        if not unread and (row.sheet, column) not in self._missing:
            self._problems.append(Problem(row.sheet, row.number, column, code, params))

    def add_to_sheet(self, sheet: str, code: str, **params: object) -> None:
        """A mistake of a whole sheet."""
        self._problems.append(Problem(sheet, 0, "", code, params))

    def add_column(self, sheet: str, column: str, code: str) -> None:
        """A mistake in the headings."""
        self._problems.append(Problem(sheet, 1, column, code))
        if code == "missing_column":
            self._missing.add((sheet, column))

    def raise_any(self) -> None:
        """WorkbookError with all mistakes, by sheet, row and column, if there are any."""
        if self._problems:
            raise WorkbookError(sorted(_merged(self._problems), key=self._place))

    def _place(self, problem: Problem) -> tuple[int, str, int, int]:
        known = problem.sheet in SHEET_ORDER
        columns = self._sheets.get(problem.sheet).columns
        position = columns.index(problem.column) if problem.column in columns else len(columns)
        order = SHEET_ORDER.index(problem.sheet) if known else len(SHEET_ORDER)
        return order, problem.sheet, problem.row, position if problem.column else -1


def _merged(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One mistake that concerns both audiences is told once, with both."""
    same: dict[object, list[Problem]] = {}
    for problem in problems:
        others = tuple(item for item in problem.params.items() if item[0] != AUDIENCE)
        key = (problem.sheet, problem.row, problem.column, problem.code, others)
        same.setdefault(key, []).append(problem)
    for first, *more in same.values():
        yield _with_audiences(first, more) if AUDIENCE in first.params else first


def _with_audiences(problem: Problem, same: list[Problem]) -> Problem:
    audiences = dict.fromkeys(str(each.params[AUDIENCE]) for each in (problem, *same))
    return replace(problem, params={**problem.params, AUDIENCE: ", ".join(audiences)})

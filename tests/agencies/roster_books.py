"""Workbooks of the roster for tests: the one that the portal makes, edited cell by cell."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook

from agencies.roster.standing import standing_rows
from reports.workbooks.roster import roster_workbook

Edit = Callable[[Workbook], object]


def book_of_portal(edit: Edit = lambda _book: None) -> bytes:
    """The workbook of the roster as it stands, after `edit`."""
    book = load_workbook(io.BytesIO(roster_workbook(standing_rows())))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(book: Workbook, code: str, sheet: str = "agencies") -> int:
    return next(row[0].row for row in book[sheet].iter_rows(min_row=2) if row[0].value == code)


def put(book: Workbook, code: str, sheet: str = "agencies", **values: Any) -> None:
    """Write into the row of that code; `values` by column."""
    heads = [cell.value for cell in book[sheet][1]]
    for column, value in values.items():
        book[sheet].cell(row_of(book, code, sheet), heads.index(column) + 1, value)


def take_out(book: Workbook, code: str) -> None:
    book["agencies"].delete_rows(row_of(book, code))


def add_department(book: Workbook, code: str, name_th: str, ministry: str = "11", **values: str) -> None:
    names = {"name_th": name_th, "name_en": f"Department {code}"} | values
    row = (code, "yes", "department", "government", names["name_th"], names["name_en"], ministry)
    book["agencies"].append([*row, None, None, None])


def add_office(book: Workbook, code: str, name_th: str, kind: str, province: str = "50") -> None:
    row = (code, "yes", "province", "provincial-office", name_th, f"Office {code}", None, province, kind)
    book["agencies"].append([*row, None])

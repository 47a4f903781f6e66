"""The workbook that a list is written into: headings, the words for roles, agencies that lack somebody."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from agencies.invitation_lists.columns import COLUMNS, HEADINGS, ROLE
from agencies.models import Role

WIDTHS = (16, 34, 32, 36, 24, 14)
MOST_ROWS = 5_000
AGENCY_ROLES = (Role.OFFICER, Role.APPROVER, Role.READER)


def template(*, title: str, language: str, rows: Iterable[Sequence[str]] = ()) -> bytes:
    """An .xlsx with the headings in `language` ("th" or "en"); `rows` hold texts in the order of COLUMNS.

    Further texts of a row stand beyond the columns, where they are read by nobody but people.
    """
    workbook = Workbook()
    sheet = workbook.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    sheet.title = title
    sheet.append([HEADINGS[column][language == "en"] for column in COLUMNS])
    for row in rows:
        sheet.append(list(row))
    _dress(sheet)
    _offer_roles(sheet)
    with io.BytesIO() as file:
        workbook.save(file)
        return file.getvalue()


def _dress(sheet: Worksheet) -> None:
    for position, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6F7")
        cell.alignment = Alignment(vertical="center")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.data_type = "s" if cell.value is not None else cell.data_type
            cell.number_format = "@"
    sheet.freeze_panes = "A2"


def _offer_roles(sheet: Worksheet) -> None:
    words = ",".join(str(role.label) for role in AGENCY_ROLES)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    column = get_column_letter(COLUMNS.index(ROLE) + 1)
    choice.add(f"{column}2:{column}{MOST_ROWS}")
    sheet.add_data_validation(choice)

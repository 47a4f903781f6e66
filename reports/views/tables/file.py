"""A table as an .xlsx: a sheet that says what it is, and the table."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpResponse
from django.utils import timezone

from portal.languages import active_language
from reports.views.exports import XLSX
from reports.views.tables.about import about, banner_of, description_of
from reports.views.tables.description import PageTable
from reports.views.tables.view import View
from reports.workbooks.sheets import Row, Table
from reports.workbooks.writer import Writer

KEPT = 2
"""So many columns stay in sight: the code and the name, where rows are agencies."""


def table_file(name: str, table: PageTable, view: View) -> HttpResponse:
    """To be saved and never to be shown."""
    headers = {"Content-Disposition": f'attachment; filename="{_file_name(name, view)}"'}
    return HttpResponse(table_workbook(table, view), content_type=XLSX, headers=headers)


def table_workbook(table: PageTable, view: View) -> bytes:
    """Made whole before any of it is sent, so that what fails leaves no half file."""
    banner = banner_of(table, view)
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.xlsx")
        writer = Writer(path, active_language(), banner, _uncounted)
        writer.add(about(table, view))
        columns = [each.column for each in table.columns]
        kept = min(KEPT, len(columns))
        writer.add(Table("table", table.title, columns, _rows(table), kept=kept))
        writer.save(description_of(view, banner))
        return path.read_bytes()


def _rows(table: PageTable) -> Iterator[Row]:
    values = [column.value for column in table.columns]
    for row in table.rows:
        yield [value(row) for value in values]


def _file_name(name: str, view: View) -> str:
    code = view.survey_round.code if view.survey_round else ""
    day = timezone.localtime(view.now).date().isoformat()
    return "-".join(filter(None, (name, code, day, "synthetic" if view.is_synthetic else ""))) + ".xlsx"


def _uncounted() -> None:
    """Nobody watches the progress of what takes a moment."""

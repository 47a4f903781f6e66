"""One reader for both containers of a questionnaire: an Excel workbook and a folder of CSV files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from surveys.questionnaire.csv_folder import read_folder
from surveys.questionnaire.problems import Problem, WorkbookError
from surveys.questionnaire.tables import Table, sheet_from
from surveys.questionnaire.workbook import Sheet
from surveys.questionnaire.xlsx import read_xlsx


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook by name, and the cells that could not be read."""

    by_name: Mapping[str, Sheet]
    problems: tuple[Problem, ...] = ()

    def get(self, name: str) -> Sheet:
        """The sheet called `name`; one without columns and rows when there is none."""
        return self.by_name.get(name) or Sheet(name, (), ())


def read_workbook(source: Path | bytes, filename: str = "") -> Sheets:
    """Read a folder of CSV files or an .xlsx; `filename` is what an uploaded file was called.

    WorkbookError when the container cannot be read; mistakes in single cells come with the sheets.
    """
    if isinstance(source, Path) and source.is_dir():
        return _sheets(read_folder(source), [])
    if isinstance(source, Path):
        filename = filename or source.name
        source = _bytes_of(source)
    return _sheets(*read_xlsx(source, filename))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorkbookError([Problem("", 0, "", "no_such_folder", {"name": path.name})]) from error


def _sheets(tables: Mapping[str, Table], problems: list[Problem]) -> Sheets:
    read = {name: sheet_from(name, table) for name, table in tables.items()}
    found = [problem for _, each in read.values() for problem in each]
    return Sheets({name: sheet for name, (sheet, _) in read.items()}, (*problems, *found))

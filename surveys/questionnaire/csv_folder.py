"""A folder with one CSV file per sheet: the questionnaire as a readable diff."""

import csv
import io
from pathlib import Path
from typing import Final

from surveys.questionnaire.problems import Problem, WorkbookError
from surveys.questionnaire.tables import Table

MAX_FOLDER_MB: Final = 32


def read_folder(folder: Path) -> dict[str, Table]:
    """The cells of every `*.csv` of the folder by sheet name; WorkbookError when one cannot be read."""
    files = sorted(folder.glob("*.csv"))
    if sum(path.stat().st_size for path in files) > MAX_FOLDER_MB * 2**20:
        raise WorkbookError([Problem(folder.name, 0, "", "file_too_large", {"limit": MAX_FOLDER_MB})])
    return {path.stem: _table(path) for path in files}


def _table(path: Path) -> Table:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise WorkbookError([Problem(path.stem, 0, "", "not_utf8")]) from error
    except csv.Error as error:
        raise WorkbookError([Problem(path.stem, 0, "", "bad_csv")]) from error

"""Makes a whole workbook: writes it, reads it back, compares."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reports.workbooks.banner import banner_of
from reports.workbooks.check import check
from reports.workbooks.contents import contents
from reports.workbooks.material import Material
from reports.workbooks.properties import description_of
from reports.workbooks.sheets import Table
from reports.workbooks.writer import Writer, Written


def build(path: Path, material: Material, on_row: Callable[[], None]) -> Sequence[Written]:
    """Write the workbook to `path`; raises `WorkbookDiffers` if it does not say what the database says.

    The folder of `path` is used for unfinished sheets too. Returns the sheets as they were written.
    """
    banner = banner_of(material)
    writer = Writer(path, material.language, banner, on_row)
    written = [writer.add(sheet) for sheet in contents(material)]
    writer.save(description_of(material, banner))
    check(path, written, material)
    return written


def counted_rows(material: Material) -> int:
    """How often `build` will call `on_row`: each agency asked, twice more if its submission stands."""
    asked = material.asked()
    return asked.count() + 2 * asked.submitted().count()


def row_counts(written: Sequence[Written]) -> list[dict[str, Any]]:
    """The true number of rows of every sheet that is a table: what `WorkbookExport.row_counts` keeps."""
    return [{"title": each.title, "rows": each.rows} for each in written if isinstance(each.sheet, Table)]

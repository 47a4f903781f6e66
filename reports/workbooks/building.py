"""Makes a whole workbook: writes it, reads it back, compares."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from reports.workbooks.banner import banner_of
from reports.workbooks.check import check
from reports.workbooks.contents import contents
from reports.workbooks.material import Occasion
from reports.workbooks.properties import description_of
from reports.workbooks.sheets import Sheet, Table
from reports.workbooks.writer import Writer, Written


class Progress(Protocol):
    """Is told how far the work is; ends it by an exception of its own when nobody wants it any more."""

    def expect(self, rows: int) -> None:
        """There will be so many counted rows."""

    def row(self) -> None:
        """One more is written."""

    def look_up(self) -> None:
        """Another part of the work begins."""


def build(path: Path, material: Occasion, progress: Progress) -> Sequence[Written]:
    """Write the workbook to `path`; raises `WorkbookDiffers` if it does not say what the database says.

    The folder of `path` is used for unfinished sheets too. Returns the sheets as they were written.
    """
    banner, sheets = banner_of(material), tuple(contents(material))
    progress.expect(sum(sheet.counted for sheet in sheets if isinstance(sheet, Table)))
    writer = Writer(path, material.language, banner, progress.row)
    written = _write(writer, sheets, progress)
    writer.save(description_of(material, banner))
    check(path, written, material, progress.look_up)
    return written


def _write(writer: Writer, sheets: Sequence[Sheet], progress: Progress) -> Sequence[Written]:
    written = []
    try:
        for sheet in sheets:
            progress.look_up()
            written.append(writer.add(sheet))
    except BaseException:
        writer.abandon()
        raise
    return written


def row_counts(written: Sequence[Written]) -> list[dict[str, Any]]:
    """The true number of rows of every sheet that is a table: what `WorkbookExport.row_counts` keeps."""
    return [{"title": each.title, "rows": each.rows} for each in written if isinstance(each.sheet, Table)]

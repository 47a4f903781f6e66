"""The files of workbooks: at most one an attempt, named by it."""

from collections.abc import Iterable

from reports.models import WorkbookExport, workbook_path


def delete_files(export: WorkbookExport, attempts: Iterable[int] | None = None) -> None:
    """Delete what these attempts may have left; of all so far, and the file of the row, if none are given.

    A worker that is killed between storing its file and saying so leaves one that no row names.
    """
    storage = export.file.storage
    for attempt in attempts if attempts is not None else range(1, export.attempts + 1):
        storage.delete(workbook_path(WorkbookExport(pk=export.pk, attempts=attempt), ""))
    if attempts is None and export.file.name:
        storage.delete(export.file.name)

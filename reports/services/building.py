"""Building a workbook that was asked for."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.db.models import F
from django.utils import translation

from reports.models import WorkbookExport
from reports.services.claims import Claim, Superseded, claim
from reports.services.files import delete_files
from reports.services.materials import material_of
from reports.services.progress import progress_of
from reports.snapshot import snapshot
from reports.workbooks.building import build, row_counts
from reports.workbooks.check import WorkbookDiffers

logger = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]
State, Failure = WorkbookExport.State, WorkbookExport.Failure


def build_export(*, export_id: int, clock: Clock) -> None:
    """Build, compare and offer the workbook; does nothing if another worker does it or has done it.

    What fails by its own fault fails for good; after any other error the export waits for its next attempt,
    and the error goes on.
    """
    taken = claim(export_id=export_id, now=clock())
    if taken is None:
        return
    try:
        _build(taken, clock)
    except Superseded:
        logger.warning("export %s was cancelled or taken over by another worker", export_id)
    except WorkbookDiffers as difference:
        logger.error("export %s differs from the database: %s", export_id, difference)  # noqa: TRY400
        taken.update(state=State.FAILED, failure=Failure.DIFFERS, finished_at=clock())
    except Exception:
        with suppress(Superseded):
            taken.update(state=State.QUEUED, touched_at=clock())
        raise


def _build(taken: Claim, clock: Clock) -> None:
    delete_files(taken.export, range(1, taken.export.attempts))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        with translation.override(taken.export.language), progress_of(taken, clock) as progress, snapshot():
            written = build(path, material_of(taken.export, clock()), progress)
        _offer(taken, path, row_counts(written), clock)


def _offer(taken: Claim, path: Path, counts: list[dict[str, Any]], clock: Clock) -> None:
    """Keep the file and say that it is there; a file that came too late is thrown away."""
    export = taken.export
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        export.file.save(path.name, File(content), save=False)
    done = {
        "state": State.DONE,
        "file": export.file.name,
        "size": path.stat().st_size,
        "sha256": sha256,
        "row_counts": counts,
    }
    try:
        taken.update(**done, rows_done=F("rows_total"), finished_at=clock(), touched_at=clock())
    except Superseded:
        export.file.delete(save=False)
        raise

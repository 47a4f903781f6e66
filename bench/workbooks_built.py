"""What bench.workbooks measures; imported once the settings stand."""

import time
from pathlib import Path

from django.utils import timezone

from bench.following_pages import manager
from bench.memory import children_of, forget_peak, peak, resident
from bench.workbook import WorkbookFigures, cells_of, contents_of, finished, plain
from reports.models import WorkbookExport
from reports.services.requesting import request_export
from surveys.models import Round

KINDS = tuple(WorkbookExport.Kind.values)


def build(survey_round: Round, kind: str, worker: int) -> WorkbookFigures:
    """One workbook; `worker` is the process id of the only worker, which has one child."""
    (process,) = children_of(worker)
    before = resident(process)
    forget_peak(process)
    began = time.perf_counter()
    export = request_export(
        survey_round=survey_round, user=manager(), language="th", now=timezone.now(), kind=kind
    )
    export = finished(export)
    seconds, highest = time.perf_counter() - began, peak(process)
    sheets = contents_of(Path(export.file.path))
    plain_seconds, plain_memory = plain(sheets)
    return WorkbookFigures(
        seconds=seconds,
        memory_before=before,
        memory_peak=highest,
        cells=sum(1 for _cell in cells_of(sheets)),
        megabytes=export.size / 1_000_000,
        plain_seconds=plain_seconds,
        plain_memory=plain_memory,
    )

"""How long the workbook takes and how much memory, beside openpyxl's own time for the same cells."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.urls import reverse
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench.memory import children_of, forget_peak, peak, resident
from bench.timing import seconds_of
from bench.visitor import Visitor
from reports.models import WorkbookExport
from surveys.models import Round

LOOK_AGAIN = 0.05  # seconds
PATIENCE = 600  # seconds
State = WorkbookExport.State
Sheets = dict[str, list[list[Any]]]


class NotBuilt(Exception):
    """The request was refused, or no worker built the workbook."""


@dataclass(frozen=True)
class WorkbookFigures:
    """Memory in MiB, of the one child of the worker that built it; `plain` is openpyxl alone.

    `plain_memory` is what that adds to the process at most, besides the cells.
    """

    seconds: float
    memory_before: float
    memory_peak: float
    cells: int
    megabytes: float
    plain_seconds: float
    plain_memory: float

    @property
    def times_plain(self) -> float:
        return self.seconds / self.plain_seconds


def time_workbook(survey_round: Round, host: str, session: str, worker: int) -> WorkbookFigures:
    """`worker` is the process id of the only worker."""
    return figures_of(lambda: build(survey_round, host, session), worker)


def figures_of(ask: Callable[[], WorkbookExport], worker: int) -> WorkbookFigures:
    """`ask` has a workbook built and waits until it is offered."""
    children = children_of(worker)
    before = {child: resident(child) for child in children}
    for child in children:
        forget_peak(child)
    began = time.perf_counter()
    export = ask()
    seconds = time.perf_counter() - began
    highest = {child: peak(child) for child in children}
    builder = max(children, key=lambda child: highest[child] - before[child])
    sheets = contents_of(Path(export.file.path))
    plain_seconds, plain_memory = plain(sheets)
    return WorkbookFigures(
        seconds=seconds,
        memory_before=before[builder],
        memory_peak=highest[builder],
        cells=sum(1 for _cell in cells_of(sheets)),
        megabytes=export.size / 1_000_000,
        plain_seconds=plain_seconds,
        plain_memory=plain_memory,
    )


def build(survey_round: Round, host: str, session: str) -> WorkbookExport:
    """Ask for the workbook on its page, and wait until it is offered."""
    newest = WorkbookExport.objects.filter(round=survey_round).order_by("-pk")
    with Visitor(host=host, session=session) as visitor:
        reply = visitor.post(reverse("reports:exports", args=[survey_round.code]), {"language": "th"})
    if reply.status != 302:
        raise NotBuilt(f"{reply.status} {reply.text[:500]}")
    return finished(newest[0])


def finished(export: WorkbookExport) -> WorkbookExport:
    """The workbook, once it is offered. Raises `NotBuilt`."""
    end = time.monotonic() + PATIENCE
    while export.state != State.DONE:
        if export.state == State.FAILED or time.monotonic() > end:
            raise NotBuilt(f"{export.state} {export.failure}")
        time.sleep(LOOK_AGAIN)
        export.refresh_from_db()
    return export


def contents_of(path: Path) -> Sheets:
    with path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def cells_of(sheets: Sheets) -> Iterator[Any]:
    """Those that are not blank."""
    return (cell for rows in sheets.values() for row in rows for cell in row if cell != "")


def plain(sheets: Sheets) -> tuple[float, float]:
    """Seconds, and the MiB that are added at most."""
    own = os.getpid()
    gc.collect()
    before = resident(own)
    forget_peak(own)
    return seconds_of(lambda: write_plainly(sheets)), peak(own) - before


def write_plainly(sheets: Sheets) -> None:
    """The same cells without style, width, filter, chart or check."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    with TemporaryDirectory() as folder:
        book.save(Path(folder) / "plain.xlsx")

"""What was measured, as a table and as JSON."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import connection

from bench.measuring import HEALTH
from bench.timing import Timing
from bench.workbook import WorkbookFigures

LINE = "{:<24} {:>7} {:>7} {:>9} {:>9} {:>9} {:>9} {:>8}"
HEAD = ("", "clients", "times", "p50 ms", "p95 ms", "a second", "x health", "queries")
GIB = 1024**3


@dataclass(frozen=True)
class Report:
    """The results of one run; `queries` are those of one request, by the name of the timing."""

    timings: Sequence[Timing]
    queries: Mapping[str, int]
    workbook: WorkbookFigures
    agencies: int
    responded: int

    def as_json(self) -> dict[str, Any]:
        return {
            "machine": machine(),
            "agencies": self.agencies,
            "responded": self.responded,
            "timings": [self._figures(timing) for timing in self.timings],
            "workbook": asdict(self.workbook) | {"times_plain": self.workbook.times_plain},
        }

    def as_text(self) -> str:
        described = ", ".join(f"{name} {value}" for name, value in machine().items())
        rows = [LINE.format(*HEAD), *(line(self._figures(timing)) for timing in self.timings)]
        return "\n".join([described, self._roster(), "", *rows, "", self._workbook()])

    def _roster(self) -> str:
        return f"{self.agencies:,} agencies are asked, {self.responded:,} have responded"

    def _figures(self, timing: Timing) -> dict[str, Any]:
        health = next(each for each in self.timings if each.name == HEALTH).percentile(50)
        p50 = timing.percentile(50)
        return {
            "name": timing.name,
            "clients": timing.clients,
            "times": len(timing.each),
            "p50_ms": round(p50, 1),
            "p95_ms": round(timing.percentile(95), 1),
            "per_second": round(timing.per_second, 1),
            "times_health": round(p50 / health, 1),
            "queries": self.queries.get(timing.name),
        }

    def _workbook(self) -> str:
        book = self.workbook
        return (
            f"workbook: {book.seconds:.1f} s, {book.cells:,} cells, {book.megabytes:.1f} MB; "
            f"worker at most {book.memory_peak:.0f} MiB ({book.memory_before:.0f} before); "
            f"openpyxl alone {book.plain_seconds:.1f} s, so {book.times_plain:.2f} times that"
        )


def line(figures: Mapping[str, Any]) -> str:
    return LINE.format(*("" if value is None else value for value in figures.values()))


def machine() -> dict[str, str]:
    """What the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return {
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "processor": processor(),
        "Python": platform.python_version(),
        "Django": version("django"),
        connection.display_name: ".".join(str(part) for part in connection.get_database_version()),
    }


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "unknown")

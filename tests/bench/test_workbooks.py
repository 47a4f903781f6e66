"""The benchmark of workbooks builds every kind, and reads back what it measures."""

from pathlib import Path

import pytest

from agencies.models import User
from bench.workbook import WorkbookFigures
from bench.workbooks import HEAD, LINE, line
from bench.workbooks_built import KINDS, build
from reports.models import WorkbookExport
from script.supervisor import Supervisor
from surveys.models import Round, Submission
from tests.rounds import complete_and_submit


def test_a_line_is_as_wide_as_the_head() -> None:
    found = WorkbookFigures(
        seconds=42.04,
        memory_before=99.4,
        memory_peak=117.9,
        cells=4_738_530,
        megabytes=23.1,
        plain_seconds=29.5,
        plain_memory=3.6,
    )
    assert line("everything", "10x", found, 10.01).split() == [
        *("everything", "10x", "4,738,530", "42.0", "18", "23.1", "29.5", "1.43", "4", "10.01"),
    ]
    assert len(line("everything", "10x", found, 10.01)) == len(LINE.format(*HEAD))


@pytest.mark.services
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a worker is read on Linux")
def test_every_kind_is_built(
    worker_processes: Supervisor,
    transactional_db: None,
    survey_round: Round,
    submission: Submission,
    officer: User,
) -> None:
    complete_and_submit(submission, officer)
    worker = worker_processes.processes["worker"].pid

    found = {kind: build(survey_round, kind, worker) for kind in KINDS}

    assert {each.kind: each.state for each in WorkbookExport.objects.all()} == dict.fromkeys(KINDS, "done")
    assert all(each.cells > 0 and each.memory_peak >= each.memory_before for each in found.values())

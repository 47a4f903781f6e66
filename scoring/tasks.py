"""Scoring in the background. The rows are the truth; messages only say where to look."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from portal.sweeps import note_sweep
from scoring.queries import stalled_runs, unscored_versions, waiting_analyses
from scoring.services import robustness, runs
from scoring.services.scorecards import UNKEEPABLE, note_live_failure, score_version

OVERDUE_AFTER = dt.timedelta(seconds=30)
SILENT_AFTER = dt.timedelta(minutes=1)
SWEEP_AT_MOST = 500
CHUNK = 25
WAVE = 20
"""Chunks of a run that are queued at once: what is submitted meanwhile waits behind no more than these."""


@shared_task(name="scoring.score")
def score(*, version_id: int) -> None:
    """Score one submission version; if that fails, say so and let the sweep try again later."""
    try:
        score_version(version_id=version_id, now=timezone.now())
    except UNKEEPABLE as error:
        note_live_failure(version_id=version_id, reason=repr(error), now=timezone.now())
        raise


@shared_task(name="scoring.continue_run")
def continue_run(*, run_id: int, after: int = 0) -> None:
    """Queue a wave of what a run has still to score `after` a version, and behind it the next wave."""
    wave = runs.chunks_to_queue(run_id=run_id, size=CHUNK, at_most=WAVE, after=after, now=timezone.now())
    for version_ids in wave:
        score_chunk.delay(run_id=run_id, version_ids=version_ids)
    if len(wave) == WAVE:
        continue_run.delay(run_id=run_id, after=wave[-1][-1])


@shared_task(name="scoring.score_chunk")
def score_chunk(*, run_id: int, version_ids: list[int]) -> None:
    """Score some versions into a run; the last of them has its rankings analysed."""
    if runs.score_chunk(run_id=run_id, version_ids=version_ids, now=timezone.now()):
        for analysis_id in waiting_analyses(silent_since=timezone.now(), of_run=run_id):
            analyse.delay(analysis_id=analysis_id)


@shared_task(name="scoring.analyse")
def analyse(*, analysis_id: int) -> None:
    """Compute how robust a ranking is."""
    robustness.compute(analysis_id=analysis_id, now=timezone.now())


@shared_task(name="scoring.sweep")
def sweep() -> None:
    """Queue again whatever was to be scored and never was: its message was lost, or its worker died."""
    now = timezone.now()
    for version_id in unscored_versions(now=now, submitted_before=now - OVERDUE_AFTER, at_most=SWEEP_AT_MOST):
        score.delay(version_id=version_id)
    for run_id in stalled_runs(silent_since=now - SILENT_AFTER):
        continue_run.delay(run_id=run_id)
    for analysis_id in waiting_analyses(silent_since=now - SILENT_AFTER):
        analyse.delay(analysis_id=analysis_id)
    note_sweep("scoring.sweep", now=now)

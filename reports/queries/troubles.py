"""What the background has not managed: submissions, workbooks and analyses that somebody should look at."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef

from reports.models import WorkbookExport
from scoring.models import RobustnessAnalysis, ScoringFailure
from surveys.models import Round

FAILED = RobustnessAnalysis.State.FAILED
LATELY = dt.timedelta(days=30)
AT_MOST = 100


class TroubleKind(StrEnum):
    """What failed."""

    SCORE = "score"
    WORKBOOK = "workbook"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One failure: of `what`, last at `at`, why, and when it is tried again by itself, if it is."""

    kind: TroubleKind
    pk: int
    survey_round: Round | None
    what: str
    at: dt.datetime
    reason: str
    attempts: int
    retry_at: dt.datetime | None = None


def troubles(*, now: dt.datetime) -> list[Trouble]:
    """Latest first, at most `AT_MOST` of each kind; workbooks and analyses of the last 30 days."""
    found = [*_scores(), *_workbooks(now - LATELY), *_analyses(now - LATELY)]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _scores() -> Iterator[Trouble]:
    standing = ScoringFailure.objects.standing().select_related("run__round", "version__submission__agency")
    for each in standing.order_by("-failed_at")[:AT_MOST]:
        yield Trouble(
            TroubleKind.SCORE,
            each.pk,
            each.run.round,
            each.version.submission.agency.name,
            each.failed_at,
            each.reason,
            each.attempts,
            each.retry_at,
        )


def _workbooks(since: dt.datetime) -> Iterator[Trouble]:
    failed = WorkbookExport.objects.filter(state=WorkbookExport.State.FAILED, finished_at__gte=since)
    for each in failed.select_related("round", "requested_by").order_by("-finished_at")[:AT_MOST]:
        yield Trouble(
            TroubleKind.WORKBOOK,
            each.pk,
            each.round,
            each.requested_by.full_name,
            each.finished_at or each.touched_at,
            each.get_failure_display(),
            each.attempts,
        )


def _analyses(since: dt.datetime) -> Iterator[Trouble]:
    done = RobustnessAnalysis.objects.filter(
        run=OuterRef("run"), audience=OuterRef("audience"), requested_at__gt=OuterRef("requested_at")
    ).exclude(state=FAILED)
    failed = RobustnessAnalysis.objects.filter(~Exists(done), state=FAILED, finished_at__gte=since)
    for each in failed.select_related("run__round").order_by("-finished_at")[:AT_MOST]:
        yield Trouble(
            TroubleKind.ANALYSIS,
            each.pk,
            each.run.round,
            each.run.why,
            each.finished_at or each.touched_at,
            " ".join(filter(None, (each.get_failure_display(), each.error))),
            each.attempts,
        )

"""Having done again what has failed."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record
from portal.queueing import nudge_on_commit
from reports.models import WorkbookExport
from reports.queries.troubles import TroubleKind
from reports.services.requesting import make_again
from reports.services.rescoring import have_analysed
from scoring.models import RobustnessAnalysis, ScoringFailure
from scoring.services.scorecards import wake_failure
from scoring.tasks import continue_run, score
from surveys.questionnaire.vocabulary import Audience


class NothingToDo(Exception):
    """What failed is gone: somebody else had it done again, or it has succeeded meanwhile."""


@transaction.atomic
def run_again(*, kind: TroubleKind, pk: int, user: User, now: dt.datetime) -> None:
    """Have a worker try once more, and write down who asked. Raises `NothingToDo`."""
    AGAIN[kind](pk, user, now)
    record(action=Action.TASK_RUN_AGAIN, code=f"{kind} {pk}", user=user, now=now)


def _score(pk: int, _user: User, now: dt.datetime) -> None:
    failure = ScoringFailure.objects.standing().select_related("run").filter(pk=pk).first()
    if failure is None:
        raise NothingToDo
    wake_failure(failure=failure, now=now)
    if failure.run.is_live:
        nudge_on_commit(score, version_id=failure.version_id)
    else:
        nudge_on_commit(continue_run, run_id=failure.run_id)


def _workbook(pk: int, user: User, now: dt.datetime) -> None:
    failed = WorkbookExport.objects.filter(pk=pk, state=WorkbookExport.State.FAILED).first()
    if failed is None:
        raise NothingToDo
    make_again(export=failed, user=user, now=now)


def _analysis(pk: int, user: User, now: dt.datetime) -> None:
    failed = RobustnessAnalysis.objects.filter(pk=pk, state=RobustnessAnalysis.State.FAILED).first()
    if failed is None:
        raise NothingToDo
    have_analysed(run=failed.run, audience=Audience(failed.audience), user=user, now=now)


AGAIN: Mapping[TroubleKind, Callable[[int, User, dt.datetime], None]] = {
    TroubleKind.SCORE: _score,
    TroubleKind.WORKBOOK: _workbook,
    TroubleKind.ANALYSIS: _analysis,
}

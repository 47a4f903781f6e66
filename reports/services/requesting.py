"""Asking for a workbook."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from portal.queueing import nudge_on_commit
from reports.models import WorkbookExport
from reports.services.writing_down import write_down
from reports.tasks import build_export
from scoring.models import ScoringRun
from surveys.models import Round

Kind = WorkbookExport.Kind


@transaction.atomic
def request_export(
    *,
    survey_round: Round | None,
    user: User,
    language: str,
    now: dt.datetime,
    kind: str = Kind.EVERYTHING,
    filters: Mapping[str, str] | None = None,
    run: ScoringRun | None = None,
) -> WorkbookExport:
    """Have a workbook of the round built in `language` ("th" or "en"), as `user` may see it.

    `filters` are those of agencies or, of a journal, those of the journal; `run` names whose scores are told.
    Only a journal may be of no round: it is of the whole portal then.
    """
    export = WorkbookExport.objects.create(
        round=survey_round,
        kind=kind,
        filters=dict(filters or {}),
        run=run,
        requested_by=user,
        language=language,
        requested_at=now,
        touched_at=now,
    )
    write_down(action=Action.WORKBOOK_ASKED, export=export, user=user, now=now)
    nudge_on_commit(build_export, export_id=export.pk)
    return export


def make_again(*, export: WorkbookExport, user: User, now: dt.datetime) -> WorkbookExport:
    """The same workbook with the same filters, as `user` may see it now."""
    return request_export(
        survey_round=export.round,
        user=user,
        language=export.language,
        now=now,
        kind=export.kind,
        filters=export.filters,
        run=export.run,
    )

"""Asking for a workbook."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from portal.queueing import nudge_on_commit
from reports.models import WorkbookExport
from reports.tasks import build_export
from surveys.models import Round


@transaction.atomic
def request_export(*, survey_round: Round, user: User, language: str, now: dt.datetime) -> WorkbookExport:
    """Have a workbook of the round built in `language` ("th" or "en"), as `user` may see it."""
    export = WorkbookExport.objects.create(
        round=survey_round, requested_by=user, language=language, requested_at=now, touched_at=now
    )
    nudge_on_commit(build_export, export_id=export.pk)
    return export

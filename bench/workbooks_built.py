"""What bench.workbooks measures; imported once the settings stand."""

from django.utils import timezone

from bench.following_pages import manager
from bench.workbook import WorkbookFigures, figures_of, finished
from reports.models import WorkbookExport
from reports.services.requesting import request_export
from surveys.models import Round

KINDS = tuple(WorkbookExport.Kind.values)


def build(survey_round: Round, kind: str, worker: int) -> WorkbookFigures:
    """One workbook; `worker` is the process id of the only worker."""

    def ask() -> WorkbookExport:
        now = timezone.now()
        return finished(
            request_export(survey_round=survey_round, user=manager(), language="th", now=now, kind=kind)
        )

    return figures_of(ask, worker)

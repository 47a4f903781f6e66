"""The workbooks that were asked for."""

from reports.models import WorkbookExport
from surveys.models import Round


def exports_of(survey_round: Round) -> list[WorkbookExport]:
    """Those of the round, latest first, with who asked."""
    return list(WorkbookExport.objects.filter(round=survey_round).select_related("requested_by"))

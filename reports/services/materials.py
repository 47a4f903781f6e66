"""What a workbook is made from: as who asked for it may see it now, and as its filters have it."""

import datetime as dt

from agencies.models import Agency, AgencyQuerySet
from agencies.permissions import is_ega, is_manager, readable_agencies, visible_agencies
from reports.filter_words import says_filters
from reports.journal.filters import JournalFilters
from reports.models import WorkbookExport
from reports.queries.filters import Filters, choose
from reports.workbooks.material import JournalMaterial, Material, Occasion
from scoring.models import ScoringRun
from scoring.queries import scored_by
from surveys.models import Round, Submission
from surveys.queries.questionnaires import questionnaire_of, questionnaire_with_hash
from surveys.questionnaire.model import Questionnaire

Kind = WorkbookExport.Kind


class NotAllowed(Exception):
    """Who asked for the journal may not read it any more."""


def material_of(export: WorkbookExport, now: dt.datetime) -> Occasion:
    """Read in the active language, which is that of the workbook."""
    if export.kind == Kind.JOURNAL or export.round is None:
        return _journal(export, now)
    return Material(
        survey_round=export.round,
        questionnaire=questionnaire_of(export.round),
        scored_by=_scored_by(export, export.round),
        agencies=_agencies(export, export.round, now),
        run=_run(export, export.round),
        language=export.language,
        asked_by=export.requested_by,
        now=now,
        kind=Kind(export.kind),
        chosen=says_filters()(export),
    )


def _journal(export: WorkbookExport, now: dt.datetime) -> JournalMaterial:
    if not is_ega(export.requested_by):
        raise NotAllowed
    return JournalMaterial(
        survey_round=export.round,
        filters=JournalFilters.of(export.filters),
        with_addresses=is_manager(export.requested_by),
        language=export.language,
        asked_by=export.requested_by,
        now=now,
        kind=Kind.JOURNAL,
        chosen=says_filters()(export),
    )


def _agencies(export: WorkbookExport, survey_round: Round, now: dt.datetime) -> AgencyQuerySet:
    may_see = visible_agencies if export.kind == Kind.RESPONSE else readable_agencies
    agencies = may_see(export.requested_by)
    if not export.filters:
        return agencies
    asked = Submission.objects.of_round(survey_round).of_agencies(agencies)
    chosen = choose(asked, Filters(**export.filters), survey_round=survey_round, now=now)
    return Agency.objects.filter(pk__in=chosen.order_by().values("agency"))


def _run(export: WorkbookExport, survey_round: Round) -> ScoringRun | None:
    runs = ScoringRun.objects.select_related("questionnaire").filter(round=survey_round)
    return runs.filter(pk=export.run_id).first() if export.run_id else runs.filter(is_live=True).first()


def _scored_by(export: WorkbookExport, survey_round: Round) -> Questionnaire:
    if export.run is None:
        return scored_by(survey_round)
    return questionnaire_with_hash(export.run.questionnaire.sha256)

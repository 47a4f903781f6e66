"""What the sheets of a workbook are made from."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper
from django.utils.translation import gettext as _

from agencies.models import AgencyQuerySet, User
from reports.journal.filters import JournalFilters
from reports.models import WorkbookExport
from reports.queries import status
from reports.queries.listing import standings
from scoring.models import Scorecard, ScorecardQuerySet, ScoringRun
from surveys.models import Round, Submission, SubmissionQuerySet
from surveys.questionnaire.model import Audience, Questionnaire

CHUNK = 100
"""Rows fetched at a time: what a workbook needs in memory, however many agencies there are."""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Who asked for which workbook, and the moment of all its figures.

    Texts are in `language`, the active one. `chosen` are the filters in words: pairs of label and value.
    """

    survey_round: Round | None
    language: str
    asked_by: User
    now: dt.datetime
    kind: WorkbookExport.Kind = WorkbookExport.Kind.EVERYTHING
    chosen: Sequence[tuple[str, str]] = ()

    @property
    def place(self) -> str:
        """What the workbook is about."""
        return self.survey_round.name if self.survey_round else _("the whole portal")

    @property
    def subject(self) -> str:
        """What was asked; "" where nothing was."""
        return ""


@dataclass(frozen=True, kw_only=True)
class JournalMaterial(Occasion):
    """The lines of the journal that the filters let through, with addresses if the reader may see them."""

    filters: JournalFilters
    with_addresses: bool


@dataclass(frozen=True, kw_only=True)
class Material(Occasion):
    """One round as one person may see it; `agencies` are those whom the filters let through.

    Answers are told in the words of `questionnaire`, which was asked; scores by `scored_by`, that of the run.
    """

    survey_round: Round
    questionnaire: Questionnaire
    scored_by: Questionnaire
    agencies: AgencyQuerySet
    run: ScoringRun | None

    @property
    def subject(self) -> str:
        return self.questionnaire.title.get(self.language)

    def cards(self) -> ScorecardQuerySet:
        """The scorecards of the run, of every submission that stands."""
        of_run = Scorecard.objects.current().filter(run=self.run)
        return of_run.filter(submission__in=self.asked().submitted().values("pk"))

    def asked(self) -> SubmissionQuerySet:
        """All that were asked, and nothing about them."""
        return Submission.objects.of_round(self.survey_round).of_agencies(self.agencies)

    def submissions(self) -> SubmissionQuerySet:
        """All that were asked, by code, each with what `standing_of` needs."""
        rows = standings(survey_round=self.survey_round, now=self.now)
        return rows.of_agencies(self.agencies).order_by("agency__code")

    def submitted(self) -> SubmissionQuerySet:
        """Those whose latest submission stands, by code, with it and whether it `has_responded`."""
        responded = ExpressionWrapper(status.responded(self.survey_round), output_field=BooleanField())
        rows = self.asked().submitted().with_agency().annotate(has_responded=responded)
        return rows.select_related("current_version").order_by("agency__code")

    def documents(self, audience: Audience | None = None) -> Iterator[tuple[Submission, dict[str, Any]]]:
        """What each of those has submitted, a few at a time; of one level, if it is given."""
        submissions = self.submitted()
        if audience:
            submissions = submissions.filter(agency__audience=audience.value)
        for submission in submissions.iterator(CHUNK):
            if submission.current_version:
                yield submission, json.loads(submission.current_version.document)

    def bare_documents(self) -> Iterator[dict[str, Any]]:
        """The same documents without their agencies, for counting."""
        submissions = self.asked().submitted().filter(current_version__isnull=False).order_by()
        for document in submissions.values_list("current_version__document", flat=True).iterator(CHUNK):
            yield json.loads(document)

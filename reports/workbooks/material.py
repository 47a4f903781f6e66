"""What all sheets of a workbook are made from."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agencies.models import AgencyQuerySet, User
from reports.queries.listing import standings
from scoring.models import ScoringRun
from surveys.models import Round, Submission, SubmissionQuerySet
from surveys.questionnaire.model import Audience, Questionnaire

CHUNK = 100
"""Rows fetched at a time: what a workbook needs in memory, however many agencies there are."""


@dataclass(frozen=True, slots=True)
class Material:
    """One round as one person may see it at one moment; texts are in the active language, `language`."""

    survey_round: Round
    questionnaire: Questionnaire
    agencies: AgencyQuerySet
    run: ScoringRun | None
    language: str
    asked_by: User
    now: dt.datetime

    def submissions(self) -> SubmissionQuerySet:
        """All that were asked, by code, each with what `standing_of` needs."""
        rows = standings(survey_round=self.survey_round, now=self.now)
        return rows.of_agencies(self.agencies).order_by("agency__code")

    def submitted(self) -> SubmissionQuerySet:
        """Those whose latest submission stands, with it."""
        return self.submissions().submitted().select_related("current_version")

    def documents(self, audience: Audience | None = None) -> Iterator[tuple[Submission, dict[str, Any]]]:
        """What each of those has submitted, a few at a time; of one level, if it is given."""
        submissions = self.submitted()
        if audience:
            submissions = submissions.filter(agency__audience=audience.value)
        for submission in submissions.iterator(CHUNK):
            if submission.current_version:
                yield submission, json.loads(submission.current_version.document)

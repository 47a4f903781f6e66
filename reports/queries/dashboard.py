"""Everything that the dashboard of a round says, of one moment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from agencies.models import AgencyQuerySet
from reports.queries.daily import Course, course_of
from reports.queries.figures import Figures
from reports.queries.forecast import Comparison, comparison_of
from reports.queries.groups import Grouping
from reports.queries.means import Results, results_by
from reports.queries.reach import Reach, reach_of
from reports.queries.responses import Responses, responses_by
from reports.snapshot import snapshot
from scoring.models import NodeScore
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`audience` is the level looked at, None for both; no `results` for those who may not see scores."""

    audience: Audience | None
    responses: Responses
    reach: Mapping[Audience, Reach]
    course: Course
    results: Results | None
    comparison: Comparison | None
    earlier_course: Course | None

    @property
    def figures(self) -> Figures:
        """Those of the level looked at."""
        return self.responses.by_audience[self.audience] if self.audience else self.responses.total


def dashboard_of(
    *,
    survey_round: Round,
    agencies: AgencyQuerySet,
    audience: Audience | None,
    grouping: Grouping,
    with_scores: bool,
    now: dt.datetime,
) -> Dashboard:
    """The round as those see it who may see `agencies`."""
    of_level = agencies.of_audience(audience) if audience else agencies
    with snapshot():
        responses = responses_by(
            grouping, survey_round=survey_round, agencies=agencies, audience=audience, now=now
        )
        reach = reach_of(survey_round=survey_round, agencies=agencies)
        course = course_of(survey_round=survey_round, agencies=of_level, now=now)
        comparison = _comparison(survey_round, of_level, responses, audience, now)
        earlier = _earlier_course(comparison, of_level, now)
        results = _results(survey_round, agencies) if with_scores else None
    return Dashboard(audience, responses, reach, course, results, comparison, earlier)


def _earlier_course(
    comparison: Comparison | None, agencies: AgencyQuerySet, now: dt.datetime
) -> Course | None:
    if comparison is None:
        return None
    return course_of(survey_round=comparison.earlier_round, agencies=agencies, now=now)


def _comparison(
    survey_round: Round,
    agencies: AgencyQuerySet,
    responses: Responses,
    audience: Audience | None,
    now: dt.datetime,
) -> Comparison | None:
    levels = {
        level: (figures.asked, figures.responded)
        for level, figures in responses.by_audience.items()
        if audience in (None, level) and figures.asked
    }
    return comparison_of(survey_round=survey_round, agencies=agencies, now_by_level=levels, now=now)


def _results(survey_round: Round, agencies: AgencyQuerySet) -> Results:
    return results_by(
        Grouping.TYPE,
        survey_round=survey_round,
        agencies=agencies,
        audience=Audience.DEPARTMENT,
        kinds=[NodeScore.Kind.DIMENSION],
    )

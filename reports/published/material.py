"""What the figures of a report are computed from, read at one moment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from agencies.models import AgencyQuerySet
from reports.published.figures import Published
from reports.queries.figures import Figures
from reports.queries.groups import Grouping
from reports.queries.items import Items, items_of
from reports.queries.means import Means, Source, results_by
from reports.queries.responses import responses_by
from reports.snapshot import snapshot
from reports.withholding import Withheld, withheld_of
from scoring.models import Release, ScoringRun
from scoring.queries import scored_by
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Material:
    """One level of a round: response, answers, means of the scores, and what these were scored by.

    `withheld` are the means that are not for everybody.
    """

    level: Audience
    response: Figures
    items: Items
    means: Means
    scored_by: Questionnaire
    withheld: Mapping[str, Withheld]


def material_of(
    published: Published,
    *,
    survey_round: Round,
    agencies: AgencyQuerySet,
    source: Source,
    now: dt.datetime,
) -> dict[Audience, Material]:
    """Each level, of `agencies`; the scores are those of `source`, or of the live run when none is given."""
    with snapshot():
        responses = responses_by(Grouping.TYPE, survey_round=survey_round, agencies=agencies, now=now)
        results = results_by(
            Grouping.TYPE,
            survey_round=survey_round,
            agencies=agencies,
            audience=Audience.DEPARTMENT,
            source=source,
        )
        items = {
            level: items_of(
                survey_round=survey_round, audience=level, agencies=agencies, only=published.questions(level)
            )
            for level in Audience
        }
        framework = _scored_by(survey_round, source)
    return {
        level: Material(
            level,
            responses.by_audience[level],
            items[level],
            results.by_audience[level],
            framework,
            withheld_of(framework, level, results.by_audience[level]),
        )
        for level in Audience
    }


def _scored_by(survey_round: Round, source: Source) -> Questionnaire:
    """That of the run, which may have other weights than the one that was asked."""
    run = source.run if isinstance(source, Release) else source
    return questionnaire_with_hash(run.questionnaire.sha256) if run else scored_by(survey_round)


def used_run(survey_round: Round, source: Source) -> ScoringRun | None:
    """The run that the scores are of; None while no run is live."""
    if isinstance(source, Release):
        return source.run
    return source or survey_round.scoring_runs.filter(is_live=True).first()

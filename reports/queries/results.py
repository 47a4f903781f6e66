"""Everything that the page of results says, of one moment."""

import datetime as dt
from dataclasses import dataclass

from agencies.models import AgencyQuerySet
from reports.queries.figures import Figures
from reports.queries.groups import Group, Grouping
from reports.queries.means import Means, Results, results_by
from reports.queries.responses import responses_by
from reports.snapshot import snapshot
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class ScoredGroup:
    """One group with its means, which may rest on nobody, and its response."""

    group: Group
    means: Means
    figures: Figures


@dataclass(frozen=True, slots=True)
class ResultsSoFar:
    """The means of one level, and how many of its agencies they rest on.

    `groups` has every group of agencies that are asked, those without a scored response too.
    """

    audience: Audience
    figures: Figures
    results: Results
    groups: tuple[ScoredGroup, ...]

    @property
    def means(self) -> Means:
        return self.results.by_audience[self.audience]

    @property
    def waiting(self) -> int:
        """Responses that no worker has scored yet."""
        return max(0, self.figures.responded - self.means.base)


def results_so_far(
    *, survey_round: Round, agencies: AgencyQuerySet, audience: Audience, grouping: Grouping, now: dt.datetime
) -> ResultsSoFar:
    """The results of `audience`, its groups those of `grouping`."""
    with snapshot():
        responses = responses_by(
            grouping, survey_round=survey_round, agencies=agencies, audience=audience, now=now
        )
        results = results_by(grouping, survey_round=survey_round, agencies=agencies, audience=audience)
    means = {part.group: part.means for part in results.groups}
    groups = tuple(
        ScoredGroup(part.group, means.get(part.group, Means()), part.figures) for part in responses.groups
    )
    return ResultsSoFar(audience, responses.by_audience[audience], results, groups)

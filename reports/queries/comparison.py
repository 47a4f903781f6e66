"""Two scoring runs of a round side by side: what every agency and every mean was, and is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from agencies.models import Agency
from portal.formats import half_up
from reports.queries.groups import Grouping
from reports.queries.means import Means, results_by
from reports.queries.ranks import ranks_of
from reports.queries.runs import Engines, engines_of
from scoring.models import NodeScore, Scorecard, ScoringRun
from surveys.models import Submission
from surveys.questionnaire.vocabulary import Audience

ZERO = Decimal(0)
SHOWN_PLACES = 2
"""Decimal places of a difference on the page."""


@dataclass(frozen=True, slots=True)
class Change:
    """One agency in both runs. Totals are 0-100, unrounded; None where there is no scorecard or no total.

    Ranks are those among all agencies of the audience that have a total in the run, 1 for the highest.
    """

    agency: Agency
    before: Decimal | None
    after: Decimal | None
    rank_before: int | None
    rank_after: int | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def places(self) -> int | None:
        """How many places the agency has won; negative where it has lost some."""
        return (
            None
            if self.rank_before is None or self.rank_after is None
            else self.rank_before - self.rank_after
        )


@dataclass(frozen=True, slots=True)
class Cause:
    """An indicator whose contribution to an agency's total differs, in points of the total."""

    code: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved an agency: the indicators that moved it most, and `rest`, that of all others.

    `rest` is what the causes leave of the difference as it is shown, rounding included, so that the numbers
    on the page add up exactly.
    """

    causes: Sequence[Cause]
    rest: Decimal


@dataclass(frozen=True, slots=True)
class MeansPair:
    """The means of one audience in both runs."""

    before: Means
    after: Means


def changes(before: ScoringRun, after: ScoringRun, audience: Audience) -> list[Change]:
    """Every agency of the audience that has responded, in the order of its code. Three queries."""
    responded = (
        Submission.objects.of_round(after.round)
        .responded()
        .filter(agency__audience=audience)
        .select_related("agency", "agency__ministry", "agency__province", "agency__office_kind")
        .order_by("agency__code")
    )
    totals = {run: _totals(run, audience) for run in (before, after)}
    ranks = {run: ranks_of(totals[run]) for run in totals}
    return [
        Change(
            agency=submission.agency,
            before=totals[before].get(submission.pk),
            after=totals[after].get(submission.pk),
            rank_before=ranks[before].get(submission.pk),
            rank_after=ranks[after].get(submission.pk),
        )
        for submission in responded
    ]


def causes(
    before: ScoringRun, after: ScoringRun, agencies: Iterable[Agency], *, at_most: int = 3
) -> Mapping[int, Sequence[Cause]]:
    """By agency the indicators whose contribution differs most, the greatest difference first."""
    added: defaultdict[tuple[int, str], dict[int, Decimal]] = defaultdict(dict)
    rows = NodeScore.objects.filter(
        scorecard__in=_cards(before, after).filter(submission__agency__in=list(agencies)),
        kind=NodeScore.Kind.INDICATOR,
    ).values_list("scorecard__submission__agency", "code", "scorecard__run", "contribution")
    for agency, code, run, contribution in rows:
        added[agency, code][run] = contribution
    found: defaultdict[int, list[Cause]] = defaultdict(list)
    for (agency, code), by_run in added.items():
        cause = Cause(code, by_run.get(before.pk, ZERO), by_run.get(after.pk, ZERO))
        if cause.difference:
            found[agency].append(cause)
    return {
        agency: sorted(each, key=lambda cause: (-abs(cause.difference), cause.code))[:at_most]
        for agency, each in found.items()
    }


def moved_by(change: Change, causes: Sequence[Cause]) -> Moved:
    """Nothing where there is no difference because one of the runs has no total."""
    if change.difference is None:
        return Moved((), ZERO)
    shown = sum((half_up(cause.difference, SHOWN_PLACES) for cause in causes), ZERO)
    return Moved(causes, half_up(change.difference, SHOWN_PLACES) - shown)


def mean_pairs(before: ScoringRun, after: ScoringRun) -> Mapping[Audience, MeansPair]:
    """The national means of both runs, of all agencies that have responded."""
    results = [
        results_by(
            Grouping.TYPE,
            survey_round=run.round,
            agencies=Agency.objects.all(),
            audience=Audience.DEPARTMENT,
            source=run,
        ).by_audience
        for run in (before, after)
    ]
    return {audience: MeansPair(results[0][audience], results[1][audience]) for audience in Audience}


def engines_compared(before: ScoringRun, after: ScoringRun) -> tuple[Engines, Engines]:
    """Which engines have made the scorecards of both, of all agencies that have responded."""
    found = engines_of(_cards(before, after))
    return found.get(before.pk, {}), found.get(after.pk, {})


def _totals(run: ScoringRun, audience: Audience) -> dict[int, Decimal]:
    """The totals by submission of those that have responded."""
    cards = _cards(run).filter(submission__agency__audience=audience)
    rows = cards.values_list("submission", "total")
    return {submission: total for submission, total in rows if total is not None}


def _cards(*runs: ScoringRun) -> QuerySet[Scorecard]:
    responded = Submission.objects.responded().filter(round=runs[0].round).values("current_version")
    return Scorecard.objects.filter(run__in=runs, version__in=responded)

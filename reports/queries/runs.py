"""The scoring runs of a round: how far they are and what came out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Min, QuerySet

from reports.queries.adjustments import Counted, counted_by_run
from reports.queries.exact import units_of
from reports.queries.means import Mean
from scoring.models import Scorecard, ScoringFailure, ScoringRun
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience

WHOLE = 100

Engines = Mapping[str, int]
"""How many scorecards are by which version of the scoring engine."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run: `to_score` latest submissions, whose scorecards in it are by `engines`; `failed` have none.

    `totals` are the mean totals of the agencies that have responded, by level; `adjusted` is what its scores
    hold of EGA's adjustments.
    """

    run: ScoringRun
    to_score: int
    engines: Engines
    failed: int
    totals: Mapping[Audience, Mean]
    adjusted: Counted

    @property
    def scored(self) -> int:
        return sum(self.engines.values())

    @property
    def by_later_engines(self) -> bool:
        """Whether there are scorecards of another engine than the one that the run began with."""
        return any(engine != self.run.engine_version for engine in self.engines)

    @property
    def percent(self) -> int:
        """How far the run is, 0-100, for a progress bar; 100 only when everything is scored."""
        return WHOLE * self.scored // self.to_score if self.to_score else WHOLE

    @property
    def is_running(self) -> bool:
        return self.run.state == ScoringRun.State.RUNNING

    @property
    def may_be_used(self) -> bool:
        """Whether the figures of the round can be taken from it."""
        return self.run.state == ScoringRun.State.FINISHED and not self.run.is_live and not self.failed


def run_lines(survey_round: Round) -> list[RunLine]:
    """All runs of the round, the newest first. Six queries."""
    runs = survey_round.scoring_runs.select_related("questionnaire", "created_by", "made_live_by").defer(
        "questionnaire__document"
    )
    to_score = Submission.objects.of_round(survey_round).filter(current_version__isnull=False).count()
    current = Scorecard.objects.current().filter(submission__round=survey_round).order_by()
    engines = engines_of(current)
    failures = ScoringFailure.objects.standing().filter(run__round=survey_round)
    failed = dict(failures.values_list("run").annotate(Count("pk")))
    totals, adjusted = _totals(survey_round), counted_by_run(survey_round)
    return [
        RunLine(
            run=run,
            to_score=to_score,
            engines=engines.get(run.pk, {}),
            failed=failed.get(run.pk, 0),
            totals=totals.get(run.pk, {}),
            adjusted=adjusted.get(run.pk, Counted()),
        )
        for run in runs
    ]


def engines_of(cards: QuerySet[Scorecard]) -> Mapping[int, Engines]:
    """By run, which engines have made these scorecards; the oldest engine first."""
    found: dict[int, dict[str, int]] = {}
    rows = cards.values_list("run", "engine_version").annotate(n=Count("pk"), since=Min("scored_at"))
    for run, engine, number, _since in rows.order_by("run", "since", "engine_version"):
        found.setdefault(run, {})[engine] = number
    return found


def runs_of(survey_round: Round) -> list[ScoringRun]:
    """The runs that can be compared, the newest first."""
    return list(survey_round.scoring_runs.filter(state=ScoringRun.State.FINISHED))


def _totals(survey_round: Round) -> dict[int, dict[Audience, Mean]]:
    responded = Submission.objects.of_round(survey_round).responded().values("current_version")
    rows = (
        Scorecard.objects.filter(version__in=responded, run__round=survey_round)
        .values("run", level=F("submission__agency__audience"))
        .annotate(units=units_of("total"), n=Count("total"))
        .order_by()
    )
    found: dict[int, dict[Audience, Mean]] = {}
    for row in rows:
        found.setdefault(row["run"], {})[Audience(row["level"])] = Mean(int(row["units"] or 0), row["n"])
    return found

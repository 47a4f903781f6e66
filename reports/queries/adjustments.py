"""The adjustments of EGA's reviews: those decided, those that scores hold, and those that wait for a run."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from agencies.models import Agency
from scoring.models import AdjustedQuestion, Release, Scorecard, ScoringRun
from surveys.models import Round, Submission
from surveys.queries.adjustments import adjustments_of, decided_until


@dataclass(frozen=True, slots=True)
class Counted:
    """How many adjustments scores hold, of how many agencies; those `without_effect` are not among them."""

    adjustments: int = 0
    agencies: int = 0
    without_effect: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """How many adjustments stand at a moment, of how many agencies."""

    until: dt.datetime
    adjustments: int
    agencies: int


@dataclass(frozen=True, slots=True)
class Readjusted:
    """A question that two runs adjust differently; None is a run that does not adjust it, or without effect.

    `by_answer` is what the answer alone gives in the later of them that adjusts it.
    """

    question: str
    by_answer: Decimal | None
    before: Decimal | None
    after: Decimal | None


IN_EFFECT: Final = Q(score__isnull=False)


def counted_by_run(survey_round: Round) -> Mapping[int, Counted]:
    """By run what its scorecards of the latest versions hold; runs without any are absent. One query."""
    current = Scorecard.objects.current().filter(submission__round=survey_round)
    rows = AdjustedQuestion.objects.filter(scorecard__in=current).order_by().values("scorecard__run")
    return {row["scorecard__run"]: _counted(row) for row in rows.annotate(**COUNTS)}


def counted_in(run: ScoringRun) -> Counted:
    """What the scorecards of the latest versions hold in the run."""
    return counted_by_run(run.round).get(run.pk, Counted())


def counted_in_release(release: Release) -> Counted:
    """What the released scorecards hold."""
    rows = AdjustedQuestion.objects.filter(scorecard__releases=release).order_by()
    return _counted(rows.aggregate(**COUNTS))


COUNTS: Final = {
    "adjustments": Count("pk", filter=IN_EFFECT),
    "agencies": Count("scorecard__submission", filter=IN_EFFECT, distinct=True),
    "without_effect": Count("pk", filter=~IN_EFFECT),
}


def _counted(row: Mapping[str, Any]) -> Counted:
    return Counted(**{name: row[name] for name in COUNTS})


def decided_in(survey_round: Round) -> Decided | None:
    """What stands of the latest versions now; None where no adjustment does."""
    until = decided_until(survey_round)
    standing = _scores(survey_round, until)
    if until is None or not standing:
        return None
    return Decided(until, len(standing), len({version for version, _ in standing}))


def waiting_for_a_run(survey_round: Round) -> int:
    """How many questions count otherwise in the live run than has been decided since: 0 while there is none.

    That is what was adjusted, adjusted otherwise, or is adjusted no more. One query where nothing is decided.
    """
    until = decided_until(survey_round)
    live = ScoringRun.objects.filter(round=survey_round, is_live=True).first() if until else None
    if until is None or live is None or (live.adjusted_until and until <= live.adjusted_until):
        return 0
    now, then = _scores(survey_round, until), _scores(survey_round, live.adjusted_until)
    return sum(now.get(key) != then.get(key) for key in now.keys() | then.keys())


def _scores(survey_round: Round, until: dt.datetime | None) -> Mapping[tuple[int, str], Decimal | None]:
    """By latest version and question, what it was adjusted to at a moment."""
    if until is None:
        return {}
    latest = Submission.objects.of_round(survey_round).filter(current_version__isnull=False)
    versions = list(latest.values_list("current_version", flat=True))
    return {
        (version, question): decision.score
        for version, decisions in adjustments_of(versions, decided_until=until).items()
        for question, decision in decisions.items()
    }


def readjusted(
    before: ScoringRun, after: ScoringRun, agencies: Iterable[Agency]
) -> Mapping[int, Sequence[Readjusted]]:
    """By agency the questions that the two runs adjust differently. One query."""
    found: defaultdict[tuple[int, str], dict[int, AdjustedQuestion]] = defaultdict(dict)
    for row in _rows((before, after), agencies):
        found[row.scorecard.submission.agency_id, row.question][row.scorecard.run_id] = row
    listed: defaultdict[int, list[Readjusted]] = defaultdict(list)
    for (agency, question), rows in found.items():
        then, now = rows.get(before.pk), rows.get(after.pk)
        change = Readjusted(question, (now or rows[before.pk]).by_answer, _score(then), _score(now))
        if change.before != change.after:
            listed[agency].append(change)
    return listed


def _score(row: AdjustedQuestion | None) -> Decimal | None:
    return row.score if row else None


def _rows(runs: Sequence[ScoringRun], agencies: Iterable[Agency]) -> QuerySet[AdjustedQuestion]:
    cards = Scorecard.objects.current().filter(run__in=runs, submission__agency__in=list(agencies))
    rows = AdjustedQuestion.objects.filter(scorecard__in=cards)
    return rows.select_related("scorecard__submission").defer("scorecard__explanation")

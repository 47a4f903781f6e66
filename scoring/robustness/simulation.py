"""The Monte Carlo analysis: how far ranks move when the choices behind the index are made otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np

from scoring.robustness.aggregation import indicator_level, nominal_totals, total_scores
from scoring.robustness.arrays import Mask, Ranks
from scoring.robustness.estimates import Estimate, Undefined, mean_of
from scoring.robustness.framework import Framework, Scores
from scoring.robustness.ranking import competition_ranks
from scoring.robustness.settings import Rules, Settings
from scoring.robustness.tally import CELLS, Spread, Tally
from scoring.robustness.weights import drawn_weights

WIDE_PERCENT = 10


@dataclass(frozen=True, slots=True)
class AgencyRanks:
    """One agency. Without a total it has no rank, and everything but `agency` and `reason` is None.

    `rank` and `total` are the nominal ones; `low` and `high` the 5th and 95th percentile of the ranks in the
    draws (nearest ranks); `mean` and `sd` those of the totals in the draws.
    """

    agency: str
    rank: int | None = None
    total: float | None = None
    median: float | None = None
    low: int | None = None
    high: int | None = None
    mean: float | None = None
    sd: float | None = None
    reason: Undefined | None = None


@dataclass(frozen=True, slots=True)
class Stratum:
    """The draws of one combination of choices; `shift` is the mean |rank - nominal rank|."""

    rules: Rules
    draws: int
    shift: Estimate


@dataclass(frozen=True, slots=True)
class DrawType:
    """All draws with one choice, as `weighting` = `dirichlet`, whatever their other choices."""

    choice: str
    value: str
    draws: int
    shift: Estimate


@dataclass(frozen=True, slots=True)
class Simulation:
    """`ranked` of all agencies have a total. `wide`: which share has an interval wider than 10 % of them."""

    ranked: int
    agencies: tuple[AgencyRanks, ...]
    shift: Estimate
    wide: Estimate
    draw_types: tuple[DrawType, ...]
    strata: tuple[Stratum, ...]


def simulate(
    framework: Framework, scores: Scores, settings: Settings, *, chunk: int | None = None
) -> Simulation:
    """The analysis over `settings.draws` draws, `chunk` of them at once, which does not change the result.

    Only agencies with a nominal total are ranked, in every draw the same ones.
    """
    totals = nominal_totals(framework, scores)
    with_total = ~np.isnan(totals)
    nominal = competition_ranks(totals[with_total])
    tally = Tally(nominal, settings.draws)
    counts = _run(framework, scores.at(with_total), settings, chunk, tally)
    spread = tally.spread()
    strata = _strata(settings.combinations, counts, tally.shifts, len(nominal))
    return Simulation(
        ranked=len(nominal),
        agencies=tuple(_agencies(scores.agencies, with_total, totals[with_total].tolist(), nominal, spread)),
        shift=mean_of(tally.shifts.sum(), len(nominal), times=settings.draws),
        wide=_wide(spread, len(nominal)),
        draw_types=tuple(_draw_types(settings, strata, len(nominal))),
        strata=strata,
    )


def _run(
    framework: Framework, scores: Scores, settings: Settings, chunk: int | None, tally: Tally
) -> list[int]:
    """Give the tally the draws of one combination after the other; the number of each."""
    weights = drawn_weights(framework, settings)
    rules = settings.combinations
    counts = []
    for number, each in enumerate(rules):
        indicators = indicator_level(scores, each.missing)
        own = weights[each.weighting].at(slice(number, None, len(rules)))
        counts.append(len(own.dimensions))
        for rows in _chunks(counts[-1], chunk or max(1, CELLS // max(1, len(scores.agencies)))):
            tally.take(total_scores(framework, indicators, own.at(rows), each, settings.floor).values)
    return counts


def _chunks(draws: int, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, draws, size))


def _strata(rules: Sequence[Rules], counts: Sequence[int], shifts: Ranks, n: int) -> tuple[Stratum, ...]:
    ends = np.cumsum(counts).tolist()
    return tuple(
        Stratum(each, count, mean_of(shifts[end - count : end].sum(), n, times=count))
        for each, count, end in zip(rules, counts, ends, strict=True)
    )


def _draw_types(settings: Settings, strata: Iterable[Stratum], n: int) -> Iterator[DrawType]:
    for choice, values in _choices(settings):
        for value in values:
            own = [each for each in strata if getattr(each.rules, choice) == value]
            draws = sum(each.draws for each in own)
            shift = sum((each.shift.value or 0.0) * each.draws for each in own) / draws
            yield DrawType(choice, value, draws, mean_of(shift * n, n))


def _choices(settings: Settings) -> Iterator[tuple[str, Sequence[StrEnum]]]:
    values = (settings.weightings, settings.top, settings.within, settings.missing)
    return zip((field.name for field in fields(Rules)), values, strict=True)


def _wide(spread: Spread, n: int) -> Estimate:
    wider = (spread.high - spread.low) * 100 > WIDE_PERCENT * n
    return mean_of(int(wider.sum()), n)


def _agencies(
    codes: Sequence[str], with_total: Mask, totals: Sequence[float], nominal: Ranks, spread: Spread
) -> Iterator[AgencyRanks]:
    columns = (spread.median, spread.low, spread.high, spread.mean, spread.sd)
    rows = zip(nominal.tolist(), totals, *(each.tolist() for each in columns), strict=True)
    for code, ranked in zip(codes, with_total.tolist(), strict=True):
        if ranked:
            yield AgencyRanks(code, *next(rows))
        else:
            yield AgencyRanks(code, reason=Undefined.NOTHING_APPLIES)

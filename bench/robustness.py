"""Measures the robustness analysis at one, ten and a hundred times the roster, in one process.

    .venv/bin/python -m bench.robustness            the draws of docs/robustness.md
    .venv/bin/python -m bench.robustness --quick    a tenth of them

It needs neither database nor broker. Scores are invented, with a gated dimension and missing answers. Times
are those of the processor, so that other work on the machine disturbs them little; one core does it all.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bench.memory import forget_peak, peak, resident
from scoring.robustness import Framework, Scores, Settings, analyse, framework_for, scores_from
from scoring.robustness.simulation import simulate
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.vocabulary import Audience

WORKBOOK = Path(__file__).resolve().parent.parent / "surveys" / "definitions" / "2560"
ROSTER = 1179
SIZES = ((1, 1000), (10, 1000), (100, 160))
"""Times the roster, and draws: fewer of the largest, which is enough to know how many a second."""

LINE = "{:>6} {:>9} {:>7} {:>10} {:>12} {:>22} {:>12} {:>10}"
HEAD = ("roster", "agencies", "draws", "seconds", "draws/s", "time a draw and agency", "whole, s", "peak MiB")


@dataclass(frozen=True)
class Figures:
    """Of the draws alone (`seconds`) and of the whole analysis (`whole`); `peak_memory` is what it adds."""

    times: int
    agencies: int
    draws: int
    seconds: float
    whole: float
    peak_memory: float

    @property
    def each(self) -> float:
        """Nanoseconds for one agency in one draw."""
        return self.seconds / self.draws / self.agencies * 1e9


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.robustness")
    parser.add_argument("--quick", action="store_true", help="a tenth of the draws")
    quick = parser.parse_args().quick
    framework = framework_for(compile_workbook(read_workbook(WORKBOOK)), Audience.DEPARTMENT)
    analyse(framework, invented(framework, 100), Settings(draws=16))  # loads what NumPy loads late
    print(LINE.format(*HEAD))
    first = None
    sizes = [(times, max(16, draws // 10) if quick else draws) for times, draws in SIZES]
    for figures in measured(framework, sizes):
        first = first or figures
        print(line(figures, figures.each / first.each), flush=True)
    return 0


def measured(framework: Framework, sizes: Sequence[tuple[int, int]]) -> Iterator[Figures]:
    """Each size as soon as it is known: times the roster, and draws."""
    for times, draws in sizes:
        scores = invented(framework, times * ROSTER)
        settings = Settings(draws=draws)
        forget_peak(os.getpid())
        before = resident(os.getpid())
        seconds = processor_seconds(partial(simulate, framework, scores, settings))
        whole = processor_seconds(partial(analyse, framework, scores, settings))
        agencies = len(scores.agencies)
        yield Figures(times, agencies, settings.draws, seconds, whole, peak(os.getpid()) - before)


def processor_seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def invented(framework: Framework, agencies: int) -> Scores:
    """Agencies that are more or less good at everything; some parts do not apply or are not stated."""
    random = np.random.default_rng(2560)
    size = (agencies, len(framework.indicators))
    values = np.clip(random.normal(55, 15, (agencies, 1)) + random.normal(0, 15, size), 0, 100)
    for columns in framework.columns[2:3]:
        values[random.random(agencies) < 0.2, columns] = np.nan
    not_stated = ~np.isnan(values) & (random.random(size) < 0.02)
    values[not_stated] = np.nan
    return scores_from([f"agency {number}" for number in range(agencies)], values, not_stated)


def line(figures: Figures, ratio: float) -> str:
    return LINE.format(
        f"{figures.times}x",
        f"{figures.agencies:,}",
        f"{figures.draws:,}",
        f"{figures.seconds:.2f}",
        f"{figures.draws / figures.seconds:,.0f}",
        f"{figures.each:.0f} ns ({ratio:.2f}x)",
        f"{figures.whole:.2f}",
        f"{figures.peak_memory:.0f}",
    )


if __name__ == "__main__":
    sys.exit(main())

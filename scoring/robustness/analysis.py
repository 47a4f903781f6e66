"""Everything at once."""

from dataclasses import dataclass

import numpy as np

from scoring.robustness.consistency import Consistency, Correlation, consistencies, correlations
from scoring.robustness.framework import Framework, InvalidMaterial, Scores
from scoring.robustness.importance import Importance, importances
from scoring.robustness.leaving_out import LeftOut, leave_each_out
from scoring.robustness.settings import Settings
from scoring.robustness.simulation import Simulation, simulate

DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Robustness:
    """The analysis of one audience. The same `settings` and `numpy` give the same draws again."""

    settings: Settings
    numpy: str
    framework: Framework
    simulation: Simulation
    left_out: tuple[LeftOut, ...]
    importances: tuple[Importance, ...]
    consistencies: tuple[Consistency, ...]
    correlations: tuple[Correlation, ...]


def analyse(
    framework: Framework, scores: Scores, settings: Settings = DEFAULTS, *, chunk: int | None = None
) -> Robustness:
    """The robustness of the index over `scores`. `InvalidMaterial` when they are not of this framework.

    `chunk` is how many draws are held at once; it changes memory and time, never the result.
    """
    if scores.values.shape[1] != len(framework.indicators):
        raise InvalidMaterial("there must be one column of scores for each indicator")
    return Robustness(
        settings=settings,
        numpy=np.__version__,
        framework=framework,
        simulation=simulate(framework, scores, settings, chunk=chunk),
        left_out=leave_each_out(framework, scores),
        importances=importances(framework, scores),
        consistencies=consistencies(framework, scores),
        correlations=correlations(framework, scores),
    )

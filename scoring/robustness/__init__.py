"""How robust the index is: ranks under other choices, what each part does, and whether the parts agree.

NumPy, but no Django, no clock, no database. docs/robustness.md has the formulas and how to read them.
"""

from scoring.robustness.analysis import Robustness, analyse
from scoring.robustness.document import to_document
from scoring.robustness.framework import (
    Dimension,
    Framework,
    Indicator,
    InvalidMaterial,
    Scores,
    framework_for,
    scores_from,
)
from scoring.robustness.settings import InvalidSettings, Mean, MissingRule, Rules, Settings, Weighting

__all__ = [
    "Dimension",
    "Framework",
    "Indicator",
    "InvalidMaterial",
    "InvalidSettings",
    "Mean",
    "MissingRule",
    "Robustness",
    "Rules",
    "Scores",
    "Settings",
    "Weighting",
    "analyse",
    "framework_for",
    "scores_from",
    "to_document",
]

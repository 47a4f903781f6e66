"""A robustness analysis as the lines of a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from surveys.forms.words import words
from surveys.questionnaire.model import Audience, Questionnaire

PERCENT: Final = 100
CHOICES: Final = {
    ("weighting", "perturbed"): gettext_lazy("Weights: each moved by up to a quarter"),
    ("weighting", "dirichlet"): gettext_lazy("Weights: drawn anew around the printed ones"),
    ("top", "arithmetic"): gettext_lazy("Dimensions into the total: arithmetic mean"),
    ("top", "geometric"): gettext_lazy("Dimensions into the total: geometric mean"),
    ("within", "arithmetic"): gettext_lazy("Indicators into dimensions: arithmetic mean"),
    ("within", "geometric"): gettext_lazy("Indicators into dimensions: geometric mean"),
    ("missing", "shared"): gettext_lazy("Not stated: left out, weight shared out"),
    ("missing", "zero"): gettext_lazy("Not stated: counts as zero"),
}
VERDICTS: Final = {
    "as_weighted": pgettext_lazy("importance", "as weighted"),
    "more": pgettext_lazy("importance", "more than its weight"),
    "less": pgettext_lazy("importance", "less than its weight"),
    "opposed": pgettext_lazy("importance", "against the total"),
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One dimension or indicator.

    * `nominal`, `effective`: its weight and its importance among its siblings, per cent
    * `correlation`: with the score above it, over `n` agencies
    * `shift`: how many places agencies move on average when it is left out; `largest` the greatest move
    """

    code: str
    name: str
    nominal: float
    effective: float | None
    correlation: float | None
    n: int
    verdict: str
    shift: float | None
    largest: int | None


@dataclass(frozen=True, slots=True)
class ConsistencyLine:
    """Cronbach's alpha over the indicators of a dimension, or over the dimensions; over `n` agencies."""

    code: str
    name: str
    alpha: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What the page says beside the ranks; `wide` is the per cent of agencies with a wide interval."""

    ranked: int
    shift: float | None
    wide: float | None
    choices: list[tuple[str, int, float | None]]
    parts: list[PartLine]
    consistencies: list[ConsistencyLine]


def findings(document: Mapping[str, Any], questionnaire: Questionnaire, audience: Audience) -> Findings:
    """The lines of the document that `scoring.robustness.to_document` made."""
    simulation = document["simulation"]
    return Findings(
        ranked=simulation["ranked"],
        shift=simulation["shift"]["value"],
        wide=_percent(simulation["wide"]["value"]),
        choices=[
            (str(CHOICES[each["choice"], each["value"]]), each["draws"], each["shift"]["value"])
            for each in simulation["draw_types"]
        ],
        parts=list(_parts(document, questionnaire, audience)),
        consistencies=[_consistency(each, questionnaire) for each in document["consistencies"]],
    )


def _parts(
    document: Mapping[str, Any], questionnaire: Questionnaire, audience: Audience
) -> Iterator[PartLine]:
    left_out = {each["code"]: each for each in document["left_out"]}
    found = {each["code"]: each for each in document["importances"]}
    for dimension in questionnaire.dimensions_for(audience):
        for node in (dimension, *questionnaire.children_for(dimension.code, audience)):
            if node.code in found and node.code in left_out:
                yield _part(words(node.label), found[node.code], left_out[node.code])


def _part(name: str, importance: Mapping[str, Any], left_out: Mapping[str, Any]) -> PartLine:
    return PartLine(
        code=importance["code"],
        name=name,
        nominal=importance["nominal"] * PERCENT,
        effective=_percent(importance["effective"]),
        correlation=importance["correlation"]["value"],
        n=importance["correlation"]["n"],
        verdict=str(VERDICTS.get(importance["verdict"], "")),
        shift=left_out["shift"]["value"],
        largest=left_out["largest_shift"],
    )


def _consistency(each: Mapping[str, Any], questionnaire: Questionnaire) -> ConsistencyLine:
    code = each["code"]
    name = words(questionnaire.node(code).label) if code else _("The dimensions together")
    return ConsistencyLine(code, name, each["alpha"]["value"], each["alpha"]["n"])


def _percent(value: float | None) -> float | None:
    return None if value is None else value * PERCENT

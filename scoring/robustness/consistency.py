"""Whether the parts of a whole measure one thing: Cronbach's alpha, and the correlations of the dimensions.

``alpha = k/(k-1) · (1 - Σ var(item) / var(sum of items))``, unweighted, with sample variances, over the
agencies that have all items. An item that applies to fewer than half of those with any item would leave few
agencies, so it is left out and named; so is an item that is the same for all, which can agree with nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.robustness.aggregation import nominal_dimensions
from scoring.robustness.arrays import Floats
from scoring.robustness.estimates import FEWEST, Estimate, Undefined, pearson, varies
from scoring.robustness.framework import Framework, Scores

LEAST_SHARE = 0.5
FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class Item:
    """`item_total`: the correlation with the sum of the other items; `alpha_without`: alpha of the others."""

    code: str
    item_total: Estimate
    alpha_without: Estimate


@dataclass(frozen=True, slots=True)
class Omitted:
    """A part that is no item, and why."""

    code: str
    reason: Undefined


@dataclass(frozen=True, slots=True)
class Consistency:
    """The indicators of the dimension `code` or, where it is empty, the dimensions of the total."""

    code: str
    alpha: Estimate
    items: tuple[Item, ...]
    omitted: tuple[Omitted, ...]


@dataclass(frozen=True, slots=True)
class Correlation:
    """The correlation of the scores of two dimensions."""

    first: str
    second: str
    estimate: Estimate


def consistencies(framework: Framework, scores: Scores) -> tuple[Consistency, ...]:
    """The whole over its dimensions, then each dimension over its indicators."""
    codes = [dimension.code for dimension in framework.dimensions]
    whole = consistency_of("", codes, nominal_dimensions(framework, scores))
    return (
        whole,
        *(
            consistency_of(each.code, [part.code for part in each.indicators], scores.values[:, columns])
            for each, columns in zip(framework.dimensions, framework.columns, strict=True)
        ),
    )


def correlations(framework: Framework, scores: Scores) -> tuple[Correlation, ...]:
    """Every pair of dimensions once, in the order of the framework."""
    codes = [dimension.code for dimension in framework.dimensions]
    parts = nominal_dimensions(framework, scores).T
    return tuple(
        Correlation(codes[first], codes[second], pearson(parts[first], parts[second]))
        for first in range(len(codes))
        for second in range(first + 1, len(codes))
    )


def consistency_of(
    code: str, codes: Sequence[str], parts: Floats, least_share: float = LEAST_SHARE
) -> Consistency:
    """That of `parts`, agencies by items; NaN where an item does not apply."""
    omitted = dict(_applying_to_few(codes, parts, least_share))
    left = [column for column, each in enumerate(codes) if each not in omitted]
    cases = parts[:, left]
    cases = cases[~np.isnan(cases).any(axis=1)]
    same = [column for number, column in enumerate(left) if len(cases) and not varies(cases[:, number])]
    omitted |= {codes[column]: Undefined.NO_VARIANCE for column in same}
    cases = cases[:, [column not in same for column in left]]
    kept = [codes[column] for column in left if column not in same]
    return Consistency(
        code=code,
        alpha=cronbach_alpha(cases),
        items=tuple(_items(kept, cases)),
        omitted=tuple(Omitted(each, omitted[each]) for each in codes if each in omitted),
    )


def cronbach_alpha(cases: Floats) -> Estimate:
    """Alpha of complete cases, cases by items."""
    n, k = cases.shape
    if k < FEWEST_ITEMS:
        return Estimate(None, n, Undefined.TOO_FEW_ITEMS)
    if n < FEWEST:
        return Estimate(None, n, Undefined.TOO_FEW_CASES)
    total = cases.sum(axis=1)
    if not varies(total):
        return Estimate(None, n, Undefined.NO_VARIANCE)
    parts = cases.var(axis=0, ddof=1).sum()
    return Estimate(float(k / (k - 1) * (1 - parts / total.var(ddof=1))), n)


def _applying_to_few(
    codes: Sequence[str], parts: Floats, least_share: float
) -> Iterator[tuple[str, Undefined]]:
    applies = ~np.isnan(parts)
    least = max(1.0, least_share * applies.any(axis=1).sum())
    for code, n in zip(codes, applies.sum(axis=0).tolist(), strict=True):
        if n < least:
            yield code, Undefined.APPLIES_TO_FEW


def _items(codes: Sequence[str], cases: Floats) -> Iterator[Item]:
    for number, code in enumerate(codes):
        others = np.delete(cases, number, axis=1)
        yield Item(code, _item_total(cases[:, number], others), cronbach_alpha(others))


def _item_total(item: Floats, others: Floats) -> Estimate:
    if not others.shape[1]:
        return Estimate(None, len(item), Undefined.TOO_FEW_ITEMS)
    return pearson(item, np.asarray(others.sum(axis=1), dtype=np.float64))

"""Ranks out of unrounded scores."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

Key = TypeVar("Key")


def ranks_of(totals: Mapping[Key, Decimal]) -> dict[Key, int]:
    """1 for the highest; equals share the better rank and the next ranks are skipped: 1, 2, 2, 4."""
    best: dict[Decimal, int] = {}
    for place, total in enumerate(sorted(totals.values(), reverse=True), start=1):
        best.setdefault(total, place)
    return {key: best[total] for key, total in totals.items()}

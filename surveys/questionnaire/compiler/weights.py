"""Weights of questions and of their parts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from surveys.questionnaire.compiler.cells import NUMBER, Cells
from surveys.questionnaire.elements import NO_WEIGHTS
from surveys.questionnaire.typed import plain
from surveys.questionnaire.vocabulary import Audience

COLUMN: Final = "ega--weight"
HIGHEST: Final = 1000
DEFAULT: Final = Decimal(1)
PAIR: Final = re.compile(r"(?P<audience>[a-z]+)=(?P<weight>\S+)")


def read_weights(cells: Cells, audiences: Iterable[Audience]) -> Mapping[Audience, Decimal]:
    """``2`` or ``department=2 province=1``; 1 where nothing is written; only for the audiences asked."""
    asked = tuple(audiences)
    text = cells.text(COLUMN)
    if not text:
        return MappingProxyType(dict.fromkeys(asked, DEFAULT))
    if "=" not in text:
        return MappingProxyType(dict.fromkeys(asked, _weight(cells, text, text)))
    return MappingProxyType(dict(_pairs(cells, text, asked)))


def read_item_weight(cells: Cells, *, least: Decimal, most: Decimal, code: str) -> Mapping[Audience, Decimal]:
    """One weight from `least` to `most` for every audience, 1 where nothing is written."""
    weight = cells.decimal(COLUMN, code)
    if weight is not None and not least <= weight <= most:
        cells.wrong(COLUMN, code, value=weight)
        return NO_WEIGHTS
    return MappingProxyType(dict.fromkeys(Audience, DEFAULT if weight is None else weight))


def _pairs(cells: Cells, text: str, asked: tuple[Audience, ...]) -> Iterator[tuple[Audience, Decimal]]:
    for word in text.split():
        match = PAIR.fullmatch(word)
        weight = _weight(cells, match["weight"] if match else "", word)
        if match is not None and match["audience"] not in set(asked):
            cells.wrong(COLUMN, "weight_not_asked", value=match["audience"])
        elif match is not None:
            yield Audience(match["audience"]), weight


def _weight(cells: Cells, text: str, word: str) -> Decimal:
    """The weight in `text`, part of the `word` that is told when it is none; then a harmless one."""
    if not NUMBER.fullmatch(text) or not 0 < Decimal(text) <= HIGHEST:
        cells.wrong(COLUMN, "bad_question_weight", value=word)
        return DEFAULT
    return Decimal(plain(Decimal(text)))

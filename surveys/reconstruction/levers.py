"""What steering may move: the answers of which no count was printed, one agency at a time.

A lever never opens or shuts a gate, and never touches a printed count. It moves whoever is nearest: up, the
readiest of those who have the lesser answer; down, the least ready of those who have the better one.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from surveys.questionnaire.values import Value, is_declared
from surveys.reconstruction.number_answers import BASIC, SYSTEMS
from surveys.reconstruction.places import Papers
from surveys.reconstruction.rankings import Ranking

STEP: Final = 5
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer of one agency."""

    code: str
    question: str
    value: Value


class Lever(Protocol):
    """Something that can be moved either way."""

    def changes(self, papers: Papers, *, up: bool) -> Iterator[Change]:
        """What could be changed next, the nearest first."""


@dataclass(frozen=True, slots=True)
class ChoiceLever:
    """Between two neighbouring options of a single choice."""

    ranking: Ranking
    better: str
    lesser: str

    def changes(self, papers: Papers, *, up: bool) -> Iterator[Change]:
        old, new = (self.lesser, self.better) if up else (self.better, self.lesser)
        for _propensity, place in self.ranking if up else reversed(self.ranking):
            if place.read(papers) == old:
                yield Change(place.code, place.question, place.with_value(papers, new))


@dataclass(frozen=True, slots=True)
class OptionLever:
    """One option of a multiple choice; who chose an option that excludes the others is left alone."""

    ranking: Ranking
    option: str
    order: tuple[str, ...]
    alone: frozenset[str]

    def changes(self, papers: Papers, *, up: bool) -> Iterator[Change]:
        for _propensity, place in self.ranking if up else reversed(self.ranking):
            chosen = place.read(papers)
            if not chosen or is_declared(chosen) or self.alone.intersection(chosen):
                continue
            if (self.option in chosen) != up and (up or len(chosen) > 1):
                wanted = {*chosen, self.option} if up else {*chosen} - {self.option}
                yield Change(place.code, place.question, [each for each in self.order if each in wanted])


@dataclass(frozen=True, slots=True)
class NumberLever:
    """A number of every agency, by turns."""

    question: str
    moved: Callable[[Value, int], Value | None]
    turns: dict[str, int]

    def changes(self, papers: Papers, *, up: bool) -> Iterator[Change]:
        """Those first who were moved least."""
        for code in sorted(self.turns, key=lambda each: (self.turns[each], each)):
            stated = papers[code].get(self.question)
            if stated is None or is_declared(stated):
                continue
            value = self.moved(stated, STEP if up else -STEP)
            if value is not None:
                self.turns[code] += 1
                yield Change(code, self.question, value)


def moved_percentage(value: Value, step: int) -> Value | None:
    number = int(value) + step
    return str(number) if STEP <= number <= 100 - STEP else None


def moved_budget(value: Value, step: int) -> Value | None:
    """From basic equipment to systems, or back."""
    basic, systems = int(value[BASIC]) - step, int(value[SYSTEMS]) + step
    return {**value, BASIC: str(basic), SYSTEMS: str(systems)} if basic >= 20 and systems >= STEP else None


MOVED: Final[Mapping[str, Callable[[Value, int], Value | None]]] = {
    "digital_budget_purpose": moved_budget,
    "online_requests_percent": moved_percentage,
    "literacy_trained_percent": moved_percentage,
}

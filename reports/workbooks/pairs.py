"""What was asked, beside what the score makes of it: a run may score by another questionnaire."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from surveys.questionnaire.model import Question

Pair = tuple[Question, Question | None]
"""A question or a part of one as it was asked, and as it is scored; None where the score does not know it."""


def paired(asked: Sequence[Question], scored: Sequence[Question]) -> Iterator[Pair]:
    """What was asked, each with what the score makes of it; then what only the score knows."""
    by_name, names = {each.name: each for each in scored}, {each.name for each in asked}
    yield from ((each, by_name.get(each.name)) for each in asked)
    yield from ((each, each) for each in scored if each.name not in names)


def points_of(part: Question | None) -> Mapping[str, Decimal | None]:
    """What each option earns."""
    return {choice.name: choice.score for choice in part.choices} if part else {}

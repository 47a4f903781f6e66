"""What a method is given, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from scoring.engine.tree import Part, Reason
from surveys.questionnaire.elements import Choice, Question
from surveys.questionnaire.typed import plain
from surveys.questionnaire.values import Value
from surveys.questionnaire.vocabulary import Audience

FULL: Final = Fraction(100)


class UnscorableAnswer(ValueError):
    """An answer that is not in the questionnaire, so that it has no points; it is never taken for 0."""

    def __init__(self, question: str, value: object) -> None:
        super().__init__(f"{question}: {value!r} has no points")
        self.question = question
        self.value = value


@dataclass(frozen=True, slots=True)
class Answered:
    """A stated answer to a scored question, among the other answers that count."""

    question: Question
    value: Value
    audience: Audience
    answers: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Points:
    """A score of 0-100 with its reason."""

    score: Fraction
    reason: Reason
    parts: tuple[Part, ...] = ()


def capped(amount: Fraction, maximum: Fraction) -> Fraction:
    """``100 · min(amount, maximum) / maximum``, not below 0."""
    return FULL * max(Fraction(0), min(amount, maximum)) / maximum


def exact(number: Decimal | None, default: Decimal | int) -> Fraction:
    return Fraction(default if number is None else number)


def number_in(value: Value | None) -> Decimal | None:
    """The number of an integer, decimal or calculated answer; None when it has none."""
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


def shown(number: Fraction | Decimal | int) -> str:
    """A sum or product of decimals as people write it."""
    fraction = Fraction(number)
    return plain(Decimal(fraction.numerator) / Decimal(fraction.denominator))


def choice_of(question: Question, name: str) -> Choice:
    """The option chosen; UnscorableAnswer when the questionnaire has none of that name."""
    try:
        return question.choice(name)
    except KeyError as error:
        raise UnscorableAnswer(question.name, name) from error


def points_of(question: Question, name: str) -> Fraction:
    """The points of an option; UnscorableAnswer when it has none."""
    choice = choice_of(question, name)
    if choice.score is None:
        raise UnscorableAnswer(question.name, name)
    return Fraction(choice.score)

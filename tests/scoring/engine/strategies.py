"""Any answers that a questionnaire takes, for hypothesis."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from surveys.questionnaire.model import Audience, Kind, Question, Questionnaire
from surveys.questionnaire.typed import typed_text
from surveys.questionnaire.values import Answers

Strategy = st.SearchStrategy[Any]

NUMBERS = st.integers(0, 200)
DECIMALS = st.integers(0, 1000).map(lambda tenths: str(tenths / 10).removesuffix(".0"))
DATES = st.dates().map(lambda day: day.isoformat())
TEXTS = st.text(max_size=5).map(typed_text).filter(bool)
DECLARED = st.just({"na": "not ours"})


def answers_to(questionnaire: Questionnaire, audience: Audience) -> st.SearchStrategy[Answers]:
    """Canonical answers to any of the questions of `audience`, sensible together or not."""
    asked = {
        question.name: _answer(question, audience)
        for question in questionnaire.questions_for(audience)
        if question.kind in BY_KIND
    }
    return st.fixed_dictionaries({}, optional=asked)


def _answer(question: Question, audience: Audience) -> Strategy:
    stated = BY_KIND[question.kind](question, audience)
    return stated | DECLARED if question.na_allowed else stated


def _one(question: Question, audience: Audience) -> Strategy:
    return st.sampled_from([choice.name for choice in question.choices_for(audience)])


def _multiple(question: Question, audience: Audience) -> Strategy:
    offered = question.choices_for(audience)
    alone = st.sampled_from([[choice.name] for choice in offered])
    together = st.lists(
        st.sampled_from([c.name for c in offered if not c.exclusive]), min_size=1, unique=True
    )
    return alone | together


def _percentages(question: Question, audience: Audience) -> Strategy:
    names = [item.name for item in question.items_for(audience)]
    cuts = st.lists(st.integers(0, 100), min_size=len(names) - 1, max_size=len(names) - 1).map(sorted)
    return cuts.map(
        lambda inner: {
            name: str(high - low) for name, low, high in zip(names, [0, *inner], [*inner, 100], strict=True)
        }
    )


def _items(question: Question, audience: Audience) -> Strategy:
    items = {item.name: BY_KIND[item.kind](item, audience) for item in question.items_for(audience)}
    return st.fixed_dictionaries({}, optional=items).filter(bool)


def _rows(question: Question, audience: Audience) -> Strategy:
    return st.lists(_items(question, audience), min_size=1, max_size=4)


BY_KIND: dict[Kind, Callable[[Question, Audience], Strategy]] = {
    Kind.SELECT_ONE: _one,
    Kind.SELECT_MULTIPLE: _multiple,
    Kind.INTEGER: lambda _question, _audience: NUMBERS,
    Kind.DECIMAL: lambda _question, _audience: DECIMALS,
    Kind.TEXT: lambda _question, _audience: TEXTS,
    Kind.DATE: lambda _question, _audience: DATES,
    Kind.PERCENTAGES: _percentages,
    Kind.MATRIX: _items,
    Kind.ROWS: _rows,
}

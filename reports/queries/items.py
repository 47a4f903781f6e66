"""What agencies answered, question by question: exact counts and sums over one level."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from agencies.models import Agency
from reports.queries.spread import Spread
from surveys.models import Round, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.elements import Question, chosen_in
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.values import Value, is_declared, reason_of
from surveys.questionnaire.vocabulary import Audience, Kind

CHUNK = 100
"""Documents held in memory at a time, however many agencies there are."""

STATED = (AnswerState.ANSWERED, AnswerState.NONE, AnswerState.NOT_STATED)
"""The states of those that the question concerns."""

STATES = {state.value: state for state in AnswerState}
"""By what stands in a document; asked for every question of every agency."""

Document = Mapping[str, Any]
"""What one agency has submitted: `surveys.services.snapshots.snapshot`."""


class Outcome(StrEnum):
    """The four states of an answer, the last of them by who says so: the questionnaire, or the agency."""

    ANSWERED = AnswerState.ANSWERED.value
    NONE = AnswerState.NONE.value
    NOT_STATED = AnswerState.NOT_STATED.value
    BY_RULE = "not_applicable_by_rule"
    DECLARED = "not_applicable_declared"


@dataclass(frozen=True, slots=True)
class Values:
    """What was given to a question, or to one item of it, by `n` agencies; in a repeating table, in `n` rows.

    `options` has every option that is offered and how often it was chosen; where several may be chosen they
    add up to more than `n`. `numbers` are all that were given, in ascending order; `days` the first and the
    last date.
    """

    n: int
    options: Mapping[str, int]
    numbers: tuple[Fraction, ...] = ()
    days: tuple[str, str] | None = None

    @property
    def total(self) -> Fraction:
        return sum(self.numbers, Fraction())

    @property
    def spread(self) -> Spread | None:
        return Spread.of(self.numbers)


@dataclass(frozen=True, slots=True)
class Item:
    """One question and how the agencies answered it; the four `states` add up to `base`.

    `reasons` are those of the agencies that declared it not applicable, with their numbers, the most frequent
    first. `values` is about a simple question. A question of several parts has them in `parts`, by the name
    of the item: rows of a matrix, parts of percentages, columns of a repeating table, which has `rows` rows
    in all.
    """

    question: Question
    states: Mapping[AnswerState, int]
    reasons: Mapping[str, int]
    values: Values
    rows: int
    parts: Mapping[str, Values]

    @property
    def base(self) -> int:
        """The agencies that have responded."""
        return sum(self.states.values())

    @property
    def applies(self) -> int:
        """Those that the question concerns."""
        return self.base - self.states[AnswerState.NOT_APPLICABLE]

    @property
    def answered(self) -> int:
        """Those that said something, be it "none"."""
        return self.states[AnswerState.ANSWERED] + self.states[AnswerState.NONE]

    @property
    def declared(self) -> int:
        """Those that declared it not applicable."""
        return sum(self.reasons.values())

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """They add up to `base`."""
        stated = {Outcome(state): self.states[state] for state in STATED}
        by_rule = self.states[AnswerState.NOT_APPLICABLE] - self.declared
        return stated | {Outcome.BY_RULE: by_rule, Outcome.DECLARED: self.declared}

    @property
    def takes_several(self) -> bool:
        """Whether one agency may choose several options, so that shares add up to more than 100 %."""
        return self.question.kind is Kind.SELECT_MULTIPLE

    @property
    def given(self) -> Iterator[tuple[Question, Values]]:
        """What was given, by part: the question itself, or each of its items."""
        if not self.question.items:
            yield self.question, self.values
        for name, values in self.parts.items():
            yield self.question.item(name), values


@dataclass(frozen=True, slots=True)
class Items:
    """Every question that one level is asked, by name, over the `base` agencies of it that have responded."""

    audience: Audience
    base: int
    items: Mapping[str, Item]


@dataclass(slots=True)
class _Sum:
    n: int = 0
    options: Counter[str] = field(default_factory=Counter)
    numbers: list[Fraction] = field(default_factory=list)
    days: list[str] = field(default_factory=list)

    def add(self, question: Question, value: Value) -> None:
        self.n += 1
        if question.kind.is_select:
            self.options.update(chosen_in(value))
        elif question.kind.is_number:
            self.numbers.append(Fraction(value))
        elif question.kind is Kind.DATE:
            self.days.append(value)

    def values(self, question: Question, audience: Audience) -> Values:
        """Of options that are not offered any more, those that somebody chose."""
        offered = {choice.name: self.options[choice.name] for choice in question.choices_for(audience)}
        days = (min(self.days), max(self.days)) if self.days else None
        return Values(self.n, offered | self.options, tuple(sorted(self.numbers)), days)


@dataclass(slots=True)
class _Tally:
    question: Question
    states: Counter[AnswerState] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    sums: defaultdict[str, _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    rows: int = 0

    def add(self, document: Document) -> None:
        name = self.question.name
        state, value = state_in(document, name), document["answers"].get(name)
        self.states[state] += 1
        if state is AnswerState.NOT_APPLICABLE:
            if is_declared(value):
                self.reasons[reason_of(value)] += 1
        elif value is not None:
            self.rows += len(value) if self.question.kind is Kind.ROWS else 0
            for part, given in parts_of(self.question, value):
                self.sums[part.name].add(part, given)

    def item(self, audience: Audience) -> Item:
        question = self.question
        return Item(
            question,
            {state: self.states[state] for state in AnswerState},
            dict(self.reasons.most_common()),
            self.sums[question.name].values(question, audience),
            self.rows,
            {part.name: self.sums[part.name].values(part, audience) for part in question.items_for(audience)},
        )


def items_of(
    *,
    survey_round: Round,
    audience: Audience,
    agencies: QuerySet[Agency],
    only: Collection[str] | None = None,
) -> Items:
    """The statistics of those of `agencies` that have responded; of the questions `only`, if given.

    One query and one pass over what was submitted, a few documents at a time.
    """
    asked = [each for each in questionnaire_of(survey_round).questions_for(audience) if each.kind.is_asked]
    tallies = [_Tally(each) for each in asked if only is None or each.name in only]
    base = 0
    for _agency, document in responded_documents(survey_round, audience, agencies):
        base += 1
        for tally in tallies:
            tally.add(document)
    return Items(audience, base, {tally.question.name: tally.item(audience) for tally in tallies})


def responded_documents(
    survey_round: Round, audience: Audience, agencies: QuerySet[Agency]
) -> Iterator[tuple[int, Document]]:
    """The id of each agency that has responded, with what it submitted."""
    rows = Submission.objects.of_round(survey_round).of_agencies(agencies).responded()
    rows = rows.filter(agency__audience=audience.value).order_by()
    for agency, text in rows.values_list("agency", "current_version__document").iterator(CHUNK):
        yield agency, json.loads(text)


def state_in(document: Document, name: str) -> AnswerState:
    """A question that was not asked when the agency submitted does not apply to what it submitted."""
    return STATES[document["states"].get(name, AnswerState.NOT_APPLICABLE.value)]


def outcome_of(document: Document, name: str) -> Outcome:
    """What came of a question in one agency."""
    state = state_in(document, name)
    if state in STATED:
        return Outcome(state)
    return Outcome.DECLARED if is_declared(document["answers"].get(name)) else Outcome.BY_RULE


def value_of(document: Document, name: str) -> Value | None:
    """The answer that counts; None where the question does not apply, or was not stated."""
    if state_in(document, name) is AnswerState.NOT_APPLICABLE:
        return None
    return document["answers"].get(name)


def parts_of(question: Question, value: Value) -> Iterable[tuple[Question, Value]]:
    """What stands in the answer: the question itself, or its items, one after the other and row by row."""
    if not question.items:
        return [(question, value)]
    rows = value if question.kind is Kind.ROWS else [value]
    return ((part, row[part.name]) for row in rows for part in question.items if part.name in row)

"""How each question was answered, as a page shows it: counts with their bases, shares and agencies."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from portal.languages import active_language
from reports.meanings import OUTCOMES
from reports.queries.figures import percent_of
from reports.queries.item_agencies import Count
from reports.queries.items import Item, Items, Outcome, Values
from reports.views.slices import Slice
from reports.workbooks.wording import in_words
from surveys.forms.words import words
from surveys.models import Round
from surveys.questionnaire.elements import Node, Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.program import asked_when
from surveys.questionnaire.vocabulary import Kind

REASONS = 5
"""How many of the reasons why a question does not apply stand on the page; the list has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One count; `share` is of all agencies that have responded, `of_given` of those that gave an answer.

    `url` leads to the agencies behind it, "" where nobody is.
    """

    label: str
    n: int
    share: Fraction | None
    url: str
    of_given: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What was given to a question of one part, or to one item of it: `n` of `base` agencies, or rows."""

    label: str
    n: int
    base: int
    url: str
    values: Values
    options: tuple[Line, ...]

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last that were given."""
        first, last = self.values.days or ("", "")
        return (dt.date.fromisoformat(first), dt.date.fromisoformat(last)) if first else None


@dataclass(frozen=True, slots=True)
class Block:
    """One question. `rows` is the number of rows listed in a repeating table, None of any other question."""

    item: Item
    condition: str
    states: tuple[Line, ...]
    rows: Line | None
    choices: tuple[Part, ...]
    numbers: tuple[Part, ...]
    others: tuple[Part, ...]

    @property
    def question(self) -> Question:
        return self.item.question

    @property
    def reasons(self) -> list[tuple[str, int]]:
        return list(self.item.reasons.items())[:REASONS]

    @property
    def in_percent(self) -> bool:
        """Whether the numbers are themselves percentages, given by the agencies."""
        return self.question.kind is Kind.PERCENTAGES


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one indicator, or those about the dimension as a whole."""

    node: Node
    blocks: tuple[Block, ...]


def sections_of(
    found: Items, questionnaire: Questionnaire, survey_round: Round, chosen: Slice
) -> tuple[Section, ...]:
    """In the order of the questionnaire."""
    maker = _Maker(questionnaire, survey_round, chosen)
    order = {node.code: at for at, node in enumerate(questionnaire.nodes)}
    items = sorted(found.items.values(), key=lambda item: order[item.question.node])
    return tuple(
        Section(questionnaire.node(code), tuple(map(maker.block, group)))
        for code, group in groupby(items, lambda item: item.question.node)
    )


def address_of(survey_round: Round, chosen: Slice, count: Count) -> str:
    """The page of the agencies behind a count."""
    query = chosen.query | query_of(count)
    return reverse("reports:item", args=[survey_round.code, count.question.name]) + "?" + urlencode(query)


def items_address(
    survey_round: Round, questionnaire: Questionnaire, chosen: Slice, question: Question
) -> str:
    """Where the question stands among the others of its dimension."""
    query = chosen.query | {"dimension": questionnaire.dimension_of(question.node).code}
    return reverse("reports:items", args=[survey_round.code]) + f"?{urlencode(query)}#{question.name}"


def query_of(count: Count) -> dict[str, str]:
    """What the address of the list says about a count; `reports.views.item_agencies` reads it."""
    if count.outcome:
        return {"state": count.outcome.value}
    part = {} if count.part in (None, count.question) else {"part": count.part.name}
    return part | ({"option": count.option} if count.option else {})


@dataclass(frozen=True, slots=True)
class _Maker:
    questionnaire: Questionnaire
    survey_round: Round
    chosen: Slice

    def block(self, item: Item) -> Block:
        parts = [self.part(item, part, values) for part, values in item.given]
        condition = asked_when(self.questionnaire, item.question)
        return Block(
            item,
            in_words(condition, self.questionnaire, active_language()),
            tuple(self.states(item)),
            self.rows(item),
            tuple(part for part in parts if part.options),
            tuple(part for part in parts if part.values.numbers),
            tuple(part for part in parts if not part.options and not part.values.numbers),
        )

    def url(self, n: int, count: Count) -> str:
        return address_of(self.survey_round, self.chosen, count) if n else ""

    def states(self, item: Item) -> Iterator[Line]:
        """Those that are possible at all, and any other that there is."""
        for outcome, n in item.outcomes.items():
            if n or possible(item.question, outcome):
                url = self.url(n, Count(item.question, outcome))
                yield Line(str(OUTCOMES[outcome]), n, percent_of(n, item.base), url)

    def rows(self, item: Item) -> Line | None:
        if item.question.kind is not Kind.ROWS:
            return None
        url = self.url(item.rows, Count(item.question, part=item.question))
        return Line("", item.rows, None, url)

    def part(self, item: Item, part: Question, values: Values) -> Part:
        base = item.rows if item.question.kind is Kind.ROWS else item.base
        url = self.url(values.n, Count(item.question, part=part))
        label = "" if part is item.question else words(part.label)
        return Part(label, values.n, base, url, values, tuple(self.options(item, part, values, base)))

    def options(self, item: Item, part: Question, values: Values, base: int) -> Iterator[Line]:
        labels = labels_of(part)
        for option, n in values.options.items():
            url = self.url(n, Count(item.question, part=part, option=option))
            yield Line(labels.get(option, option), n, percent_of(n, base), url, percent_of(n, values.n))


def labels_of(part: Question) -> Mapping[str, str]:
    """The options by code. An old answer may have one that is offered no more; its code must do."""
    return {choice.name: words(choice.label) for choice in part.choices}


def possible(question: Question, outcome: Outcome) -> bool:
    """Whether the question can end so: not each has an option that means none, or may be declared."""
    if outcome is Outcome.NONE:
        return any(choice.none for choice in question.choices)
    return question.na_allowed if outcome is Outcome.DECLARED else True

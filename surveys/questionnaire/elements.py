"""The parts of a compiled questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from surveys.questionnaire.values import Value
from surveys.questionnaire.vocabulary import (
    Audience,
    EvidenceRule,
    Kind,
    Method,
    Missing,
    NodeKind,
)

NO_WEIGHTS: Mapping[Audience, Decimal] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Label:
    """One text in both languages of the portal; empty and false when the workbook has none."""

    th: str = ""
    en: str = ""

    def get(self, language: str) -> str:
        """The text in `language` ("th", "en", "en-gb"); Thai for any other language."""
        return self.en if language.startswith("en") else self.th

    def __bool__(self) -> bool:
        return bool(self.th or self.en)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option; `score` is its points, 0-100, or None in a list that is not scored."""

    name: str
    label: Label
    score: Decimal | None = None
    exclusive: bool = False
    none: bool = False
    audience: Audience | None = None

    def offered_to(self, audience: Audience) -> bool:
        return self.audience in (None, audience)


def chosen_in(value: Value) -> list[str]:
    """The options chosen in the answer to a select_one, a select_multiple or a matrix."""
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The files asked for beside an answer; `choices` are the options that need them."""

    rule: EvidenceRule = EvidenceRule.NONE
    choices: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.rule is not EvidenceRule.NONE

    def needed_for(self, value: Value) -> bool:
        """Whether the stated answer `value` (canonical) must be shown by a file."""
        if self.rule is EvidenceRule.CHOICES:
            return any(name in self.choices for name in chosen_in(value))
        return self.rule is EvidenceRule.ALWAYS


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. `items` are the columns of rows, the rows of a matrix or the parts of percentages.

    `relevant` already holds the conditions of the sections around the question, not those of its nodes.
    `weights` has no entry for an audience in which the question is not scored.
    """

    name: str
    kind: Kind
    label: Label
    hint: Label = Label()
    help: Label = Label()
    node: str = ""
    audience: Audience | None = None
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Label = Label()
    calculation: str = ""
    appearance: str = ""
    weights: Mapping[Audience, Decimal] = field(default_factory=lambda: NO_WEIGHTS, hash=False)
    method: Method | None = None
    maximum: Decimal | None = None
    base: str = ""
    missing: Missing = Missing.ZERO
    na_allowed: bool = False
    evidence: Evidence = Evidence()
    prefill: str = ""
    choices: tuple[Choice, ...] = ()
    items: tuple["Question", ...] = ()

    def asked_of(self, audience: Audience) -> bool:
        return self.audience in (None, audience)

    def scored_for(self, audience: Audience) -> bool:
        return self.method is not None and audience in self.weights

    def choices_for(self, audience: Audience) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.offered_to(audience))

    def choice(self, name: str) -> Choice:
        """The option called `name`, whoever it is offered to; KeyError when there is none."""
        for choice in self.choices:
            if choice.name == name:
                return choice
        raise KeyError(name)

    def items_for(self, audience: Audience) -> tuple["Question", ...]:
        return tuple(item for item in self.items if item.asked_of(audience))

    def item(self, name: str) -> "Question":
        """The item called `name`; KeyError when there is none."""
        for item in self.items:
            if item.name == name:
                return item
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Node:
    """A dimension, or an indicator of the dimension `parent`; no weight means not surveyed at that level."""

    code: str
    parent: str
    kind: NodeKind
    label: Label
    description: Label = Label()
    weights: Mapping[Audience, Decimal] = field(default_factory=lambda: NO_WEIGHTS, hash=False)
    relevant: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """The name of the scores from `minimum` (inclusive) to the next band."""

    code: str
    minimum: Decimal
    label: Label

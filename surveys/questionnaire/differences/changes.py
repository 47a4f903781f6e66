"""One difference between two versions."""

from dataclasses import dataclass
from enum import StrEnum

from surveys.questionnaire.elements import Label
from surveys.questionnaire.vocabulary import Audience

Content = Label | str
"""A text in both languages, or what is the same in both: a number, a word of the workbook, an expression."""


class ChangeKind(StrEnum):
    """What a reader looks for."""

    ADDED = "added"
    DROPPED = "dropped"
    RENAMED = "renamed"
    REWORDED = "reworded"
    MOVED = "moved"
    PART_ADDED = "part_added"
    PART_DROPPED = "part_dropped"
    OPTION_ADDED = "option_added"
    OPTION_DROPPED = "option_dropped"
    OPTION_REWORDED = "option_reworded"
    OPTION_RULES = "option_rules"
    POINTS = "points"
    WEIGHT = "weight"
    METHOD = "method"
    APPLICABILITY = "applicability"
    ANSWER = "answer"
    FRAMEWORK = "framework"
    TITLE = "title"


class Aspect(StrEnum):
    """What of the question, option, node or band is another."""

    WHOLE = "whole"
    NAME = "name"
    LABEL = "label"
    HINT = "hint"
    HELP = "help"
    CONSTRAINT_MESSAGE = "constraint_message"
    DESCRIPTION = "description"
    NODE = "node"
    ORDER = "order"
    SCORE = "score"
    EXCLUSIVE = "exclusive"
    NONE = "none"
    AUDIENCE = "audience"
    WEIGHTS = "weights"
    METHOD = "method"
    MAXIMUM = "maximum"
    BASE = "base"
    MISSING = "missing"
    CALCULATION = "calculation"
    RELEVANT = "relevant"
    NA_ALLOWED = "na_allowed"
    KIND = "kind"
    REQUIRED = "required"
    CONSTRAINT = "constraint"
    APPEARANCE = "appearance"
    EVIDENCE = "evidence"
    PREFILL = "prefill"
    PARENT = "parent"
    TITLE = "title"
    FORM_ID = "form_id"
    VERSION = "version"
    BAND = "band"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Subject:
    """The question, node or band that a change is about, as it is now, or was when it is gone.

    `former` is the name of a question before, where it had another; `node` the code of the dimension or
    indicator that it belongs to, or is. `code` is empty where the change is about the whole questionnaire.
    """

    code: str
    label: Label
    node: str = ""
    former: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The option or the part of a question that a change is about."""

    name: str
    label: Label
    owner: Label | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What was `before` and is `after`; either is empty where there is nothing.

    `audience` is the level at which a weight is another.
    """

    kind: ChangeKind
    aspect: Aspect
    subject: Subject
    before: Content
    after: Content
    part: Part | None = None
    audience: Audience | None = None

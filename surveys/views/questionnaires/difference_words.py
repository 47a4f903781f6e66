"""Differences between two versions, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agencies.models.agency import AUDIENCE_CHOICES
from surveys.questionnaire.differences import Aspect, Change, ChangeKind
from surveys.questionnaire.vocabulary import Audience, EvidenceRule, Kind, Method, Missing, NodeKind

KINDS: Final[dict[ChangeKind, Promise]] = {
    ChangeKind.ADDED: gettext_lazy("Questions added"),
    ChangeKind.DROPPED: gettext_lazy("Questions dropped"),
    ChangeKind.RENAMED: gettext_lazy("Questions with another code"),
    ChangeKind.REWORDED: gettext_lazy("Texts reworded"),
    ChangeKind.MOVED: gettext_lazy("Questions moved"),
    ChangeKind.PART_ADDED: gettext_lazy("Parts of questions added"),
    ChangeKind.PART_DROPPED: gettext_lazy("Parts of questions dropped"),
    ChangeKind.OPTION_ADDED: gettext_lazy("Options added"),
    ChangeKind.OPTION_DROPPED: gettext_lazy("Options dropped"),
    ChangeKind.OPTION_REWORDED: gettext_lazy("Options reworded"),
    ChangeKind.OPTION_RULES: gettext_lazy("Options offered otherwise"),
    ChangeKind.POINTS: gettext_lazy("Points of options"),
    ChangeKind.WEIGHT: gettext_lazy("Weights"),
    ChangeKind.METHOD: gettext_lazy("Methods of scoring"),
    ChangeKind.APPLICABILITY: gettext_lazy("When and of whom it is asked"),
    ChangeKind.ANSWER: gettext_lazy("What an answer must be"),
    ChangeKind.FRAMEWORK: gettext_lazy("Dimensions and indicators"),
    ChangeKind.TITLE: gettext_lazy("Title, version and bands"),
}
"""As headings of a filter."""

WHOLE: Final[dict[ChangeKind, Promise]] = {
    ChangeKind.ADDED: gettext_lazy("Question added"),
    ChangeKind.DROPPED: gettext_lazy("Question dropped"),
    ChangeKind.PART_ADDED: gettext_lazy("Part added"),
    ChangeKind.PART_DROPPED: gettext_lazy("Part dropped"),
    ChangeKind.OPTION_ADDED: gettext_lazy("Option added"),
    ChangeKind.OPTION_DROPPED: gettext_lazy("Option dropped"),
    ChangeKind.FRAMEWORK: gettext_lazy("Dimension or indicator added or dropped"),
}
"""What comes and goes as a whole."""

ASPECTS: Final[dict[Aspect, Promise]] = {
    Aspect.NAME: gettext_lazy("Code"),
    Aspect.LABEL: gettext_lazy("Text"),
    Aspect.HINT: gettext_lazy("Hint"),
    Aspect.HELP: gettext_lazy("Explanation and example"),
    Aspect.CONSTRAINT_MESSAGE: gettext_lazy("Message when the condition is not met"),
    Aspect.DESCRIPTION: gettext_lazy("Description"),
    Aspect.NODE: gettext_lazy("Indicator that it belongs to"),
    Aspect.ORDER: gettext_lazy("Place in the order"),
    Aspect.SCORE: gettext_lazy("Points of the option"),
    Aspect.EXCLUSIVE: gettext_lazy("Cannot be combined with others"),
    Aspect.NONE: gettext_lazy("Means “none”"),
    Aspect.AUDIENCE: gettext_lazy("Level"),
    Aspect.WEIGHTS: gettext_lazy("Weight"),
    Aspect.METHOD: gettext_lazy("Method of scoring"),
    Aspect.MAXIMUM: gettext_lazy("Maximum for the full mark"),
    Aspect.BASE: gettext_lazy("Question to divide by"),
    Aspect.MISSING: gettext_lazy("When it is not stated"),
    Aspect.CALCULATION: gettext_lazy("Calculation"),
    Aspect.RELEVANT: gettext_lazy("Condition under which it is asked"),
    Aspect.NA_ALLOWED: gettext_lazy("May be declared not applicable"),
    Aspect.KIND: gettext_lazy("Form of the answer"),
    Aspect.REQUIRED: gettext_lazy("Must be answered"),
    Aspect.CONSTRAINT: gettext_lazy("Condition that an answer must meet"),
    Aspect.APPEARANCE: gettext_lazy("Appearance"),
    Aspect.EVIDENCE: gettext_lazy("Files asked for"),
    Aspect.PREFILL: gettext_lazy("Answer of the year before that is offered"),
    Aspect.PARENT: gettext_lazy("Dimension that it belongs to"),
    Aspect.TITLE: gettext_lazy("Title"),
    Aspect.FORM_ID: gettext_lazy("Identifier of the form"),
    Aspect.VERSION: gettext_lazy("Version of the form"),
    Aspect.BAND: gettext_lazy("Band added or dropped"),
    Aspect.MINIMUM: gettext_lazy("Lowest score of the band"),
}

KIND_WORDS: Final[dict[str, Promise]] = {
    Kind.SELECT_ONE: gettext_lazy("one of several options"),
    Kind.SELECT_MULTIPLE: gettext_lazy("any of several options"),
    Kind.INTEGER: gettext_lazy("whole number"),
    Kind.DECIMAL: gettext_lazy("number with decimals"),
    Kind.TEXT: gettext_lazy("text"),
    Kind.DATE: gettext_lazy("date"),
    Kind.FILE: gettext_lazy("file"),
    Kind.NOTE: gettext_lazy("note to read"),
    Kind.CALCULATE: gettext_lazy("calculation"),
    Kind.PERCENTAGES: gettext_lazy("percentages that add up to 100"),
    Kind.MATRIX: gettext_lazy("matrix of options"),
    Kind.ROWS: gettext_lazy("table of rows"),
    NodeKind.DIMENSION: gettext_lazy("dimension"),
    NodeKind.INDICATOR: gettext_lazy("indicator"),
}
METHOD_WORDS: Final[dict[str, Promise]] = {
    "": gettext_lazy("not scored"),
    Method.CHOICE: gettext_lazy("points of the chosen option"),
    Method.SUM: gettext_lazy("sum of the points of the chosen options"),
    Method.SHARE: gettext_lazy("share of what is chosen"),
    Method.RATIO: gettext_lazy("ratio of two numbers"),
    Method.ROWS: gettext_lazy("mean over the rows"),
    Method.VALUE: gettext_lazy("the number itself"),
}
MISSING_WORDS: Final[dict[str, Promise]] = {
    Missing.ZERO: gettext_lazy("scores 0"),
    Missing.SKIP: gettext_lazy("left out, its weight shared out"),
}
EVIDENCE_WORDS: Final[dict[str, Promise]] = {
    "": gettext_lazy("none"),
    EvidenceRule.OPTIONAL: gettext_lazy("may be attached"),
    EvidenceRule.ALWAYS: gettext_lazy("must be attached"),
}
FLAGS: Final[dict[str, Promise]] = {
    "": pgettext_lazy("flag", "no"),
    "yes": pgettext_lazy("flag", "yes"),
}
LEVELS: Final[dict[str, Promise | str]] = {"": gettext_lazy("both levels"), **dict(AUDIENCE_CHOICES)}

VALUES: Final[dict[Aspect, dict[str, Promise] | dict[str, Promise | str]]] = {
    Aspect.KIND: KIND_WORDS,
    Aspect.METHOD: METHOD_WORDS,
    Aspect.MISSING: MISSING_WORDS,
    Aspect.EVIDENCE: EVIDENCE_WORDS,
    Aspect.AUDIENCE: LEVELS,
    **dict.fromkeys((Aspect.EXCLUSIVE, Aspect.NONE, Aspect.NA_ALLOWED, Aspect.REQUIRED), FLAGS),
}
"""What the words of the workbook mean, by aspect; other values stand as they are."""

NOTHING: Final = "–"


def aspect_words(change: Change) -> str:
    """What is another: "Points: Finished", "Weight (department level)"."""
    what = str(WHOLE[change.kind] if change.aspect is Aspect.WHOLE else ASPECTS[change.aspect])
    return (
        _("%(what)s, %(level)s") % {"what": what, "level": level_words(change.audience)}
        if change.audience
        else what
    )


def level_words(audience: Audience) -> str:
    """ "Department level"."""
    return str(LEVELS[audience.value])


def value_words(change: Change, value: str) -> str:
    """A value of the workbook in words; an empty one is said too."""
    if value == "" and change.aspect is Aspect.WEIGHTS:
        return _("not scored")
    words = VALUES.get(change.aspect, {})
    return str(words[value]) if value in words else value or NOTHING

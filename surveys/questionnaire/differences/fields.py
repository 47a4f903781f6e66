"""Which difference each field of a question, option, node and band makes."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from surveys.questionnaire.differences.changes import Aspect, Change, ChangeKind, Content, Part, Subject
from surveys.questionnaire.elements import Evidence, Label
from surveys.questionnaire.vocabulary import Audience, EvidenceRule

REFERENCE: Final = re.compile(r"\$\{([a-z0-9_]+)\}")

QUESTION: Final[Mapping[str, ChangeKind]] = {
    "label": ChangeKind.REWORDED,
    "hint": ChangeKind.REWORDED,
    "help": ChangeKind.REWORDED,
    "constraint_message": ChangeKind.REWORDED,
    "node": ChangeKind.MOVED,
    "audience": ChangeKind.APPLICABILITY,
    "relevant": ChangeKind.APPLICABILITY,
    "na_allowed": ChangeKind.APPLICABILITY,
    "kind": ChangeKind.ANSWER,
    "required": ChangeKind.ANSWER,
    "constraint": ChangeKind.ANSWER,
    "appearance": ChangeKind.ANSWER,
    "evidence": ChangeKind.ANSWER,
    "prefill": ChangeKind.ANSWER,
    "weights": ChangeKind.WEIGHT,
    "method": ChangeKind.METHOD,
    "maximum": ChangeKind.METHOD,
    "base": ChangeKind.METHOD,
    "missing": ChangeKind.METHOD,
    "calculation": ChangeKind.METHOD,
}
"""Of questions and their parts; names, options and parts are compared apart."""

CHOICE: Final[Mapping[str, ChangeKind]] = {
    "label": ChangeKind.OPTION_REWORDED,
    "score": ChangeKind.POINTS,
    "exclusive": ChangeKind.OPTION_RULES,
    "none": ChangeKind.OPTION_RULES,
    "audience": ChangeKind.OPTION_RULES,
}
NODE: Final[Mapping[str, ChangeKind]] = {
    "label": ChangeKind.FRAMEWORK,
    "description": ChangeKind.FRAMEWORK,
    "parent": ChangeKind.FRAMEWORK,
    "kind": ChangeKind.FRAMEWORK,
    "relevant": ChangeKind.APPLICABILITY,
    "weights": ChangeKind.WEIGHT,
}
BAND: Final[Mapping[str, ChangeKind]] = {"label": ChangeKind.TITLE, "minimum": ChangeKind.TITLE}
WHOLE: Final[Mapping[str, ChangeKind]] = {
    "title": ChangeKind.TITLE,
    "form_id": ChangeKind.TITLE,
    "version": ChangeKind.TITLE,
}

Names = Mapping[str, str]
"""By the name of a question before its name now."""


def changed_fields(
    kinds: Mapping[str, ChangeKind],
    subject: Subject,
    before: Any,
    after: Any,
    *,
    names: Names,
    part: Part | None = None,
) -> Iterator[Change]:
    """One change for each field of `kinds` that differs, one for each level where weights do."""
    for field, kind in kinds.items():
        old, new = getattr(before, field), getattr(after, field)
        if field == "weights":
            yield from _weights(kind, subject, part, old, new)
        elif _renamed(field, old, names) != new:
            yield Change(kind, Aspect(field), subject, content(old), content(new), part)


def _weights(
    kind: ChangeKind,
    subject: Subject,
    part: Part | None,
    before: Mapping[Audience, Decimal],
    after: Mapping[Audience, Decimal],
) -> Iterator[Change]:
    for audience in Audience:
        old, new = before.get(audience), after.get(audience)
        if old != new:
            yield Change(kind, Aspect.WEIGHTS, subject, content(old), content(new), part, audience)


def _renamed(field: str, value: Any, names: Names) -> Any:
    """The value with questions called as they are now: another name alone changes no condition."""
    if field == "base":
        return names.get(value, value)
    if field in ("relevant", "constraint", "calculation"):
        return REFERENCE.sub(lambda found: f"${{{names.get(found[1], found[1])}}}", value)
    return value


def content(value: Any) -> Content:
    """A value as the workbook has it."""
    match value:
        case Label():
            return value
        case None | False:
            return ""
        case True:
            return "yes"
        case Decimal():
            return f"{value:f}"
        case Evidence():
            return _evidence(value)
    return str(value)


def _evidence(evidence: Evidence) -> str:
    if evidence.rule is EvidenceRule.CHOICES:
        return " ".join(evidence.choices)
    return "" if evidence.rule is EvidenceRule.NONE else evidence.rule.value

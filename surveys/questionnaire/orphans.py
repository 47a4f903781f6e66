"""Which stored answers another version of a questionnaire could not take any more."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from surveys.questionnaire.elements import Question, chosen_in
from surveys.questionnaire.messages import N_
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.values import Value, is_declared
from surveys.questionnaire.vocabulary import Audience, Kind

ORPHAN_MESSAGES: Final[dict[str, str]] = {
    "node": N_("The dimension or indicator %(detail)s is gone, is new, or is surveyed of others."),
    "question": N_("The question %(question)s is gone."),
    "kind": N_("The question %(question)s is of another kind now."),
    "audience": N_("The question %(question)s is not asked of everybody any more who was asked it."),
    "choice": N_("The option %(detail)s of the question %(question)s is gone."),
    "item": N_("The part %(detail)s of the question %(question)s is gone."),
}
"""English messages by code, to be passed through gettext."""

NOT_ANSWERED: Final = frozenset({Kind.NOTE, Kind.CALCULATE})


@dataclass(frozen=True, slots=True)
class Orphan:
    """One thing that answers may hold and the other version lacks; `detail` names an option or a part.

    Of a node, `question` is empty and `detail` its code.
    """

    code: str
    question: str
    detail: str = ""

    @property
    def params(self) -> Mapping[str, str]:
        return {"question": self.question, "detail": self.detail}

    @property
    def message(self) -> str:
        """What is lost, in English."""
        return ORPHAN_MESSAGES[self.code] % self.params


def changed_nodes(old: Questionnaire, new: Questionnaire) -> tuple[Orphan, ...]:
    """The dimensions and indicators that only one of them has, or that it has elsewhere or of others.

    Figures of both could not stand side by side, whatever becomes of the answers.
    """
    codes = sorted({code for code, *_rest in _framework(old) ^ _framework(new)})
    return tuple(Orphan("node", "", code) for code in codes)


def _framework(questionnaire: Questionnaire) -> set[tuple[str, str, Audience]]:
    return {
        (node.code, node.parent, audience)
        for node in questionnaire.nodes
        for audience in Audience
        if questionnaire.surveys(node.code, audience)
    }


def orphans(old: Questionnaire, new: Questionnaire) -> tuple[Orphan, ...]:
    """What answers to `old` may hold and `new` cannot take, in the order of `old`; empty when all fits."""
    return tuple(
        orphan
        for question in old.questions
        if question.kind not in NOT_ANSWERED
        for orphan in _of_question(question, new)
    )


def is_orphaned(orphan: Orphan, value: Value, audience: Audience, new: Questionnaire) -> bool:
    """Whether the stated answer `value` of an agency is one that `new` cannot take because of `orphan`."""
    return not (is_declared(value) and orphan.code in OF_PARTS) and JUDGES[orphan.code](
        orphan, value, audience, new
    )


def _always(_orphan: Orphan, _value: Value, _audience: Audience, _new: Questionnaire) -> bool:
    return True


def _never(_orphan: Orphan, _value: Value, _audience: Audience, _new: Questionnaire) -> bool:
    return False


def _not_asked(orphan: Orphan, _value: Value, audience: Audience, new: Questionnaire) -> bool:
    return not new.question(orphan.question).asked_of(audience)


def _chosen(orphan: Orphan, value: Value, audience: Audience, new: Questionnaire) -> bool:
    item, _colon, name = orphan.detail.rpartition(": ")
    question = new.question(orphan.question)
    owner = question.item(item) if item else question
    if name in {choice.name for choice in owner.choices_for(audience)}:
        return False
    return any(row.get(item) == name for row in _rows(value)) if item else name in chosen_in(value)


def _filled(orphan: Orphan, value: Value, _audience: Audience, _new: Questionnaire) -> bool:
    return any(orphan.detail in row for row in _rows(value))


def _rows(value: Value) -> list[Mapping[str, Value]]:
    return value if isinstance(value, list) else [value]


OF_PARTS: Final = frozenset({"choice", "item"})
JUDGES: Final[Mapping[str, Callable[[Orphan, Value, Audience, Questionnaire], bool]]] = {
    "node": _never,
    "question": _always,
    "kind": _always,
    "audience": _not_asked,
    "choice": _chosen,
    "item": _filled,
}


def _of_question(question: Question, new: Questionnaire) -> Iterator[Orphan]:
    if not new.has_question(question.name):
        yield Orphan("question", question.name)
        return
    other = new.question(question.name)
    if other.kind is not question.kind:
        yield Orphan("kind", question.name)
    elif any(question.asked_of(each) and not other.asked_of(each) for each in Audience):
        yield Orphan("audience", question.name)
    else:
        yield from _of_parts(question, other)


def _of_parts(question: Question, other: Question) -> Iterator[Orphan]:
    for name in _lacking(question, other):
        yield Orphan("choice", question.name, name)
    there = {item.name: item for item in other.items}
    for item in question.items:
        if item.name not in there:
            yield Orphan("item", question.name, item.name)
        else:
            for name in _lacking(item, there[item.name]):
                yield Orphan("choice", question.name, f"{item.name}: {name}")


def _lacking(question: Question, other: Question) -> Iterator[str]:
    there = {(choice.name, audience) for choice in other.choices for audience in _offered(choice.audience)}
    for choice in question.choices:
        if any((choice.name, audience) not in there for audience in _offered(choice.audience)):
            yield choice.name


def _offered(audience: Audience | None) -> tuple[Audience, ...]:
    return tuple(Audience) if audience is None else (audience,)

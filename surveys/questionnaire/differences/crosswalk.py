"""Which question of an older version each question is: its forerunner."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from surveys.questionnaire.elements import Label, Question
from surveys.questionnaire.model import Questionnaire

Crosswalk = Mapping[str, str]
"""By the name of a question its name in the older version, "" for none, where the two names differ."""


class Why(StrEnum):
    """What a proposal rests on."""

    FORMERLY = "formerly"
    SAME_TEXT = "same_text"


@dataclass(frozen=True, slots=True)
class Forerunner:
    """A proposal: the older name of a question, and why it may be the same question."""

    name: str
    why: Why


def proposals(old: Questionnaire, new: Questionnaire, former_names: Crosswalk) -> dict[str, Forerunner]:
    """By the names of questions that are not in `old`: what they may have been called there.

    Those of the workbook's column ega--formerly come first; then questions whose text is the same.
    """
    told = {
        name: Forerunner(former_names[name], Why.FORMERLY)
        for name in _names(new)
        if old.has_question(former_names.get(name, ""))
    }
    used = {each.name for each in told.values()}
    gone = {
        each.label: each.name
        for each in _with_own_text(old)
        if not new.has_question(each.name) and each.name not in used
    }
    alike = {
        each.name: Forerunner(gone[each.label], Why.SAME_TEXT)
        for each in _with_own_text(new)
        if not old.has_question(each.name) and each.name not in told and each.label in gone
    }
    return told | alike


def crosswalk_of(forerunners: Mapping[str, Forerunner]) -> Crosswalk:
    """The proposals as they would be taken over."""
    return {name: each.name for name, each in forerunners.items()}


def pairs(old: Questionnaire, new: Questionnaire, crosswalk: Crosswalk) -> dict[str, str]:
    """By the name of a question of `new` the name of the same question in `old`, if there is one."""
    taken = {name for name in crosswalk.values() if name}
    found = {}
    for name in _names(new):
        before = crosswalk.get(name, "" if name in taken else name)
        if old.has_question(before):
            found[name] = before
    return found


def _names(questionnaire: Questionnaire) -> Iterable[str]:
    return (question.name for question in questionnaire.questions)


def _with_own_text(questionnaire: Questionnaire) -> list[Question]:
    """The questions whose text no other question has."""
    texts: Counter[Label] = Counter(question.label for question in questionnaire.questions)
    return [question for question in questionnaire.questions if question.label and texts[question.label] == 1]

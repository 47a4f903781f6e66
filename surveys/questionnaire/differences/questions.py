"""Differences of one question, its options and its parts."""

from collections.abc import Iterator, Sequence

from surveys.questionnaire.differences.changes import Aspect, Change, ChangeKind, Part, Subject
from surveys.questionnaire.differences.fields import CHOICE, QUESTION, Names, changed_fields, content
from surveys.questionnaire.differences.ordering import moved
from surveys.questionnaire.elements import Choice, Label, Question
from surveys.questionnaire.vocabulary import Kind

OPTION_KINDS = ChangeKind.OPTION_ADDED, ChangeKind.OPTION_DROPPED
PART_KINDS = ChangeKind.PART_ADDED, ChangeKind.PART_DROPPED


def subject_of(question: Question, former: str = "") -> Subject:
    """The question as what a change is about."""
    return Subject(question.name, question.label, question.node, former if former != question.name else "")


def changed_question(before: Question, after: Question, names: Names) -> Iterator[Change]:
    """All that differs between two states of a question, but for its place among the others."""
    subject = subject_of(after, before.name)
    if subject.former:
        yield Change(ChangeKind.RENAMED, Aspect.NAME, subject, before.name, after.name)
    yield from changed_fields(QUESTION, subject, before, after, names=names)
    yield from _options(subject, before.choices, after.choices)
    yield from _parts(subject, before, after, names)


def _options(
    subject: Subject, before: Sequence[Choice], after: Sequence[Choice], owner: Label | None = None
) -> Iterator[Change]:
    old, new = ({each.name: each for each in choices} for choices in (before, after))
    yield from _come_and_gone(OPTION_KINDS, subject, before, after, owner)
    for name in dict.fromkeys([*new, *old]):
        if (name in old) != (name in new):
            yield from _points(subject, old.get(name), new.get(name), owner)
    for name in new:
        if name in old:
            part = Part(name, new[name].label, owner)
            yield from changed_fields(CHOICE, subject, old[name], new[name], names={}, part=part)
    yield from _moves(ChangeKind.OPTION_RULES, subject, before, after, owner)


def _points(
    subject: Subject, before: Choice | None, after: Choice | None, owner: Label | None
) -> Iterator[Change]:
    """What an option that was added brings, or one that was dropped brought."""
    choice = after or before
    was, now = (None if each is None else each.score for each in (before, after))
    if choice is not None and was != now:
        part = Part(choice.name, choice.label, owner)
        yield Change(ChangeKind.POINTS, Aspect.SCORE, subject, content(was), content(now), part)


def _parts(subject: Subject, before: Question, after: Question, names: Names) -> Iterator[Change]:
    old, new = ({each.name: each for each in question.items} for question in (before, after))
    yield from _come_and_gone(PART_KINDS, subject, before.items, after.items)
    for name in new:
        if name in old:
            part = Part(name, new[name].label)
            yield from changed_fields(QUESTION, subject, old[name], new[name], names=names, part=part)
            if after.kind is not Kind.MATRIX:
                yield from _options(subject, old[name].choices, new[name].choices, new[name].label)
    yield from _moves(ChangeKind.MOVED, subject, before.items, after.items)


def _come_and_gone(
    kinds: tuple[ChangeKind, ChangeKind],
    subject: Subject,
    before: Sequence[Choice | Question],
    after: Sequence[Choice | Question],
    owner: Label | None = None,
) -> Iterator[Change]:
    added, dropped = kinds
    old, new = {each.name for each in before}, {each.name for each in after}
    for each in after:
        if each.name not in old:
            part = Part(each.name, each.label, owner)
            yield Change(added, Aspect.WHOLE, subject, "", each.label, part)
    for each in before:
        if each.name not in new:
            part = Part(each.name, each.label, owner)
            yield Change(dropped, Aspect.WHOLE, subject, each.label, "", part)


def _moves(
    kind: ChangeKind,
    subject: Subject,
    before: Sequence[Choice | Question],
    after: Sequence[Choice | Question],
    owner: Label | None = None,
) -> Iterator[Change]:
    names = [each.name for each in before]
    away = moved(names, [each.name for each in after])
    for at, each in enumerate(after, start=1):
        if each.name in away:
            part = Part(each.name, each.label, owner)
            yield Change(kind, Aspect.ORDER, subject, str(names.index(each.name) + 1), str(at), part)

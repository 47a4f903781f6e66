"""All that differs between two versions of a questionnaire."""

from collections.abc import Iterator, Mapping, Sequence

from surveys.questionnaire.differences.changes import Aspect, Change, ChangeKind, Subject
from surveys.questionnaire.differences.crosswalk import Crosswalk, pairs
from surveys.questionnaire.differences.fields import BAND, NODE, WHOLE, changed_fields, content
from surveys.questionnaire.differences.ordering import moved
from surveys.questionnaire.differences.questions import changed_question, subject_of
from surveys.questionnaire.elements import Band, Node
from surveys.questionnaire.model import Questionnaire


def compare(old: Questionnaire, new: Questionnaire, crosswalk: Crosswalk) -> tuple[Change, ...]:
    """The changes from `old` to `new`: title and bands, then the framework and its questions, in order.

    `crosswalk` says which questions have had another name. Versions without a change are the same document.
    """
    return (*_whole(old, new), *_nodes(old, new), *_questions(old, new, pairs(old, new, crosswalk)))


def _whole(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    yield from changed_fields(WHOLE, Subject("", new.title), old, new, names={})
    before, after = ({band.code: band for band in each.bands} for each in (old, new))
    for code in {**before, **after}:
        yield from _band(before.get(code), after.get(code))


def _band(before: Band | None, after: Band | None) -> Iterator[Change]:
    if before and after:
        yield from changed_fields(BAND, Subject(after.code, after.label), before, after, names={})
        return
    for band in filter(None, (before, after)):
        there = f"{content(band.minimum)}"
        yield Change(
            ChangeKind.TITLE,
            Aspect.BAND,
            Subject(band.code, band.label),
            "" if before is None else there,
            "" if after is None else there,
        )


def _nodes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    before, after = ({node.code: node for node in each.nodes} for each in (old, new))
    for node in new.nodes:
        if node.code in before:
            subject = _subject(node)
            yield from changed_fields(NODE, subject, before[node.code], node, names={})
        else:
            yield Change(ChangeKind.FRAMEWORK, Aspect.WHOLE, _subject(node), "", node.label)
    for node in old.nodes:
        if node.code not in after:
            yield Change(ChangeKind.FRAMEWORK, Aspect.WHOLE, _subject(node), node.label, "")
    yield from _moved_nodes(list(before), list(after), after)


def _moved_nodes(before: Sequence[str], after: Sequence[str], nodes: Mapping[str, Node]) -> Iterator[Change]:
    away = moved(before, after)
    for at, code in enumerate(after, start=1):
        if code in away:
            was = str(before.index(code) + 1)
            yield Change(ChangeKind.FRAMEWORK, Aspect.ORDER, _subject(nodes[code]), was, str(at))


def _subject(node: Node) -> Subject:
    return Subject(node.code, node.label, node.code)


def _questions(old: Questionnaire, new: Questionnaire, same: Mapping[str, str]) -> Iterator[Change]:
    """Those that are gone stand behind those of their indicator that are left."""
    groups = [*_standing(old, new, same), *_gone(old, same)]
    places = {node.code: at for at, node in enumerate(new.nodes)}
    groups.sort(key=lambda changes: places.get(changes[0].subject.node, len(places)))
    for changes in groups:
        yield from changes


def _standing(old: Questionnaire, new: Questionnaire, same: Mapping[str, str]) -> Iterator[list[Change]]:
    now = {before: name for name, before in same.items()}
    order = [now[each.name] for each in old.questions if each.name in now]
    away = moved(order, [each.name for each in new.questions])
    position = {each.name: at for at, each in enumerate(old.questions, start=1)}
    for at, question in enumerate(new.questions, start=1):
        if question.name not in same:
            yield [Change(ChangeKind.ADDED, Aspect.WHOLE, subject_of(question), "", question.label)]
            continue
        before = old.question(same[question.name])
        changes = list(changed_question(before, question, now))
        if question.name in away and before.node == question.node:
            was = str(position[before.name])
            subject = subject_of(question, before.name)
            changes.append(Change(ChangeKind.MOVED, Aspect.ORDER, subject, was, str(at)))
        if changes:
            yield changes


def _gone(old: Questionnaire, same: Mapping[str, str]) -> Iterator[list[Change]]:
    left = set(same.values())
    for question in old.questions:
        if question.name not in left:
            yield [Change(ChangeKind.DROPPED, Aspect.WHOLE, subject_of(question), question.label, "")]

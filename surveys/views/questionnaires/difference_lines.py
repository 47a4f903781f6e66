"""Differences between two versions as lines of a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.forms.words import words
from surveys.questionnaire.differences import Aspect, Change, ChangeKind, Content, Piece, marked
from surveys.questionnaire.elements import Label
from surveys.views.questionnaires.difference_words import KINDS, aspect_words, value_words

LANGUAGES = (("th", "ไทย"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class Side:
    """A text before or after: the language that it is in, "" for all, and its pieces."""

    language: str
    name: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One change; `code` is of the question, node or band, `part` the option or part that it is about."""

    code: str
    former: str
    node: str
    label: str
    what: str
    part: str
    kind: str
    before: Sequence[Side]
    after: Sequence[Side]


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many changes there are of a kind."""

    kind: str
    name: str
    count: int


def kind_counts(changes: Iterable[Change]) -> list[KindCount]:
    """The kinds that there are, in the order of the vocabulary."""
    counts = Counter(change.kind for change in changes)
    return [KindCount(kind.value, str(KINDS[kind]), counts[kind]) for kind in ChangeKind if counts[kind]]


def difference_line(change: Change) -> DifferenceLine:
    """The change in the reader's language; texts stand in both languages."""
    subject, (before, after) = change.subject, _sides(change)
    return DifferenceLine(
        code=subject.code,
        former=subject.former,
        node=subject.node,
        label=words(subject.label) if subject.code else _("The whole questionnaire"),
        what=aspect_words(change),
        part=_part(change),
        kind=str(KINDS[change.kind]),
        before=before,
        after=after,
    )


def _part(change: Change) -> str:
    if change.part is None:
        return ""
    name = words(change.part.label) or change.part.name
    return f"{words(change.part.owner)}: {name}" if change.part.owner else name


def _sides(change: Change) -> tuple[list[Side], list[Side]]:
    if isinstance(change.before, Label) or isinstance(change.after, Label):
        return _texts(_label(change.before), _label(change.after))
    before, after = (value_words(change, str(value)) for value in (change.before, change.after))
    if change.aspect in (Aspect.RELEVANT, Aspect.CONSTRAINT, Aspect.CALCULATION):
        old, new = marked(before, after)
    else:
        old, new = (Piece(before, changed=True),), (Piece(after, changed=True),)
    return [Side("", "", old)], [Side("", "", new)]


def _texts(before: Label, after: Label) -> tuple[list[Side], list[Side]]:
    """The languages in which the two differ."""
    old, new = [], []
    for language, name in LANGUAGES:
        was, now = before.get(language), after.get(language)
        if was != now:
            marked_was, marked_now = marked(was, now)
            old.append(Side(language, name, marked_was))
            new.append(Side(language, name, marked_now))
    return [side for side in old if side.pieces], [side for side in new if side.pieces]


def _label(content: Content) -> Label:
    return content if isinstance(content, Label) else Label()


def table_rows(lines: Iterable[DifferenceLine]) -> Iterator[list[str]]:
    """The same for a workbook."""
    for line in lines:
        yield [
            line.node,
            line.code,
            line.former,
            line.label,
            line.kind,
            line.what,
            line.part,
            _text(line.before),
            _text(line.after),
        ]


def table_headings() -> list[str]:
    """Over `table_rows`."""
    return [
        _("Indicator"),
        _("Code"),
        _("Code before"),
        _("Question"),
        _("Kind of change"),
        _("What is different"),
        _("Option or part"),
        _("Before"),
        _("After"),
    ]


def _text(sides: Sequence[Side]) -> str:
    return "\n".join("".join(piece.text for piece in side.pieces) for side in sides)

"""What is wrong with an answer, in the reader's language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.formats import format_count
from surveys.forms.names import DATE_PARTS
from surveys.forms.words import named, words
from surveys.questionnaire.answers import ANSWER_MESSAGES, Fault
from surveys.questionnaire.model import Kind, Question
from surveys.questionnaire.review import ISSUE_MESSAGES, Issue, IssueCode

SELF_EVIDENT = {IssueCode.REQUIRED, IssueCode.NOT_STATED}
MOST_ROWS = 10
"""Of how many rows it is told what is wrong in them; the others are only counted."""

PART_TO_BLAME = {f"{what}_{part}": (part,) for what in ("no", "bad") for part in DATE_PARTS}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A sentence about the answer to one question, and the names of the inputs to mark.

    `at` is the id of the input to go to when the sentence is about one row of a table, else empty.
    """

    sentence: str
    inputs: tuple[str, ...] = ()
    at: str = ""

    def __str__(self) -> str:
        return self.sentence


def complaints_about(question: Question, faults: Iterable[Fault]) -> list[Complaint]:
    """One for each fault, but all that is missing in a row is named in one sentence."""
    rows = [list(found) for _row, found in groupby(sorted(faults, key=_row_of), key=_row_of)]
    told = [complaint for found in rows[:MOST_ROWS] for complaint in _about_row(question, found)]
    return told + _about_the_rest(question, rows[MOST_ROWS:])


def complaints_of(question: Question, issues: Iterable[Issue]) -> list[Complaint]:
    """What the review found about the answer that stands; that it is not answered yet goes without saying."""
    found = [issue for issue in issues if issue.code not in SELF_EVIDENT]
    faults = [fault for issue in found for fault in issue.faults]
    return complaints_about(question, faults) + [_about_all(issue) for issue in found if not issue.faults]


def issue_complaints(question: Question, issue: Issue) -> list[Complaint]:
    """What to say about one finding of the review."""
    return complaints_about(question, issue.faults) if issue.faults else [_about_all(issue)]


def inputs_in(complaints: Iterable[Complaint]) -> frozenset[str]:
    """The names of the inputs to mark."""
    return frozenset(name for complaint in complaints for name in complaint.inputs)


def _row_of(fault: Fault) -> int:
    """The number of the row; what concerns the whole answer comes first."""
    return -1 if fault.row is None else fault.row


def _about_row(question: Question, faults: Sequence[Fault]) -> Iterator[Complaint]:
    missing = [fault for fault in faults if fault.code == "missing"]
    if missing:
        names = ", ".join(named(question.item(str(fault.item)).label) for fault in missing)
        yield _complaint(question, missing, [_("Fill in: %(names)s") % {"names": names}])
    for fault in faults:
        if fault.code != "missing":
            yield _complaint(question, [fault], [*_item(question, fault), _sentence(question, fault)])


def _about_the_rest(question: Question, rows: Sequence[Sequence[Fault]]) -> list[Complaint]:
    if not rows:
        return []
    text = ngettext("and %(count)s more row", "and %(count)s more rows", len(rows))
    names = tuple(name for faults in rows for fault in faults for name in _inputs(question, fault))
    return [Complaint(text % {"count": format_count(len(rows))}, names, f"id_{names[0]}")]


def _about_all(issue: Issue) -> Complaint:
    return Complaint(_(ISSUE_MESSAGES[issue.code]))


def _complaint(question: Question, faults: Sequence[Fault], parts: Sequence[str]) -> Complaint:
    """The `parts` of a sentence about faults of one row, after the name of the row."""
    row = faults[0].row
    place = [] if row is None else [_("Row %(number)s") % {"number": row + 1}]
    names = tuple(name for fault in faults for name in _inputs(question, fault))
    return Complaint(": ".join([*place, *parts]), names, "" if row is None else f"id_{names[0]}")


def _item(question: Question, fault: Fault) -> list[str]:
    return [] if fault.item is None else [named(question.item(fault.item).label)]


def _sentence(question: Question, fault: Fault) -> str:
    own = question if fault.item is None else question.item(fault.item)
    if fault.code == "constraint" and own.constraint_message:
        return words(own.constraint_message)
    params = {name: _shown(value) for name, value in fault.params.items()}
    if "choice" in params:
        params["choice"] = words(own.choice(params["choice"]).label)
    return _(ANSWER_MESSAGES[fault.code]) % params


def _shown(value: object) -> str:
    return format_count(value) if isinstance(value, int) else str(value)


def _inputs(question: Question, fault: Fault) -> Iterator[str]:
    """The faulty inputs: `question__0__column`, `question__item`, `question__day` or `question`."""
    parts = (question.name, fault.row, fault.item)
    name = "__".join(str(part) for part in parts if part is not None)
    if question.kind is Kind.DATE:
        yield from (f"{name}__{part}" for part in PART_TO_BLAME.get(fault.code, DATE_PARTS))
    else:
        yield name

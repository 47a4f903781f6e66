"""What is wrong with an answer, in the reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from surveys.forms.words import words
from surveys.questionnaire.answers import ANSWER_MESSAGES, Fault
from surveys.questionnaire.model import Question
from surveys.questionnaire.review import ISSUE_MESSAGES, Issue, IssueCode

SELF_EVIDENT = {IssueCode.REQUIRED, IssueCode.NOT_STATED}


@dataclass(frozen=True, slots=True)
class Complaints:
    """What is wrong with the answer to one question: sentences, and the names of the inputs to mark."""

    sentences: list[str]
    inputs: frozenset[str]


def as_validation_errors(question: Question, faults: tuple[Fault, ...]) -> list[ValidationError]:
    """One error for each fault; `params["input"]` says which input is to blame, as `input_of` does."""
    return [
        ValidationError(message_of(question, fault), code=fault.code, params={"input": input_of(fault)})
        for fault in faults
    ]


def message_of(question: Question, fault: Fault) -> str:
    """The sentence for one fault, beginning with the row and the item that it is about."""
    return ": ".join([*_place(question, fault), _sentence(question, fault)])


def input_of(fault: Fault) -> str:
    """What follows the question in the name of the faulty input: `__0__column`, `__item` or nothing."""
    return "".join(f"__{part}" for part in (fault.row, fault.item) if part is not None)


def _place(question: Question, fault: Fault) -> Iterator[str]:
    if fault.row is not None:
        yield _("Row %(number)s") % {"number": fault.row + 1}
    if fault.item is not None:
        yield words(question.item(fault.item).label)


def _sentence(question: Question, fault: Fault) -> str:
    own = question if fault.item is None else question.item(fault.item)
    if fault.code == "constraint" and own.constraint_message:
        return words(own.constraint_message)
    params = {**fault.params}
    if "choice" in params:
        params["choice"] = words(own.choice(str(params["choice"])).label)
    return _(ANSWER_MESSAGES[fault.code]) % params


def complaints_of(question: Question, issues: Iterable[Issue]) -> Complaints:
    """What the review found about the answer that stands; that it is not answered yet goes without saying."""
    found = [issue for issue in issues if issue.code not in SELF_EVIDENT]
    return Complaints(
        sentences=[sentence for issue in found for sentence in issue_messages(question, issue)],
        inputs=frozenset(f"{question.name}{input_of(fault)}" for issue in found for fault in issue.faults),
    )


def issue_messages(question: Question, issue: Issue) -> list[str]:
    """The sentences for one finding of the review."""
    if issue.faults:
        return [message_of(question, fault) for fault in issue.faults]
    return [_(ISSUE_MESSAGES[issue.code])]

"""What the review found, as lines that lead to the questions."""

from collections.abc import Iterable
from typing import Any

from surveys.forms.messages import issue_complaints
from surveys.forms.words import words
from surveys.questionnaire.review import Issue, IssueCode
from surveys.views.addresses import address
from surveys.views.sheet import Sheet


def findings_about(sheet: Sheet, codes: Iterable[IssueCode]) -> list[dict[str, Any]]:
    """The findings of these codes, each with its question and the way there."""
    wanted = set(codes)
    return [_finding(sheet, issue) for issue in sheet.review.issues if issue.code in wanted]


def _finding(sheet: Sheet, issue: Issue) -> dict[str, Any]:
    question = sheet.questionnaire.question(issue.question)
    page = address("dimension", sheet.submission, issue.dimension)
    return {
        "name": question.name,
        "page": page,
        "url": f"{page}#q-{question.name}",
        "number": sheet.numbers.get(question.name, ""),
        "label": words(question.label),
        "dimension": {
            "code": issue.dimension,
            "name": words(sheet.questionnaire.node(issue.dimension).label),
        },
        "complaints": issue_complaints(question, issue),
    }

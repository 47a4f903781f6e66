"""What a downloaded workbook says about one agency, and what it ought to say."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from scoring.models import Scorecard
from surveys.models import SubmissionVersion
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Kind

SCORES, ANSWERS = "Scores", "Answers Department level"
TOTAL = "Total score"
HEAD_IN_ROW, CODES_IN_ROW = 2, 3
EXACT = {Kind.SELECT_ONE, Kind.TEXT, Kind.INTEGER, Kind.DECIMAL}
NUMBERS = {Kind.INTEGER, Kind.DECIMAL}


def scores_in(path: Path, agency: str) -> dict[str, Decimal]:
    """ "total", dimensions and indicators by code; empty cells are left out."""
    found = _row(path, SCORES, HEAD_IN_ROW, agency)
    coded = {name.split()[0]: value for name, value in found.items() if name[:1].isdigit()}
    return {
        code: Decimal(str(value))
        for code, value in ({"total": found[TOTAL]} | coded).items()
        if value is not None
    }


def scores_stored(card: Scorecard) -> dict[str, Decimal]:
    """The same from the database."""
    nodes = {node.code: node.score for node in card.node_scores.all() if node.score is not None}
    return nodes if card.total is None else nodes | {"total": card.total}


def answers_in(path: Path, agency: str) -> dict[str, Any]:
    """Cells of the agency's raw answers by the code of their column."""
    return _row(path, ANSWERS, CODES_IN_ROW, agency)


def answers_stored(version: SubmissionVersion, questionnaire: Questionnaire) -> dict[str, Any]:
    """The same from the snapshot: the state of every question, and the values that stand in one cell."""
    document = json.loads(version.document)
    states = {f"{name}.state": state for name, state in document["states"].items()}
    return states | dict(_single_values(document["answers"], questionnaire))


def _single_values(answers: Mapping[str, Any], questionnaire: Questionnaire) -> Iterator[tuple[str, Any]]:
    for name, value in answers.items():
        question = questionnaire.question(name)
        if question.kind in EXACT:
            yield name, float(value) if question.kind in NUMBERS else value
        if question.kind is Kind.PERCENTAGES:
            yield from ((f"{name}.{item}", float(percent)) for item, percent in value.items())
        if question.kind is Kind.SELECT_MULTIPLE:
            yield from ((f"{name}.{choice}", 1) for choice in value)


def _row(path: Path, title: str, head: int, agency: str) -> dict[str, Any]:
    """The cells of the agency's row by the names in row `head`; a row may end before its last columns."""
    book = load_workbook(path, read_only=True)
    names, *below = list(book[title].iter_rows(min_row=head, values_only=True))
    book.close()
    (found,) = [row for row in below if row[0] == agency]
    return {str(name): cell for name, cell in zip_longest(names, found)}

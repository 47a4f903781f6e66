"""What the sheets must say, counted anew: by the database, or from the documents where it cannot."""

import json
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from decimal import Decimal
from typing import Any

from reports.journal.rows import rows as lines
from reports.queries import status
from reports.queries.exact import UNITS, units_of
from reports.queries.items import Outcome
from reports.queries.means import TOTAL
from reports.workbooks.items import part_row, state_row
from reports.workbooks.journal import LONGEST
from reports.workbooks.material import CHUNK, JournalMaterial, Material, Occasion
from scoring.models import NodeScore
from surveys.questionnaire.elements import Question
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.values import is_declared
from surveys.questionnaire.vocabulary import Audience, Kind

Name = tuple[str, ...]
"""Of a figure: (sheet, "rows"), (sheet, column) for a sum, (sheet, column, word) for a number of cells.

Where the rows of a sheet are told apart, the name of the row stands behind the column.
"""

Figures = Mapping[Name, Decimal]


Known = Iterator[tuple[Name, Decimal]]


def known(material: Occasion, keys: Container[str]) -> Known:
    """Every figure compared in the sheets of these `keys`, in the snapshot that they are written in."""
    for key, count in KNOWN.items():
        if key in keys:
            yield from count(material)


def _agencies(material: Material) -> Known:
    asked = material.asked()
    yield ("agencies", "rows"), Decimal(asked.count())
    yield ("agencies", "responded"), Decimal(asked.responded().count())
    on_time = status.on_time(material.survey_round)
    yield ("agencies", "on_time"), Decimal(asked.filter(on_time).count())


def _scores(material: Material) -> Known:
    yield ("scores", "rows"), Decimal(material.asked().submitted().count())
    cards = material.cards()
    total = cards.aggregate(units=units_of("total"))["units"]
    yield ("scores", TOTAL), Decimal(total or 0) / UNITS
    nodes = NodeScore.objects.filter(scorecard__in=cards).values("code").annotate(units=units_of("score"))
    for node in nodes.order_by():
        yield ("scores", node["code"]), Decimal(node["units"] or 0) / UNITS


def _answers(material: Material) -> Known:
    """Of both levels, and of the repeating rows, which stand in sheets of their own."""
    for audience in Audience:
        rows_of_level = material.asked().submitted().filter(agency__audience=audience.value)
        yield (f"answers_{audience}", "rows"), Decimal(rows_of_level.count())
    states: Counter[Name] = Counter()
    rows = {each.name: 0 for each in material.questionnaire.questions if each.kind is Kind.ROWS}
    for document in material.bare_documents():
        sheet, answers = f"answers_{document['audience']}", document["answers"]
        states.update((sheet, f"{name}.state", state) for name, state in document["states"].items())
        for name in rows:
            stated = answers.get(name)
            rows[name] += len(stated) if isinstance(stated, list) else 0
    yield from ((name, Decimal(number)) for name, number in states.items())
    yield from (((f"rows_{name}", "rows"), Decimal(number)) for name, number in rows.items())


def _items(material: Material) -> Known:
    """Counted answer by answer, and not by `reports.queries.items`, which the sheet is written from."""
    rows: Counter[str] = Counter()
    documents = material.asked().responded().values_list("current_version__document", flat=True)
    for text in documents.iterator(CHUNK):
        document = json.loads(text)
        audience = Audience(document["audience"])
        for question in material.questionnaire.questions_for(audience):
            if question.kind.is_asked:
                rows.update(_rows_of(audience, question, document))
    yield from ((("items", "n", row), Decimal(number)) for row, number in rows.items())


def _rows_of(audience: Audience, question: Question, document: Mapping[str, Any]) -> Iterator[str]:
    """The rows of the sheet that the answer of one agency is counted in."""
    state, answer = document["states"].get(question.name), document["answers"].get(question.name)
    if state in (None, AnswerState.NOT_APPLICABLE):
        reason = Outcome.DECLARED if is_declared(answer) else Outcome.BY_RULE
        yield state_row(audience, question, reason)
        return
    yield state_row(audience, question, state)
    for each in answer if question.kind is Kind.ROWS and answer else [answer]:
        for part in question.items or (question,):
            given = each.get(part.name) if question.items and each else each
            if given is not None:
                yield part_row(audience, question, part)
                chosen = (given if isinstance(given, list) else [given]) if part.kind.is_select else []
                yield from (part_row(audience, question, part, option) for option in chosen)


def _journal(material: JournalMaterial) -> Known:
    yield ("journal", "rows"), Decimal(min(lines(material.filters).count(), LONGEST))


KNOWN: Mapping[str, Callable[[Any], Known]] = {
    "agencies": _agencies,
    "scores": _scores,
    f"answers_{Audience.DEPARTMENT}": _answers,
    "items": _items,
    "journal": _journal,
}
"""By the key of a sheet. Of what several sheets say together, the first of them has the figures."""

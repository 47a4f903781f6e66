"""The sheets of repeating tables, one a question, one row a row."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from reports.workbooks.agency_cells import agency_cells, agency_columns, state_cells, state_columns
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.sheets import Column, Row, Table
from surveys.questionnaire.model import Question
from surveys.questionnaire.values import is_declared
from surveys.questionnaire.vocabulary import Kind as QuestionKind

KINDS: Mapping[QuestionKind, Kind] = {
    QuestionKind.INTEGER: Kind.NUMBER,
    QuestionKind.DECIMAL: Kind.NUMBER,
    QuestionKind.DATE: Kind.DATE,
}


def repeats(material: Material) -> Iterator[Table]:
    """A table for every question with rows."""
    for question in material.questionnaire.questions:
        if question.kind is QuestionKind.ROWS:
            yield Table(
                f"rows_{question.name}",
                _("Rows") + f" {question.name}",
                _columns(material, question),
                _rows(material, question),
                shows_codes=True,
            )


def _columns(material: Material, question: Question) -> Sequence[Column]:
    return [
        *agency_columns(),
        *state_columns(),
        Column(_("Row"), Kind.COUNT, 7, code=f"{question.name}.row"),
        *(
            Column(item.label.get(material.language), KINDS.get(item.kind, Kind.TEXT), 18, code=item.name)
            for item in question.items
        ),
    ]


def _rows(material: Material, question: Question) -> Iterator[Row]:
    agency, state = agency_cells(), state_cells()
    for submission, document in material.documents():
        rows = document["answers"].get(question.name, [])
        if rows and not is_declared(rows):
            beginning = [*agency(submission), *state(submission)]
            for number, row in enumerate(rows, start=1):
                yield [*beginning, number, *(row.get(item.name) for item in question.items)]

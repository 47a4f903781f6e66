"""The sheets of raw answers, one a level, one row an agency."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reports.queries.levels import label_of
from reports.workbooks.agency_cells import agency_cells, agency_columns, state_cells, state_columns
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.sheets import Column, Row, Table
from reports.workbooks.variables import Variable, variables
from surveys.questionnaire.model import Audience, Question
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.values import is_declared, reason_of
from surveys.questionnaire.vocabulary import Kind as QuestionKind

STATED = (AnswerState.ANSWERED, AnswerState.NONE)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one question: its state, its values, the reason why it does not apply, its files."""

    question: Question
    label: str
    values: tuple[Variable, ...]

    @property
    def counts_files(self) -> bool:
        return self.question.kind is QuestionKind.FILE or self.question.evidence.allowed

    def heads(self) -> Iterator[Column]:
        name = self.question.name
        yield Column(f"{self.label} – " + _("state of the answer"), width=18, code=f"{name}.state")
        for variable in self.values:
            yield Column(variable.label, variable.kind, 20, code=variable.code)
        if self.question.na_allowed:
            yield Column(f"{self.label} – " + _("why it does not apply"), width=24, code=f"{name}.na_reason")
        if self.counts_files:
            yield Column(f"{self.label} – " + _("number of files"), Kind.COUNT, 16, code=f"{name}.files")

    def cells(self, document: dict[str, Any]) -> Iterator[Any]:
        name = self.question.name
        state, value = document["states"].get(name), document["answers"].get(name)
        stated = state in STATED and value is not None
        yield state
        for variable in self.values:
            yield variable.read(value) if stated else None
        if self.question.na_allowed:
            yield reason_of(value) if is_declared(value) else None
        if self.counts_files:
            yield len(document["evidence"].get(name, ()))


def answers_by_level(material: Material) -> Iterator[Table]:
    """A table a level."""
    return (answers(material, audience) for audience in Audience)


def answers(material: Material, audience: Audience) -> Table:
    """Of every agency of the level whose submission stands."""
    questions = columns_of(material, audience)
    heads = [*agency_columns(), *state_columns(), *(head for each in questions for head in each.heads())]
    return Table(
        f"answers_{audience}",
        _("Answers") + f" {label_of(audience)}",
        heads,
        _rows(material, audience, questions),
        shows_codes=True,
        counted=material.submitted().filter(agency__audience=audience.value).count(),
    )


def columns_of(material: Material, audience: Audience) -> tuple[Columns, ...]:
    language = material.language
    return tuple(
        Columns(question, question.label.get(language), tuple(variables(question, audience, language)))
        for question in material.questionnaire.questions_for(audience)
        if question.kind.is_asked
    )


def _rows(material: Material, audience: Audience, questions: Sequence[Columns]) -> Iterator[Row]:
    agency, state = agency_cells(), state_cells()
    for submission, document in material.documents(audience):
        row = [*agency(submission), *state(submission)]
        for question in questions:
            row.extend(question.cells(document))
        yield row

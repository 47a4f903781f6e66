"""The sheets that explain the answers: every question, and every option."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from reports.queries.levels import label_of
from reports.workbooks.formulas import formula_of, full_mark_of, missing_of
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.sheets import Column, Row, Table
from reports.workbooks.wording import in_words
from surveys.questionnaire.model import Audience, Question, Questionnaire
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Kind as QuestionKind

Census = Mapping[tuple[str, str, str], int]
"""How many agencies of a level left a question in a state: (level, question, state) → number."""


def codebook(material: Material) -> Table:
    """One row a question or calculation, then one for each of its items."""
    columns = [
        Column(_("Question"), width=24),
        Column(_("Item"), width=22),
        Column(_("Kind"), width=16),
        Column(_("Dimension"), width=11),
        Column(_("Indicator"), width=11),
        Column(_("Indicator in words"), Kind.LONG_TEXT, 30),
        Column(_("Text in Thai"), Kind.LONG_TEXT, 50),
        Column(_("Text in English"), Kind.LONG_TEXT, 50),
        Column(_("Asked of"), width=18),
        Column(_("Options"), Kind.LONG_TEXT, 50),
        Column(_("Asked when"), Kind.LONG_TEXT, 40),
        Column(_("Asked when (expression)"), Kind.LONG_TEXT, 40),
        Column(_("Calculated as"), Kind.LONG_TEXT, 40),
        Column(_("Calculated as (expression)"), Kind.LONG_TEXT, 40),
        Column(_("Scored by"), width=12),
        Column(_("Formula of the score, 0 to 100"), Kind.LONG_TEXT, 44),
        Column(_("Base"), width=22),
        *(Column(_("Full mark") + f" {label_of(audience)}", Kind.NUMBER, 12) for audience in Audience),
        *(Column(_("Weight") + f" {label_of(audience)}", Kind.NUMBER, 12) for audience in Audience),
        Column(_("If not stated"), Kind.LONG_TEXT, 20),
        Column(_("May be declared not applicable (1 = yes)"), Kind.COUNT, 16),
        *(
            Column(f"n {label_of(audience)} – {_state_words()[state]}", Kind.COUNT, 14)
            for audience in Audience
            for state in AnswerState
        ),
    ]
    return Table("codebook", _("Codebook"), columns, _rows(material))


def options(material: Material) -> Table:
    """One row an option."""
    columns = [
        Column(_("Question"), width=24),
        Column(_("Item"), width=22),
        Column(_("Code"), width=22),
        Column(_("Text in Thai"), Kind.LONG_TEXT, 50),
        Column(_("Text in English"), Kind.LONG_TEXT, 50),
        Column(_("Points of the option"), Kind.NUMBER, 10),
        Column(_("Excludes all others (1 = yes)"), Kind.COUNT, 14),
        Column(_("Means none (1 = yes)"), Kind.COUNT, 14),
        Column(_("Offered to"), width=18),
    ]
    return Table("options", _("Options"), columns, _options(material.questionnaire), kept=3)


def _state_words() -> Mapping[AnswerState, str]:
    return {
        AnswerState.ANSWERED: _("answered"),
        AnswerState.NONE: _("none"),
        AnswerState.NOT_STATED: _("not stated"),
        AnswerState.NOT_APPLICABLE: _("not applicable"),
    }


def _rows(material: Material) -> Iterator[Row]:
    census = take_census(material)
    for question in material.questionnaire.questions:
        if question.kind is not QuestionKind.NOTE:
            yield [*_described(material, question, question), *_counts(census, question)]
            for item in question.items:
                yield [*_described(material, question, item), *[None] * (len(Audience) * len(AnswerState))]


def _described(material: Material, question: Question, part: Question) -> list[object]:
    questionnaire = material.questionnaire
    node = questionnaire.node(question.node)
    return [
        question.name,
        None if part is question else part.name,
        part.kind.value,
        questionnaire.dimension_of(node.code).code,
        node.code,
        node.label.get(material.language),
        part.label.th,
        part.label.en,
        part.audience and label_of(part.audience),
        "\n".join(_option_line(part, material.language)) or None,
        *_both(part.relevant, material),
        *_both(part.calculation, material),
        *_scored(part),
        part.na_allowed if part is question and part.kind.is_asked else None,
    ]


def _both(expression: str, material: Material) -> Iterator[str | None]:
    """In words, and as the questionnaire has it."""
    yield in_words(expression, material.questionnaire, material.language) or None
    yield expression or None


def _scored(part: Question) -> Iterator[object]:
    yield part.method and part.method.value
    yield formula_of(part)
    yield part.base or None
    for audience in Audience:
        yield full_mark_of(part, audience)
    for audience in Audience:
        yield part.weights.get(audience)
    yield missing_of(part)


def _option_line(part: Question, language: str) -> Iterator[str]:
    for choice in part.choices:
        points = "" if choice.score is None else f" ({choice.score.normalize():f})"
        yield f"{choice.name} = {choice.label.get(language)}{points}"


def _counts(census: Census, question: Question) -> Iterator[int | None]:
    for audience in Audience:
        for state in AnswerState:
            counted = question.kind.is_asked and question.asked_of(audience)
            yield census[audience, question.name, state] if counted else None


def _options(questionnaire: Questionnaire) -> Iterator[Row]:
    for question in questionnaire.questions:
        for part in (question, *question.items):
            for choice in part.choices:
                yield [
                    question.name,
                    None if part is question else part.name,
                    choice.name,
                    choice.label.th,
                    choice.label.en,
                    choice.score,
                    choice.exclusive,
                    choice.none,
                    choice.audience and label_of(choice.audience),
                ]


def take_census(material: Material) -> Census:
    """Counted over the same submissions as the sheets of answers."""
    census: Counter[tuple[str, str, str]] = Counter()
    for document in material.bare_documents():
        census.update((document["audience"], name, state) for name, state in document["states"].items())
    return census

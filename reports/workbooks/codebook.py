"""The sheets that explain the answers: every question, and every option."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from reports.queries.levels import label_of
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.sheets import Column, Row, Table
from surveys.questionnaire.model import Audience, Question, Questionnaire
from surveys.questionnaire.states import AnswerState

Census = Mapping[tuple[str, str, str], int]
"""How many agencies of a level left a question in a state: (level, question, state) → number."""


def codebook(material: Material) -> Table:
    """One row a question, then one for each of its items."""
    columns = [
        Column(_("Question"), width=24),
        Column(_("Item"), width=22),
        Column(_("Kind"), width=16),
        Column(_("Dimension"), width=11),
        Column(_("Indicator"), width=11),
        Column(_("Indicator in words"), Kind.LONG_TEXT, 30),
        Column(_("Text in Thai"), Kind.LONG_TEXT, 50),
        Column(_("Text in English"), Kind.LONG_TEXT, 50),
        Column(_("Options"), Kind.LONG_TEXT, 50),
        Column(_("Scored by"), width=12),
        *(Column(_("Weight") + f" {label_of(audience)}", Kind.NUMBER, 12) for audience in Audience),
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
        if question.kind.is_asked:
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
        "\n".join(_option_line(part, material.language)) or None,
        part.method and part.method.value,
        *(part.weights.get(audience) for audience in Audience),
    ]


def _option_line(part: Question, language: str) -> Iterator[str]:
    for choice in part.choices:
        points = "" if choice.score is None else f" ({choice.score.normalize():f})"
        yield f"{choice.name} = {choice.label.get(language)}{points}"


def _counts(census: Census, question: Question) -> Iterator[int | None]:
    for audience in Audience:
        for state in AnswerState:
            yield census[audience, question.name, state] if question.asked_of(audience) else None


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
    for _submission, document in material.documents():
        census.update((document["audience"], name, state) for name, state in document["states"].items())
    return census

"""The sheet that explains the answers: every question.

Words and gates are those of the questionnaire that was asked; what a score is made of stands beside them as
the questionnaire has it that the answers were scored by.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.queries.levels import label_of
from reports.workbooks.formulas import formula_of, full_mark_of, missing_of
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.pairs import Pair, paired, points_of
from reports.workbooks.sheets import Column, Row, Table
from reports.workbooks.wording import in_words
from surveys.questionnaire.model import Audience, Question, Questionnaire
from surveys.questionnaire.program import asked_when
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


def _state_words() -> Mapping[AnswerState, str]:
    return {
        AnswerState.ANSWERED: pgettext("state", "answered"),
        AnswerState.NONE: _("none"),
        AnswerState.NOT_STATED: _("not stated"),
        AnswerState.NOT_APPLICABLE: _("not applicable"),
    }


def _rows(material: Material) -> Iterator[Row]:
    census, asked = take_census(material), material.questionnaire
    for question, scored in paired(asked.questions, material.scored_by.questions):
        if question.kind is not QuestionKind.NOTE:
            counted = question.kind.is_asked and asked.has_question(question.name)
            head, parts = scored or question, scored.items if scored else ()
            yield [*_described(material, head, None, (question, scored)), *_counts(census, question, counted)]
            for item in paired(question.items, parts):
                cells = _described(material, head, item[0].name, item)
                yield [*cells, *[None] * (len(Audience) * len(AnswerState))]


def _described(material: Material, question: Question, item: str | None, pair: Pair) -> list[object]:
    """`question` says where it counts; the first of the `pair` how it was asked, the second how it is scored.

    A calculation is told as it is scored: nobody was asked it.
    """
    asked, scored = pair
    part = scored if scored and asked.kind is QuestionKind.CALCULATE else asked
    node = material.scored_by.node(question.node)
    return [
        question.name,
        item,
        part.kind.value,
        material.scored_by.dimension_of(node.code).code,
        node.code,
        node.label.get(material.language),
        part.label.th,
        part.label.en,
        part.audience and label_of(part.audience),
        "\n".join(_option_line(part, scored, material.language)) or None,
        *_gates(material, item, part, scored),
        *_both(part.calculation, material.scored_by, material.language),
        *_scored(scored),
        part.na_allowed if item is None and part.kind.is_asked else None,
    ]


def _gates(material: Material, item: str | None, part: Question, scored: Question | None) -> list[str | None]:
    """When it was asked; and when it is scored, where that is another gate."""
    language, scored_by = material.language, material.scored_by
    home = scored_by if part is scored else material.questionnaire
    asked = _condition(home, item, part)
    other = _condition(scored_by, item, scored) if scored else asked
    if asked == other:
        return list(_both(asked, home, language))
    pairs = zip(
        _both(asked or "true()", home, language), _both(other or "true()", scored_by, language), strict=True
    )
    return [f"{before}\n" + _("For the score: %(gate)s") % {"gate": after} for before, after in pairs]


def _condition(questionnaire: Questionnaire, item: str | None, part: Question) -> str:
    """Of an item its own only: its question's stands in the row above."""
    return asked_when(questionnaire, part) if item is None else part.relevant


def _both(expression: str, questionnaire: Questionnaire, language: str) -> Iterator[str | None]:
    """In words, and as the questionnaire has it."""
    yield in_words(expression, questionnaire, language) or None
    yield expression or None


def _scored(part: Question | None) -> Iterator[object]:
    if part is None:
        yield from [None] * (4 + 2 * len(Audience))
        return
    yield part.method and part.method.value
    yield formula_of(part)
    yield part.base or None
    for audience in Audience:
        yield full_mark_of(part, audience)
    for audience in Audience:
        yield part.weights.get(audience)
    yield missing_of(part)


def _option_line(part: Question, scored: Question | None, language: str) -> Iterator[str]:
    earned = points_of(scored)
    for choice in part.choices:
        score = earned.get(choice.name)
        points = "" if score is None else f" ({score.normalize():f})"
        yield f"{choice.name} = {choice.label.get(language)}{points}"


def _counts(census: Census, question: Question, counted: bool) -> Iterator[int | None]:
    for audience in Audience:
        for state in AnswerState:
            shown = counted and question.asked_of(audience)
            yield census[audience, question.name, state] if shown else None


def take_census(material: Material) -> Census:
    """Counted over the same submissions as the sheets of answers."""
    census: Counter[tuple[str, str, str]] = Counter()
    for document in material.bare_documents():
        census.update((document["audience"], name, state) for name, state in document["states"].items())
    return census

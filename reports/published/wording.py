"""How a figure is computed, in words: in the active language, with the texts of the questionnaire."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.languages import active_language
from reports.published.figures import Base, Figure, Measure, Unit, questions_of
from reports.queries.means import TOTAL
from reports.workbooks.wording import in_words
from surveys.questionnaire.elements import Label
from surveys.questionnaire.model import Question, Questionnaire
from surveys.questionnaire.program import asked_when
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class How:
    """What is counted, of whom ("" where there is no base), and what else must be known."""

    counted: str
    base: str
    remarks: tuple[str, ...]


def how(figure: Figure, questionnaire: Questionnaire) -> How:
    """In words, for people who know neither the data nor the code."""
    return How(
        COUNTED[figure.measure](figure, questionnaire),
        _base(figure),
        tuple(_remarks(figure, questionnaire)),
    )


def text_of(label: Label) -> str:
    return label.get(active_language())


def _quoted(label: Label) -> str:
    return _("“%(text)s”") % {"text": text_of(label)}


def _any_of(labels: Iterable[Label]) -> str:
    return _(" or ").join(_quoted(label) for label in labels)


def _options(question: Question, names: Iterable[str]) -> str:
    return _any_of(question.choice(name).label for name in names)


def _asked(_figure: Figure, _questionnaire: Questionnaire) -> str:
    return _("Agencies of this level that were asked")


def _responded(_figure: Figure, _questionnaire: Questionnaire) -> str:
    return _("Agencies of this level that have responded")


def _applies(figure: Figure, questionnaire: Questionnaire) -> str:
    question = questionnaire.question(figure.arguments[0])
    return _("Agencies that are asked %(question)s") % {"question": _quoted(question.label)}


def _choice(figure: Figure, questionnaire: Questionnaire) -> str:
    name, *options = figure.arguments
    question = questionnaire.question(name)
    return _("Agencies that chose %(options)s in %(question)s") % {
        "options": _options(question, options),
        "question": _quoted(question.label),
    }


def _state(figure: Figure, questionnaire: Questionnaire) -> str:
    name, state = figure.arguments
    return _states()[AnswerState(state)] % {"question": _quoted(questionnaire.question(name).label)}


def _sum(figure: Figure, questionnaire: Questionnaire) -> str:
    labels = (_quoted(questionnaire.question(name).label) for name in figure.arguments)
    return _("Sum of the numbers given in %(questions)s") % {"questions": " + ".join(labels)}


def _rows(figure: Figure, questionnaire: Questionnaire) -> str:
    question = questionnaire.question(figure.arguments[0])
    return _("Rows that the agencies listed in %(question)s") % {"question": _quoted(question.label)}


def _rows_with(figure: Figure, questionnaire: Questionnaire) -> str:
    name, column, *options = figure.arguments
    question = questionnaire.question(name)
    return _("Rows of %(question)s with %(options)s in the column %(column)s") % {
        "question": _quoted(question.label),
        "options": _options(question.item(column), options),
        "column": _quoted(question.item(column).label),
    }


def _mean(figure: Figure, questionnaire: Questionnaire) -> str:
    code = figure.arguments[0]
    if code == TOTAL:
        return _("Mean of the total scores of the agencies")
    return _("Mean of the agencies’ scores in %(code)s %(node)s") % {
        "code": code,
        "node": _quoted(questionnaire.node(code).label),
    }


def _weight(figure: Figure, questionnaire: Questionnaire) -> str:
    node = questionnaire.node(figure.arguments[0])
    return _("Weight of %(node)s as the questionnaire has it") % {"node": _quoted(node.label)}


COUNTED: Mapping[Measure, Callable[[Figure, Questionnaire], str]] = {
    Measure.ASKED: _asked,
    Measure.RESPONDED: _responded,
    Measure.APPLIES: _applies,
    Measure.CHOICE: _choice,
    Measure.STATE: _state,
    Measure.SUM: _sum,
    Measure.ROWS: _rows,
    Measure.ROWS_WITH: _rows_with,
    Measure.MEAN: _mean,
    Measure.WEIGHT: _weight,
}


def _states() -> Mapping[AnswerState, str]:
    return {
        AnswerState.ANSWERED: _("Agencies that gave an answer other than “none” to %(question)s"),
        AnswerState.NONE: _("Agencies that answered “none” or “no” to %(question)s"),
        AnswerState.NOT_STATED: _("Agencies that left %(question)s blank when they submitted"),
        AnswerState.NOT_APPLICABLE: _("Agencies to which %(question)s does not apply"),
    }


def _base(figure: Figure) -> str:
    if figure.base is Base.NOTHING:
        return ""
    said = _("In percent of: %(base)s") if figure.unit is Unit.PERCENT else _("Base: %(base)s")
    return said % {"base": _bases()[figure.base]}


def _bases() -> Mapping[Base, str]:
    return {
        Base.ASKED: pgettext("base", "agencies that were asked"),
        Base.RESPONDED: pgettext("base", "all agencies that have responded"),
        Base.APPLIES: pgettext("base", "agencies asked this question, also those that left it blank"),
        Base.ANSWERED: pgettext("base", "agencies that answered this question"),
        Base.ROWS: pgettext("base", "rows listed"),
        Base.SCORED: pgettext("base", "agencies that have this score"),
    }


def _remarks(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    for name in questions_of(figure)[:1]:
        question = questionnaire.question(name)
        if conditions := in_words(asked_when(questionnaire, question), questionnaire, active_language()):
            yield _("Asked when: %(conditions)s") % {"conditions": conditions}
        if figure.measure is Measure.CHOICE and question.kind is Kind.SELECT_MULTIPLE:
            yield _("Several answers could be chosen, so shares may add up to more than 100 %")
    if note := text_of(figure.note):
        yield note

"""The sheet of results by question: every count of the page of the same name, one a row."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.meanings import OUTCOMES
from reports.queries.figures import percent_of
from reports.queries.items import Item, Values, items_of
from reports.queries.levels import label_of
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.sheets import Column, Row, Table
from surveys.questionnaire.elements import Choice, Question
from surveys.questionnaire.vocabulary import Audience
from surveys.questionnaire.vocabulary import Kind as QuestionKind

Cells = Sequence[object]


def items(material: Material) -> Table:
    """Of each question its states, then of each part how many gave it, its options and its numbers."""
    columns = [
        Column(_("Level"), width=16),
        Column(_("Row name"), width=44, code="row"),
        Column(_("Dimension"), width=11),
        Column(_("Indicator"), width=11),
        Column(_("Question"), width=24),
        Column(_("Question in words"), Kind.LONG_TEXT, 44),
        Column(_("Kind"), width=16),
        Column(_("Part"), width=20),
        Column(_("Part in words"), Kind.LONG_TEXT, 28),
        Column(_("State"), width=24),
        Column(_("Option"), width=20),
        Column(_("State or option in words"), Kind.LONG_TEXT, 36),
        Column(_("Counted"), width=12),
        Column("n", Kind.COUNT, 9, code="n"),
        Column(_("Base of the shares"), Kind.COUNT, 9),
        Column(_("Share of the base"), Kind.PERCENT, 11),
        Column(_("Answered"), Kind.COUNT, 10, code="answered"),
        Column(_("Share of those answered"), Kind.PERCENT, 12),
        *(Column(head, Kind.SCORE, 12) for head in _spread_heads()),
    ]
    return Table("items", _("Items"), columns, _rows(material), kept=5, told_apart="row")


def _spread_heads() -> list[str]:
    return [_("Mean"), _("Least"), _("Lower quartile"), _("Median"), _("Upper quartile"), _("Greatest")]


NO_SPREAD: Cells = [None] * 6


def state_row(audience: Audience, question: Question, outcome: str) -> str:
    """What the row of a state is called, in every language."""
    return f"{audience} {question.name} state {outcome}"


def part_row(audience: Audience, question: Question, part: Question, *option: str) -> str:
    """What the row of a part, or of an option in it, is called; a question without items is its own part."""
    return " ".join((audience, question.name, "part", part.name, *option))


def _rows(material: Material) -> Iterator[Row]:
    for audience in Audience:
        found = items_of(survey_round=material.survey_round, audience=audience, agencies=material.agencies)
        for item in found.items.values():
            maker = _Maker(material, audience, item)
            yield from maker.states()
            yield from maker.parts()


class _Maker:
    """Writes the rows of one question."""

    def __init__(self, material: Material, audience: Audience, item: Item) -> None:
        self._language, self._audience, self._item = material.language, audience, item
        node = material.questionnaire.node(item.question.node)
        self._places = [material.questionnaire.dimension_of(node.code).code, node.code]
        self._in_rows = item.question.kind is QuestionKind.ROWS

    def states(self) -> Iterator[Row]:
        for outcome, n in self._item.outcomes.items():
            what = [None, None, outcome.value, None, str(OUTCOMES[outcome]), pgettext("counted", "agencies")]
            figures = [n, *_share(n, self._item.base), None, None]
            yield self._row(state_row(self._audience, self._item.question, outcome), what, figures)

    def parts(self) -> Iterator[Row]:
        for part, values in self._item.given:
            base = self._item.rows if self._in_rows else self._item.base
            yield self._given(part, values, base)
            for option, n in values.options.items():
                yield self._chosen(part, values, base, option, n)

    def _given(self, part: Question, values: Values, base: int) -> Row:
        """How many gave anything, and how the numbers given are spread."""
        what = [*self._part(part), None, None, None, self._counted()]
        figures = [values.n, *_share(values.n, base), None, None]
        name = part_row(self._audience, self._item.question, part)
        return self._row(name, what, figures, _spread(values))

    def _chosen(self, part: Question, values: Values, base: int, option: str, n: int) -> Row:
        label = _choices(part).get(option)
        words = label.label.get(self._language) if label else option
        what = [*self._part(part), None, option, words, self._counted()]
        figures = [n, *_share(n, base), *_share(n, values.n)]
        return self._row(part_row(self._audience, self._item.question, part, option), what, figures)

    def _row(self, name: str, what: Cells, figures: Cells, spread: Cells = NO_SPREAD) -> Row:
        question = self._item.question
        return [
            label_of(self._audience),
            name,
            *self._places,
            question.name,
            question.label.get(self._language),
            question.kind.value,
            *what,
            *figures,
            *spread,
        ]

    def _part(self, part: Question) -> Cells:
        if part is self._item.question:
            return [None, None]
        return [part.name, part.label.get(self._language)]

    def _counted(self) -> str:
        return pgettext("counted", "rows") if self._in_rows else pgettext("counted", "agencies")


def _share(n: int, base: int) -> Cells:
    """The base, and `n` of it in percent."""
    return [base, percent_of(n, base)]


def _choices(part: Question) -> dict[str, Choice]:
    return {choice.name: choice for choice in part.choices}


def _spread(values: Values) -> Cells:
    spread = values.spread
    if spread is None:
        return NO_SPREAD
    return [spread.mean, spread.minimum, spread.lower, spread.median, spread.upper, spread.maximum]

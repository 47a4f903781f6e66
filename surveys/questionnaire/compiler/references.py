"""Whether expressions are well written and look only at what their audience is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import XPathSyntaxError

from surveys.questionnaire.compiler.cells import Cells
from surveys.questionnaire.compiler.surroundings import Surroundings
from surveys.questionnaire.compiler.survey import Survey
from surveys.questionnaire.elements import Question
from surveys.questionnaire.expressions import (
    MAX_LENGTH,
    Comparison,
    Expression,
    parse_expression,
)
from surveys.questionnaire.grammar import ExpressionError, Reference
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.tree import compiled
from surveys.questionnaire.vocabulary import Audience, Kind

WITHOUT_VALUE = frozenset({Kind.NOTE, Kind.FILE})


@dataclass(frozen=True, slots=True)
class Site:
    """An expression in its cell.

    `audiences` are those that it is evaluated for, `decides` the questions that depend on it, `answer` the
    question or part whose answer is meant by "."; `of_node` when a dimension or indicator depends on it.
    """

    cells: Cells
    column: str
    audiences: frozenset[Audience]
    decides: tuple[str, ...] = ()
    answer: Question | None = None
    of_node: bool = False

    @property
    def text(self) -> str:
        return self.cells.text(self.column)

    def wrong(self, code: str, /, **params: object) -> None:
        self.cells.wrong(self.column, code, **params)


class References:
    """What the names in expressions stand for."""

    def __init__(self, questionnaire: Questionnaire, surroundings: Surroundings, survey: Survey) -> None:
        self._questionnaire = questionnaire
        self._surroundings = surroundings
        self._names = survey.names
        self._sections = {section.text("name") for section in survey.sections}
        self._items: Mapping[str, Question] = {
            item.name: item for question in questionnaire.questions for item in question.items
        }

    def check(self, site: Site) -> Expression | None:
        """The expression, with a finding for everything wrong in it; None when it cannot be read."""
        if len(site.text) > MAX_LENGTH:
            site.wrong("expression_too_long", limit=MAX_LENGTH)
            return None
        try:
            expression = parse_expression(site.text)
            compiled(expression.xpath(lambda name: name))
        except ExpressionError as error:
            for mistake in error.mistakes:
                site.wrong(mistake.code, **mistake.params)
            return None
        except XPathSyntaxError:
            site.wrong("expression_syntax", near=site.text[:20])
            return None
        self._check_names(site, expression)
        return expression

    def _check_names(self, site: Site, expression: Expression) -> None:
        if expression.uses_self and site.answer is None:
            site.wrong("self_without_answer")
        for reference in dict.fromkeys(expression.references):
            self._check_reference(site, reference)
        for comparison in dict.fromkeys(expression.comparisons()):
            self._check_option(site, comparison)

    def _check_reference(self, site: Site, reference: Reference) -> None:
        owner = self._questionnaire.owner_of(reference.name)
        if owner is None:
            self._check_unusable(site, reference.name)
            return
        if owner.kind in WITHOUT_VALUE:
            site.wrong("reference_without_value", name=reference.name)
        for audience in sorted(site.audiences - self._audiences(owner, reference.name)):
            site.wrong("reference_not_asked", name=reference.name, audience=audience.value)
        self._check_rows(site, owner, reference)

    def _check_unusable(self, site: Site, name: str) -> None:
        """A section, a name that does not exist, or a row that is wrong itself, which is told there."""
        if name in self._sections:
            site.wrong("reference_without_value", name=name)
        elif name not in self._names:
            site.wrong("unknown_reference", name=name)

    def _check_rows(self, site: Site, owner: Question, reference: Reference) -> None:
        is_rows = owner.kind is Kind.ROWS and owner.name == reference.name
        if (reference.selects or reference.counted) and not is_rows:
            site.wrong("not_rows", name=reference.name)
            return
        for column in reference.columns:
            if column not in {item.name for item in owner.items}:
                site.wrong("unknown_reference", name=column)

    def _audiences(self, owner: Question, name: str) -> frozenset[Audience]:
        item = self._items.get(name, owner)
        return frozenset(each for each in self._surroundings.asked(owner) if item.asked_of(each))

    def _check_option(self, site: Site, comparison: Comparison) -> None:
        """A comparison with an option that does not exist would never be true."""
        question = self._compared(site, comparison.name)
        if question is None or not question.choices or question.items or not comparison.literal:
            return
        if comparison.literal not in {choice.name for choice in question.choices}:
            site.wrong("unknown_option", name=question.name, option=comparison.literal)

    def _compared(self, site: Site, name: str) -> Question | None:
        if name == ".":
            return site.answer
        return self._items.get(name) or self._questionnaire.owner_of(name)

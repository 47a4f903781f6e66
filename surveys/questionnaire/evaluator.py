"""The judge of what applies: goes through the questions in order, looking only at answers that count."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from lxml.etree import _Element

from surveys.questionnaire.elements import Question
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.functions import XPathValue
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.program import Step, program_for
from surveys.questionnaire.tree import AnswerTree, condition_xpath
from surveys.questionnaire.values import Answers, Value, is_declared
from surveys.questionnaire.vocabulary import Audience, Kind

EXACT_DIGITS: Final = 15
"""XPath calculates with binary floating point, which is decimal up to here."""


NO_PATHS: Final[Mapping[str, str]] = MappingProxyType({})


class Evaluator:
    """What follows from the answers of one agency.

    An answer counts only where its question is asked and not declared inapplicable: everything else is
    empty to the expressions that look at it, so a stale answer behind a closed gate cannot open another one.

    * `applicable`: the names of the questions asked, notes and calculations too
    * `effective`: the answers that count, with the results of calculations (decimal numbers or text as str)
    """

    def __init__(self, questionnaire: Questionnaire, audience: Audience, answers: Answers) -> None:
        self._program = program_for(questionnaire, audience)
        self._tree = AnswerTree(self._program.questions)
        self._known: dict[str, bool] = {}
        effective: dict[str, Value] = {}
        self.effective: Mapping[str, Value] = effective
        self.applicable = frozenset(self._asked(answers, effective))

    def node_applies(self, code: str) -> bool:
        """Whether the dimension or indicator `code` is surveyed and its conditions are met."""
        return code in self._program.nodes and self._all_hold(self._program.nodes[code])

    def broken_constraints(self, question: Question) -> tuple[Fault, ...]:
        """The parts of the effective answer to `question` that do not meet its constraints."""
        if question.name not in self.effective:
            return ()
        return tuple(self._broken(question))

    def _asked(self, answers: Answers, effective: dict[str, Value]) -> Iterator[str]:
        for step in self._program.steps:
            if not self._all_hold(step.conditions):
                continue
            value = self._value(step, answers)
            if value is not None:
                effective[step.question.name] = value
                self._tree.put(step.question, value)
            yield step.question.name

    def _value(self, step: Step, answers: Answers) -> Value | None:
        if step.calculation:
            return _canonical(self._tree.evaluate(step.calculation))
        value = answers.get(step.question.name)
        return None if is_declared(value) else value

    def _all_hold(self, conditions: tuple[str, ...]) -> bool:
        return all(self._holds(condition) for condition in conditions)

    def _holds(self, condition: str) -> bool:
        """A condition is asked only once all that it looks at is known, so its value stays."""
        if condition not in self._known:
            self._known[condition] = self._tree.evaluate(condition)
        return self._known[condition]

    def _broken(self, question: Question) -> Iterator[Fault]:
        elements = self._tree.elements(question)
        in_rows = question.kind is Kind.ROWS
        if question.constraint and not self._meets(question.constraint, None if in_rows else elements[0]):
            yield Fault("constraint")
        for number, element in enumerate(elements):
            for item in self._broken_items(question, element):
                yield Fault("constraint", item=item.name, row=number if in_rows else None)

    def _broken_items(self, question: Question, element: _Element) -> Iterator[Question]:
        """The items whose answer inside `element` fails; in rows a name means the answer of the same row."""
        in_rows = question.kind is Kind.ROWS
        paths = {item.name: f"../{item.name}" for item in question.items} if in_rows else {}
        for item in question.items:
            child = element.find(item.name)
            stated = child is not None and child.text
            if item.constraint and stated and not self._meets(item.constraint, child, paths):
                yield item

    def _meets(self, constraint: str, at: _Element | None, paths: Mapping[str, str] = NO_PATHS) -> bool:
        xpath = condition_xpath(constraint, {**self._program.paths, **paths})
        return bool(self._tree.evaluate(xpath, at))


def _canonical(result: XPathValue) -> Value | None:
    """The result of a calculation as an answer; None for no number and no text."""
    if isinstance(result, bool):
        return "true" if result else "false"
    if isinstance(result, float):
        return _canonical_number(result)
    if isinstance(result, list):
        return (result[0].text or None) if result else None
    return result or None


def _canonical_number(result: float) -> str | None:
    number = Decimal(f"{result:.{EXACT_DIGITS}g}")
    return format(number.normalize(), "f") if number.is_finite() else None

"""Answers as a small XML tree, which is what XPath looks at.

Every question asked is an element under the root, empty while it is not stated; the items of percentages and
matrices are elements inside it; a question with rows has one element for each row, none when there are none.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from lxml import etree
from lxml.etree import _Element

from surveys.questionnaire.elements import Question
from surveys.questionnaire.expressions import parse_expression
from surveys.questionnaire.functions import EXTENSIONS, XPathValue
from surveys.questionnaire.values import Value
from surveys.questionnaire.vocabulary import Kind

ROOT: Final = "answers"


def path_of(question: Question, item: str = "") -> str:
    """Where the answers to a question, or to one item of it, stand in the tree."""
    path = f"/{ROOT}/{question.name}"
    return f"{path}/{item}" if item else path


@lru_cache(maxsize=4096)
def compiled(xpath: str) -> etree.XPath:
    """`xpath` ready to be evaluated; lxml.etree.XPathSyntaxError when it is not XPath."""
    return etree.XPath(xpath, extensions=EXTENSIONS, regexp=False, smart_strings=False)


def condition_xpath(expression: str, paths: Mapping[str, str]) -> str:
    """A checked expression as XPath that gives a boolean; `paths` by the names it may use."""
    return f"boolean({calculation_xpath(expression, paths)})"


def calculation_xpath(expression: str, paths: Mapping[str, str]) -> str:
    """A checked expression as XPath that gives whatever it calculates."""
    return parse_expression(expression).xpath(paths.__getitem__)


class AnswerTree:
    """The tree of one agency's answers, filled question by question."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._root = etree.Element(ROOT)
        for question in questions:
            if question.kind is not Kind.ROWS:
                _add(self._root, question.name, {item.name: "" for item in question.items})

    def evaluate(self, xpath: str, at: _Element | None = None) -> XPathValue:
        """The value of `xpath`, seen from the element `at` (the root by default)."""
        return compiled(xpath)(self._root if at is None else at)

    def put(self, question: Question, value: Value) -> None:
        """Enter the answer to a question that has none in the tree yet."""
        if question.kind is Kind.ROWS:
            for row in value:
                _add(self._root, question.name, {item.name: row.get(item.name) for item in question.items})
            return
        element = self.elements(question)[0]
        if question.items:
            for child in element:
                child.text = _text(value.get(child.tag))
        else:
            element.text = _text(value)

    def elements(self, question: Question) -> Sequence[_Element]:
        """The element of a question, or one for each of its rows."""
        return self._root.findall(question.name)


def _add(parent: _Element, name: str, children: Mapping[str, Any]) -> None:
    element = etree.SubElement(parent, name)
    for child, value in children.items():
        etree.SubElement(element, child).text = _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, list) else str(value)

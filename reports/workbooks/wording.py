"""Expressions of a questionnaire in words: ``${plan} = 'none'`` becomes “Digital plan” is “None”."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.questionnaire.elements import Question
from surveys.questionnaire.expressions import parse_expression
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.tokens import WORD_OPERATORS, Sign, Token


def in_words(expression: str, questionnaire: Questionnaire, language: str) -> str:
    """The expression for people, in the active language; "" for none."""
    if not expression:
        return ""
    return _Reader(parse_expression(expression).tokens, questionnaire, language).chain()


@dataclass(slots=True)
class _Reader:
    """Walks over the tokens of an expression, which is known to be well formed.

    `last` is the name that was mentioned last: a text that follows is one of its options.
    """

    tokens: tuple[Token, ...]
    questionnaire: Questionnaire
    language: str
    at: int = 0
    last: str = ""

    def next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    @property
    def ahead(self) -> Token:
        return self.tokens[self.at]

    def chain(self) -> str:
        """Operand, operator, operand ... as far as it goes."""
        words = [self.operand()]
        while self.at_operator():
            sign = self.next().text
            words += [_operators().get(sign, sign), self.operand()]
        return " ".join(words)

    def at_operator(self) -> bool:
        named = self.ahead.sign in (Sign.WORD, Sign.FUNCTION) and self.ahead.text in WORD_OPERATORS
        return named or self.ahead.sign is Sign.OPERATOR

    def operand(self) -> str:
        token = self.next()
        reader = OPERANDS.get(token.sign)
        return reader(self, token.text) if reader else token.text

    def negative(self, sign: str) -> str:
        return sign + self.operand()

    def own_answer(self, _sign: str) -> str:
        return _("the answer")

    def group(self, _sign: str) -> str:
        return f"({self.until_closed()})"

    def until_closed(self) -> str:
        words = self.chain()
        self.next()
        return words

    def reference(self, name: str) -> str:
        words = self.named(name)
        if self.ahead.sign is Sign.FILTER:
            self.next()
            words = _("rows of %(table)s where %(condition)s") % {
                "table": words,
                "condition": self.until_closed(),
            }
        if self.ahead.sign is Sign.STEP:
            self.next()
            words = _("%(column)s in %(table)s") % {"column": self.named(self.next().text), "table": words}
        return words

    def named(self, name: str) -> str:
        self.last = name
        part = _part(self.questionnaire, name)
        return _quoted(part.label.get(self.language) if part else name)

    def literal(self, text: str) -> str:
        part = _part(self.questionnaire, self.last)
        labels = {choice.name: choice.label for choice in part.choices} if part else {}
        return _quoted(labels[text].get(self.language) if text in labels else text)

    def function(self, name: str) -> str:
        self.next()
        given = list(self.arguments())
        pattern = _functions().get(name)
        return pattern.format(*given) if pattern else f"{name}({', '.join(given)})"

    def arguments(self) -> Iterator[str]:
        while self.ahead.sign is not Sign.CLOSE:
            yield self.chain()
            if self.ahead.sign is Sign.COMMA:
                self.next()
        self.next()


OPERANDS: Mapping[Sign, Callable[[_Reader, str], str]] = {
    Sign.REFERENCE: _Reader.reference,
    Sign.WORD: _Reader.named,
    Sign.LITERAL: _Reader.literal,
    Sign.FUNCTION: _Reader.function,
    Sign.OPEN: _Reader.group,
    Sign.OPERATOR: _Reader.negative,
    Sign.SELF: _Reader.own_answer,
}
"""Numbers stand for themselves."""


def _part(questionnaire: Questionnaire, name: str) -> Question | None:
    """The question or the item called `name`."""
    owner = questionnaire.owner_of(name)
    return owner if owner is None or owner.name == name else owner.item(name)


def _quoted(text: str) -> str:
    return _("“%(text)s”") % {"text": text}


def _operators() -> Mapping[str, str]:
    return {
        "=": _("is"),
        "!=": _("is not"),
        "and": _("and"),
        "or": _("or"),
        "<": _("is less than"),
        "<=": _("is at most"),
        ">": _("is more than"),
        ">=": _("is at least"),
        "div": "÷",
        "*": "×",
    }


def _functions() -> Mapping[str, str]:
    """With the places of what they are given."""
    return {
        "selected": _("{0} includes {1}"),
        "count-selected": _("the number of options chosen in {0}"),
        "if": _("({1} if {0}, otherwise {2})"),
        "coalesce": _("({0}, or {1} where it has no answer)"),
        "not": _("not ({0})"),
        "count": _("the number of {0}"),
        "sum": _("the sum of {0}"),
        "number": "{0}",
        "string": "{0}",
    }

"""The grammar of expressions: which tokens may follow one another."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NoReturn

from surveys.questionnaire.functions import ARGUMENTS, NODE_SET_FUNCTIONS
from surveys.questionnaire.tokens import WORD_OPERATORS, Sign, Token

MAX_DEPTH: Final = 30
"""How deep brackets may stand inside one another."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with an expression, as a code of problems.PROBLEM_MESSAGES."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


class ExpressionError(ValueError):
    """An expression that cannot be used, with all that is wrong with it."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(*(f"{mistake.code} {dict(mistake.params)}" for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Reference:
    """A ``${name}``: `selects` when a filter or a slash follows it, `columns` are those named there.

    `counted` when it is what count() counts.
    """

    name: str
    columns: tuple[str, ...] = ()
    selects: bool = False
    counted: bool = False


def syntax_error(text: str, start: int) -> Mistake:
    """That `text` goes wrong at the position `start`."""
    near = text[start : start + 20].strip()
    return Mistake("expression_syntax", {"near": near or text[-20:].strip()})


class Parser:
    """Recursive descent over the tokens; goes on after an unknown function, stops at a syntax error."""

    def __init__(self, text: str, tokens: tuple[Token, ...]) -> None:
        self.text = text
        self.tokens = tokens
        self.position = 0
        self.depth = 0
        self.uses_self = False
        self.filtered = False
        self.columns: list[str] = []
        self.references: list[Reference] = []
        self.mistakes: list[Mistake] = []

    def parse(self) -> None:
        """Read to the end; ExpressionError with everything found wrong."""
        self.chain()
        self.take(Sign.END)
        if self.mistakes:
            raise ExpressionError(*self.mistakes)

    def fail(self, token: Token) -> NoReturn:
        raise ExpressionError(*self.mistakes, syntax_error(self.text, token.start))

    @property
    def ahead(self) -> Token:
        return self.tokens[self.position]

    def take(self, *signs: Sign) -> Token:
        token = self.ahead
        if token.sign not in signs:
            self.fail(token)
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return token

    def chain(self) -> None:
        """Operand, operator, operand ... : lxml knows which binds closer."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(self.ahead)
        self.operand()
        while self.at_operator():
            self.position += 1
            self.operand()
        self.depth -= 1

    def at_operator(self) -> bool:
        token = self.ahead
        named = token.sign in {Sign.WORD, Sign.FUNCTION} and token.text in WORD_OPERATORS
        return token.sign is Sign.OPERATOR or named

    def operand(self) -> None:
        while self.ahead.sign is Sign.OPERATOR and self.ahead.text == "-":
            self.position += 1
        token = self.take(*OPERANDS)
        OPERANDS[token.sign](self, token)

    def value(self, token: Token) -> None:
        """A literal or a number stands for itself."""

    def own_answer(self, token: Token) -> None:
        self.outside_filter(token)
        self.uses_self = True

    def group(self, token: Token) -> None:
        self.chain()
        self.take(Sign.CLOSE)

    def column(self, token: Token) -> None:
        if not self.filtered:
            self.fail(token)
        self.columns.append(token.text)

    def outside_filter(self, token: Token) -> None:
        if self.filtered:
            self.fail(token)

    def reference(self, token: Token, *, counted: bool = False) -> None:
        selects = self.ahead.sign in {Sign.FILTER, Sign.STEP}
        if selects:
            self.outside_filter(self.ahead)
        columns = tuple(self.path()) if selects else ()
        self.references.append(Reference(token.text, columns, selects, counted))

    def path(self) -> Iterator[str]:
        """``[condition]`` and ``/column``, each at most once."""
        if self.ahead.sign is Sign.FILTER:
            self.position += 1
            self.filtered, self.columns = True, []
            self.chain()
            self.filtered = False
            self.take(Sign.END_FILTER)
            yield from self.columns
        if self.ahead.sign is Sign.STEP:
            self.position += 1
            yield self.take(Sign.WORD).text

    def function(self, token: Token) -> None:
        self.take(Sign.OPEN)
        given = self.node_set(token) if token.text in NODE_SET_FUNCTIONS else self.arguments()
        self.take(Sign.CLOSE)
        self.mistakes.extend(_misused(token.text, given))

    def arguments(self) -> int:
        if self.ahead.sign is Sign.CLOSE:
            return 0
        self.chain()
        given = 1
        while self.ahead.sign is Sign.COMMA:
            self.position += 1
            self.chain()
            given += 1
        return given

    def node_set(self, token: Token) -> int:
        if self.ahead.sign is not Sign.REFERENCE:
            params = {"name": token.text, "example": f"{token.text}(${{name}})"}
            raise ExpressionError(*self.mistakes, Mistake("needs_reference", params))
        self.reference(self.take(Sign.REFERENCE), counted=token.text == "count")
        return 1


def _misused(function: str, given: int) -> Iterator[Mistake]:
    if function not in ARGUMENTS:
        yield Mistake("unknown_function", {"name": function})
        return
    least, most = ARGUMENTS[function]
    if not least <= given <= most:
        takes = str(least) if least == most else f"{least}-{most}"
        yield Mistake("wrong_arguments", {"name": function, "takes": takes, "given": given})


OPERANDS: Final[Mapping[Sign, Callable[[Parser, Token], None]]] = {
    Sign.LITERAL: Parser.value,
    Sign.NUMBER: Parser.value,
    Sign.SELF: Parser.own_answer,
    Sign.OPEN: Parser.group,
    Sign.WORD: Parser.column,
    Sign.FUNCTION: Parser.function,
    Sign.REFERENCE: Parser.reference,
}

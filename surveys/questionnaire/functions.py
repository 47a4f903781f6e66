"""The functions an expression may call: the core of XPath 1.0 and those that XLSForm adds."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from lxml.etree import _Element

UNLIMITED: Final = 20

ARGUMENTS: Final[Mapping[str, tuple[int, int]]] = {
    "selected": (2, 2),
    "count-selected": (1, 1),
    "if": (3, 3),
    "coalesce": (2, 2),
    "not": (1, 1),
    "true": (0, 0),
    "false": (0, 0),
    "boolean": (1, 1),
    "number": (1, 1),
    "count": (1, 1),
    "sum": (1, 1),
    "round": (1, 1),
    "floor": (1, 1),
    "ceiling": (1, 1),
    "string": (1, 1),
    "string-length": (1, 1),
    "normalize-space": (1, 1),
    "concat": (2, UNLIMITED),
    "contains": (2, 2),
    "starts-with": (2, 2),
    "substring": (2, 3),
    "substring-before": (2, 2),
    "substring-after": (2, 2),
    "translate": (3, 3),
    "position": (0, 0),
    "last": (0, 0),
}
"""The least and the most values that each function takes."""

NODE_SET_FUNCTIONS: Final = frozenset({"count", "sum"})
"""They take the answers that a name stands for, not a value."""

XPathValue = Any
"""What XPath calculates with: a list of elements, str, float or bool."""


def _text(value: XPathValue) -> str:
    if isinstance(value, list):
        return _element_text(value[0]) if value else ""
    return str(value)


def _element_text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _truth(value: XPathValue) -> bool:
    """The boolean() of XPath; NaN is false."""
    return bool(value) and value == value  # noqa: PLR0124 - only NaN differs from itself


def _selected(_: object, answer: XPathValue, option: XPathValue) -> bool:
    return _text(option) in _text(answer).split()


def _count_selected(_: object, answer: XPathValue) -> float:
    return float(len(_text(answer).split()))


def _if(_: object, condition: XPathValue, then: XPathValue, otherwise: XPathValue) -> XPathValue:
    return then if _truth(condition) else otherwise


def _coalesce(_: object, first: XPathValue, second: XPathValue) -> XPathValue:
    return first if _text(first) else second


EXTENSIONS: Final[Mapping[tuple[None, str], Callable[..., XPathValue]]] = {
    (None, "selected"): _selected,
    (None, "count-selected"): _count_selected,
    (None, "if"): _if,
    (None, "coalesce"): _coalesce,
}

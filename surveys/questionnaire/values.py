"""Answers in their canonical form, as they are kept, hashed and scored.

========================  ==========================================================
select_one, text          ``"code"``, ``"text"``
select_multiple           ``["a", "b"]`` in the order of the options
integer, decimal, date    ``5``, ``"12.5"``, ``"2017-08-01"``
percentages, matrix       ``{"item": "40"}``, ``{"row": "code"}``
rows                      ``[{"column": value}]``
declared not applicable   ``{"na": "reason"}``
not stated                no entry
========================  ==========================================================
"""

from collections.abc import Mapping
from typing import Any, Final

NA_KEY: Final = "na"

Value = Any
"""One canonical answer: str, int, list[str], dict[str, str] or list[dict[str, str | int]]."""

Answers = Mapping[str, Value]
"""The stated answers of one agency by question name."""


def declared(reason: str) -> Value:
    return {NA_KEY: reason}


def is_declared(value: Value | None) -> bool:
    """Whether the agency declared the question not applicable."""
    return isinstance(value, dict) and value.keys() == {NA_KEY}


def reason_of(value: Value) -> str:
    """The reason given with a declaration."""
    return str(value[NA_KEY])

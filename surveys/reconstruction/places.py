"""Where a single choice stands among the answers of an agency."""

from dataclasses import dataclass
from typing import Any

from surveys.questionnaire.values import Value

Papers = dict[str, dict[str, Value]]
"""The stated answers of every agency, by its code."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A question; or an item of it, as in a matrix; or an item in one row."""

    code: str
    question: str
    item: str = ""
    row: int = -1

    def read(self, papers: Papers) -> Value | None:
        """What stands there; None when nothing does."""
        value = papers[self.code].get(self.question)
        if value is None or not self.item:
            return value
        return (value if self.row < 0 else value[self.row]).get(self.item)

    def with_value(self, papers: Papers, value: Value) -> Value:
        """The whole answer to the question once `value` stands there; nothing is changed."""
        if not self.item:
            return value
        stated = papers[self.code].get(self.question)
        if self.row < 0:
            return {**(stated or {}), self.item: value}
        return [_with_item(row, number, self, value) for number, row in enumerate(stated or ())]

    def write(self, papers: Papers, value: Value) -> None:
        papers[self.code][self.question] = self.with_value(papers, value)


def _with_item(row: dict[str, Any], number: int, place: Place, value: Value) -> dict[str, Any]:
    return {**row, place.item: value} if number == place.row else row

"""What stands in a list, and what is wrong with it, each with its place."""

from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class ListProblem:
    """One thing that is wrong. `row` is the row in Excel, 0 for the whole file; `column` a key of COLUMNS."""

    row: int
    column: str
    code: str
    value: str = ""
    other_row: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "value": self.value,
            "other_row": self.other_row,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(**data)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One person and one role in an agency, as codes and words that were checked."""

    row: int
    agency: str
    email: str
    full_name: str
    position: str
    phone: str
    role: str

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(**data)


@dataclass(frozen=True, slots=True)
class ReadList:
    """The rows that can be invited, and everything that is wrong with the others."""

    rows: list[ListRow] = field(default_factory=list)
    problems: list[ListProblem] = field(default_factory=list)

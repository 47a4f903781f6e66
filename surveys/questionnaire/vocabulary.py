"""The closed lists of words that a questionnaire is written in."""

from enum import StrEnum


class Audience(StrEnum):
    """At which level an agency answers."""

    DEPARTMENT = "department"
    PROVINCE = "province"


class NodeKind(StrEnum):
    DIMENSION = "dimension"
    INDICATOR = "indicator"


class Kind(StrEnum):
    """What form the answer to a question takes."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    FILE = "file"
    NOTE = "note"
    CALCULATE = "calculate"
    PERCENTAGES = "percentages"
    MATRIX = "matrix"
    ROWS = "rows"

    @property
    def is_asked(self) -> bool:
        """Whether the agency answers it: a note is only read, a calculation is the portal's own."""
        return self not in {Kind.NOTE, Kind.CALCULATE}

    @property
    def is_select(self) -> bool:
        return self in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE}

    @property
    def is_number(self) -> bool:
        return self in {Kind.INTEGER, Kind.DECIMAL, Kind.CALCULATE}


class Method(StrEnum):
    """How an answer becomes points; the formulas stand in scoring.engine."""

    CHOICE = "choice"
    SUM = "sum"
    SHARE = "share"
    RATIO = "ratio"
    ROWS = "rows"
    VALUE = "value"


class Missing(StrEnum):
    """What an answer that is not stated does to the score of its indicator."""

    ZERO = "zero"
    SKIP = "skip"


class EvidenceRule(StrEnum):
    """When files must stand behind an answer."""

    NONE = "none"
    OPTIONAL = "optional"
    ALWAYS = "always"
    CHOICES = "choices"

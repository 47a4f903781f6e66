"""What is wrong in a workbook, as lines to read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from surveys.questionnaire.problems import PROBLEM_MESSAGES
from surveys.questionnaire.remedies import REMEDIES
from surveys.questionnaire.vocabulary import Audience

AUDIENCES: Final[Mapping[str, Promise | str]] = {
    Audience.DEPARTMENT.value: gettext_lazy("departments"),
    Audience.PROVINCE.value: gettext_lazy("provincial offices"),
}
"""As they stand in the middle of a sentence about a mistake."""


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One mistake: where, what, and what to do. `row` is None where the whole sheet is meant."""

    sheet: str
    row: int | None
    column: str
    code: str
    text: str
    remedy: str

    @classmethod
    def of(cls, problem: Mapping[str, Any]) -> Self:
        """From the JSON data of `surveys.questionnaire.problems.Problem`."""
        code = problem["code"]
        return cls(
            sheet=problem["sheet"],
            row=problem["row"] or None,
            column=problem["column"],
            code=code,
            text=_(PROBLEM_MESSAGES[code]) % _in_words(problem["params"]),
            remedy=_(REMEDIES[code]),
        )


def _in_words(params: Mapping[str, Any]) -> dict[str, Any]:
    """With the levels in the reader's language; a mistake may name both."""
    levels = str(params.get("audience", "")).split(", ")
    return {**params, "audience": ", ".join(str(AUDIENCES.get(level, level)) for level in levels)}


@dataclass(frozen=True, slots=True)
class SheetCount:
    """How many mistakes there are in a sheet."""

    sheet: str
    count: int


def sheet_counts(lines: Sequence[ProblemLine]) -> list[SheetCount]:
    """The sheets in which something is wrong, in their order."""
    return [SheetCount(sheet, count) for sheet, count in Counter(line.sheet for line in lines).items()]


def table_headings() -> list[str]:
    """Of the workbook of mistakes."""
    return [_("Sheet"), pgettext("sheet", "Row"), _("Column"), _("What is wrong"), _("What to do")]


def language_part() -> str:
    """The reader's language, for the name of a file."""
    return (get_language() or "th").partition("-")[0]

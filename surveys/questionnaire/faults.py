"""What can be wrong with one answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from surveys.questionnaire.messages import N_

ANSWER_MESSAGES: Final[dict[str, str]] = {
    "not_answerable": N_("This is not answered in words or numbers."),
    "wrong_kind": N_("This kind of answer does not fit the question. Expected: %(expected)s."),
    "not_offered": N_("%(value)s is not one of the options."),
    "exclusive": N_("“%(choice)s” cannot be combined with other options."),
    "not_number": N_("“%(value)s” is not a number. Use digits, as in 1,250."),
    "not_decimal": N_("“%(value)s” is not a number. Use digits and a point, as in 12.5."),
    "not_whole": N_("Give a whole number, without decimals."),
    "too_many_digits": N_(
        "The number has more than %(limit)s digits. "
        "Check the unit that the question asks for, and give a smaller number."
    ),
    "too_many_decimals": N_("The number has more than %(limit)s decimal places. Round it."),
    "out_of_range": N_("The number must lie between %(minimum)s and %(maximum)s."),
    "not_100": N_("The percentages add up to %(total)s, not to 100."),
    "not_100_yet": N_(
        "The percentages add up to %(total)s so far. Fill in the items that are still blank, up to 100."
    ),
    "too_long": N_("The text has %(length)s characters; at most %(limit)s fit."),
    "not_date": N_("“%(value)s” is not a date. Write day/month/year, as in 1/8/2560."),
    "no_day": N_("Fill in the day."),
    "no_month": N_("Choose the month."),
    "no_year": N_("Fill in the year with four digits, such as 2560 (B.E.) or 2017 (C.E.)."),
    "bad_day": N_("“%(value)s” is not a day of that month. Fill in a number from 1 to %(days)s."),
    "bad_month": N_("“%(value)s” is not a month. Give a number from 1 to 12."),
    "bad_year": N_(
        "“%(value)s” is not a year that fits. Give all four digits, such as 2560 (B.E.) or 2017 (C.E.)."
    ),
    "too_many_rows": N_("There are %(count)s rows; at most %(limit)s fit."),
    "missing": N_("This part is not filled in yet."),
    "unknown_question": N_("No question called %(name)s is asked here."),
    "unknown_item": N_("The question has no part %(name)s."),
    "na_not_allowed": N_("This question cannot be declared not applicable."),
    "na_without_reason": N_("Say why the question is not applicable."),
    "constraint": N_("The answer does not meet the condition of this question."),
}
"""English messages by code, to be passed through gettext and filled with the fault's `params`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an answer; `item` and `row` (from 0) say where in an answer of several parts."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    item: str | None = None
    row: int | None = None

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return ANSWER_MESSAGES[self.code] % self.params


class AnswerError(ValueError):
    """An answer that cannot be kept, with all that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.message for fault in faults))

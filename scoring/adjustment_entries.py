"""Adjustments as they stand in a file of answers: question name to score and reason."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from scoring.engine import Adjustment, Adjustments
from scoring.engine.plan import scored_questions
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience

ENTRY: Final = '{"score": 50, "reason": "…"}'
KEYS: Final = frozenset({"score", "reason"})


class AdjustmentsError(ValueError):
    """Entries that are no adjustments; `mistakes` has one line for each of them."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def adjustments_in(entries: object, questionnaire: Questionnaire, audience: Audience) -> Adjustments:
    """The adjustments in JSON `entries`; AdjustmentsError with every one that cannot be made."""
    if not isinstance(entries, Mapping):
        raise AdjustmentsError([f'Write one object, as in {{"plan_status": {ENTRY}}}.'])
    scored = scored_questions(questionnaire, audience)
    found: dict[str, Adjustment] = {}
    mistakes = []
    for name, entry in entries.items():
        try:
            found[name] = _adjustment(entry, is_scored=name in scored)
        except ValueError as error:
            mistakes.append(f"{name}: {error}")
    if mistakes:
        raise AdjustmentsError(mistakes)
    return found


def _adjustment(entry: Any, *, is_scored: bool) -> Adjustment:
    if not is_scored:
        raise ValueError("No question of this name is scored at this level.")
    if not isinstance(entry, Mapping) or entry.keys() != KEYS:
        raise ValueError(f"Write the score and the reason, as in {ENTRY}.")
    if not isinstance(entry["reason"], str) or not entry["reason"].strip():
        raise ValueError("Say why: the reason is missing.")
    return Adjustment(_score(entry["score"]), entry["reason"].strip())


def _score(value: object) -> Fraction:
    try:
        number = Decimal("NaN" if isinstance(value, bool) else str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number <= 100:
        raise ValueError("The score is a number from 0 to 100.")
    return Fraction(number)

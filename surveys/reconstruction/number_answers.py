"""Answers in numbers and dates, from what an agency is like. Each is given as typed: digits as text."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from surveys.questionnaire.values import Value
from surveys.reconstruction.characters import Character
from surveys.reconstruction.dice import SPREAD, Dice
from surveys.reconstruction.places import Papers

PLAN_STARTS: Final = (dt.date(2016, 10, 1), dt.date(2017, 1, 1), dt.date(2017, 4, 1), dt.date(2017, 10, 1))
LONGEST_PLAN: Final = 5
BASIC, SYSTEMS, RESEARCH, PEOPLE = (
    "budget_basic_equipment",
    "budget_systems",
    "budget_research_innovation",
    "budget_staff_development",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a number is made from: the agency, how near it is to a good one, chance."""

    code: str
    character: Character
    propensity: int
    papers: Papers
    dice: Dice

    def about(self, middle: int, deviation: int, least: int, most: int) -> int:
        """A number near `middle` that rises with the propensity."""
        return min(most, max(least, middle + self.propensity * deviation // SPREAD))


def plan_start(figure: Figure) -> Value:
    return PLAN_STARTS[figure.dice.below(len(PLAN_STARTS))].isoformat()


def plan_end(figure: Figure) -> Value:
    """The last day of a plan of three to five years."""
    start = dt.date.fromisoformat(figure.papers[figure.code]["plan_start_date"])
    years = figure.dice.between(3, LONGEST_PLAN)
    return (start.replace(year=start.year + years) - dt.timedelta(days=1)).isoformat()


def budget_amount(figure: Figure) -> Value:
    """Million baht: some tens of thousands of baht for each of the staff."""
    thousands = figure.character.staff * (figure.about(48, 16, 8, 130) + figure.dice.below(12))
    return _decimal(max(thousands, 20) // 10, 2)


def budget_spent(figure: Figure) -> Value:
    """Most of what was allocated, at most all of it."""
    hundredths = int(100 * Decimal(figure.papers[figure.code]["digital_budget_amount"]))
    return _decimal(hundredths * figure.about(86, 10, 35, 100) // 100, 2)


def budget_purposes(figure: Figure) -> Value:
    """Most for basic equipment, as the report says; in steps of five per cent."""
    basic = figure.about(-62, 12, -90, -25) // 5 * -5
    rest = (100 - basic) // 5
    systems = rest * figure.dice.between(50, 75) // 100
    research = (rest - systems) * figure.dice.between(10, 60) // 100
    people = rest - systems - research
    parts = {BASIC: basic, SYSTEMS: 5 * systems, RESEARCH: 5 * research, PEOPLE: 5 * people}
    return {name: str(part) for name, part in parts.items()}


def percent(middle: int, deviation: int) -> Callable[[Figure], Value]:
    """A percentage; people like multiples of five."""

    def stated(figure: Figure) -> Value:
        exact = figure.about(middle, deviation, 2, 99)
        return str(exact if figure.dice.below(3) == 0 else max(5, exact // 5 * 5))

    return stated


def staff_total(figure: Figure) -> Value:
    return figure.character.staff


def _decimal(units: int, places: int) -> str:
    whole, part = divmod(units, 10**places)
    return f"{whole}.{part:0{places}}".rstrip("0").rstrip(".")


FIGURES: Final[Mapping[str, Callable[[Figure], Value]]] = {
    "plan_start_date": plan_start,
    "plan_end_date": plan_end,
    "digital_budget_amount": budget_amount,
    "digital_budget_spent": budget_spent,
    "digital_budget_purpose": budget_purposes,
    "staff_total": staff_total,
    "literacy_trained_percent": percent(54, 21),
    "online_requests_percent": percent(56, 24),
}

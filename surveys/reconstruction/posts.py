"""Digital posts: many where an agency is ready, few in the largest ones, and a printed sum."""

from collections.abc import Mapping
from typing import Final

from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.characters import Character
from surveys.reconstruction.dice import SPREAD, Dice

KINDS: Final = ("posts_computer_academic", "posts_computer_officer", "posts_other_digital")
LARGE: Final = 1000
GROWTH: Final = 15
"""Above so many staff, so many more count as one."""

SMALL: Final = 150
UNREACHED: Final = 14
"""Below so many staff there are so many posts fewer for a thousand: the posts have not reached the small."""

PER_THOUSAND: Final[Mapping[Audience, tuple[int, int]]] = {
    Audience.DEPARTMENT: (39, 19),
    Audience.PROVINCE: (32, 16),
}
"""Digital posts for a thousand staff: the middle, and what a standard deviation of readiness adds."""


def share_out_posts(
    propensities: Mapping[str, int],
    characters: Mapping[str, Character],
    *,
    audience: Audience,
    total: int | None,
    dice: Dice,
) -> dict[str, dict[str, int]]:
    """Code → posts by kind; they add up to `total` where one is given."""
    wished = {
        code: _wished(propensity, characters[code].staff, audience)
        for code, propensity in sorted(propensities.items())
    }
    unscaled = {code: each // 1000 for code, each in wished.items()}
    posts = unscaled if total is None else _scaled(wished, total)
    return {code: _by_kind(number, dice) for code, number in posts.items()}


def _wished(propensity: int, staff: int, audience: Audience) -> int:
    """Thousandths of a post."""
    middle, deviation = PER_THOUSAND[audience]
    rate = max(0, middle + deviation * propensity // SPREAD - (UNREACHED if staff < SMALL else 0))
    counted = staff if staff <= LARGE else LARGE + (staff - LARGE) // GROWTH
    return rate * counted + (500 if rate else 0)


def _scaled(wished: Mapping[str, int], total: int) -> dict[str, int]:
    """Whole numbers in the same proportions that add up to `total`; the largest remainders are rounded up."""
    whole = sum(wished.values())
    shares = {code: divmod(each * total, whole) for code, each in wished.items()}
    missing = total - sum(number for number, _remainder in shares.values())
    nearest = sorted(shares, key=lambda code: (-shares[code][1], code))[:missing]
    return {code: number + (code in nearest) for code, (number, _remainder) in shares.items()}


def _by_kind(number: int, dice: Dice) -> dict[str, int]:
    academic = number * dice.between(45, 75) // 100
    officer = (number - academic) * dice.between(35, 80) // 100
    if number == 1:
        academic, officer = [(1, 0), (0, 1), (0, 0)][dice.below(3)]
    return dict(zip(KINDS, (academic, officer, number - academic - officer), strict=True))

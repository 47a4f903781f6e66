"""Differences, with their sign."""

from django import template

from portal.formats import NOTHING, Number, half_up
from reports.queries.comparison import SHOWN_PLACES

register = template.Library()


@register.filter
def signed(value: Number | None, decimals: int = SHOWN_PLACES) -> str:
    """+1.25 or −0.50 points; a dash where there is no difference to speak of."""
    if value is None:
        return NOTHING
    rounded = half_up(value, decimals)
    return f"{rounded:+,}".replace("-", "\u2212") if rounded else f"{abs(rounded)}"


@register.filter
def places(value: int | None) -> str:
    """+12 or −3 places."""
    if value is None:
        return NOTHING
    return f"{value:+,}".replace("-", "\u2212") if value else "0"


@register.filter
def alpha(value: float | None) -> str:
    """0.81, with two decimals; a dash where it is not defined."""
    return NOTHING if value is None else f"{half_up(value, SHOWN_PLACES)}".replace("-", "\u2212")

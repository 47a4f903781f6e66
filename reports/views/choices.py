"""What somebody chose to look at, as it stands in the address. What cannot be chosen counts as not chosen."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from reports.queries.groups import TELLING, Grouping
from reports.queries.levels import label_of
from surveys.questionnaire.vocabulary import Audience


def audience_choices() -> list[tuple[str, str]]:
    """Both levels together, then each: values of `?audience=` and their labels."""
    return [("", _("Both levels")), *((audience.value, label_of(audience)) for audience in Audience)]


def chosen_audience(query: Mapping[str, str]) -> Audience | None:
    """The level of `?audience=`; None for both."""
    chosen = query.get("audience", "")
    return Audience(chosen) if chosen in set(Audience) else None


def groupings_of(audience: Audience | None) -> tuple[Grouping, ...]:
    """The groupings that tell the agencies of a level apart, or those of both; the first is the usual one."""
    return TELLING[audience] if audience else tuple(Grouping)


def chosen_grouping(query: Mapping[str, str], audience: Audience | None) -> Grouping:
    """The grouping of `?by=`, if it says something about the level."""
    offered = groupings_of(audience)
    return next((each for each in offered if each.value == query.get("by")), offered[0])


def chosen_sort(query: Mapping[str, str], keys: Sequence[str], default: str) -> str:
    """The order of `?sort=`: a key, after a minus for the other direction."""
    chosen = query.get("sort", "")
    return chosen if chosen.removeprefix("-") in keys else default

"""What somebody chose to look at, as it stands in the address. What cannot be chosen counts as not chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.queries.groups import Grouping
from reports.queries.levels import label_of
from reports.queries.variety import Variety
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Look:
    """A level (None: both) and a grouping, and what could be chosen: levels are pairs of value and label."""

    audience: Audience | None
    grouping: Grouping
    audiences: list[tuple[str, str]]
    groupings: tuple[Grouping, ...]


def look_of(query: Mapping[str, str], variety: Variety) -> Look:
    """`?audience=` and `?by=`, as far as they tell the reader's agencies apart."""
    audience = variety.only_audience or chosen_audience(query)
    groupings = variety.groupings_of(audience)
    audiences = [] if variety.only_audience else audience_choices()
    return Look(audience, chosen_grouping(query, groupings), audiences, groupings)


def audience_choices() -> list[tuple[str, str]]:
    """Both levels together, then each."""
    return [("", _("Both levels")), *((audience.value, label_of(audience)) for audience in Audience)]


def chosen_audience(query: Mapping[str, str]) -> Audience | None:
    """The level of `?audience=`; None for both."""
    chosen = query.get("audience", "")
    return Audience(chosen) if chosen in set(Audience) else None


def chosen_grouping(query: Mapping[str, str], offered: Sequence[Grouping]) -> Grouping:
    """The grouping of `?by=`, if it is offered; else the first that is."""
    return next((each for each in offered if each.value == query.get("by")), offered[0])

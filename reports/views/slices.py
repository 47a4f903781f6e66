"""Which agencies a page is about: one level, or one group of it, as the address says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agencies.models import AgencyQuerySet
from portal.thai_order import thai_order
from reports.queries.groups import Group, Grouping
from reports.queries.groups_asked import GroupsAsked, groups_asked, of_group
from reports.queries.levels import label_of
from reports.views.access import Follower
from reports.views.choices import chosen_audience
from surveys.questionnaire.vocabulary import Audience

Offered = list[tuple[str, list[tuple[str, str]]]]
"""By grouping, the groups as pairs of value and label."""


@dataclass(frozen=True, slots=True)
class Slice:
    """`group` is "ministry:11", and `name` what it is called; both are "" for the whole level."""

    audience: Audience
    group: str
    name: str
    agencies: AgencyQuerySet
    offered: Offered

    @property
    def level(self) -> str:
        return label_of(self.audience)

    @property
    def query(self) -> dict[str, str]:
        """What an address says about the same agencies."""
        return {"audience": self.audience.value} | ({"group": self.group} if self.group else {})

    @property
    def filters(self) -> dict[str, str]:
        """The same agencies as the filters of a list have them."""
        name, _colon, key = self.group.partition(":")
        return {"audience": self.audience.value} | ({name: key} if name else {})


def slice_of(query: Mapping[str, str], follower: Follower) -> Slice:
    """`?audience=` and `?group=`; a group that is not asked, or not of this level, counts as not chosen."""
    audience = chosen_audience(query) or Audience.DEPARTMENT
    asked = groups_asked(survey_round=follower.survey_round, agencies=follower.agencies, audience=audience)
    chosen = dict(_by_value(asked)).get(query.get("group", ""))
    offered = _offered(asked)
    if chosen is None:
        return Slice(audience, "", "", follower.agencies, offered)
    grouping, group = chosen
    agencies = of_group(follower.agencies, grouping, group)
    return Slice(audience, _value(grouping, group), f"{grouping.label}: {group.label}", agencies, offered)


def _by_value(asked: GroupsAsked) -> Iterator[tuple[str, tuple[Grouping, Group]]]:
    for grouping, groups in asked.items():
        yield from ((_value(grouping, group), (grouping, group)) for group in groups)


def _value(grouping: Grouping, group: Group) -> str:
    return f"{grouping.value}:{group.key}"


def _offered(asked: GroupsAsked) -> Offered:
    return [(str(grouping.label), _choices(grouping, groups)) for grouping, groups in asked.items()]


def _choices(grouping: Grouping, groups: tuple[Group, ...]) -> list[tuple[str, str]]:
    """Provinces in the order of the alphabet, in which people look for them."""
    if grouping is Grouping.PROVINCE:
        groups = tuple(sorted(groups, key=lambda group: thai_order(group.label)))
    return [(_value(grouping, group), group.label) for group in groups]

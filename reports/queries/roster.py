"""The roster of agencies, page by page, and one agency of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Concat

from agencies.models import (
    Agency,
    AgencyLineage,
    AgencyQuerySet,
    Membership,
    Role,
    RosterChange,
    RosterVersion,
)
from agencies.roster.lineage import origins_of, successions_of
from agencies.roster.rows import Table
from portal.languages import active_language
from portal.paging import from_one
from portal.thai_order import thai_order
from reports.queries.names import named_in_roster
from surveys.models import Submission
from surveys.queries.round_roster import asked_in

PER_PAGE = 50
BY_NAME = "name"
SORTS: Mapping[str, tuple[str, ...]] = {
    "code": ("code",),
    "type": ("type", "code"),
    "place": ("place", "code"),
    "active": ("is_active", "code"),
}
SORT_KEYS = (*SORTS, BY_NAME)
PLACE = Coalesce("ministry__code", Concat(Value("province "), "province__code"))
"""For sorting: ministries before provinces, each by code."""


@dataclass(frozen=True, slots=True)
class RosterFilters:
    """What somebody looks for in the roster; "" does not limit. `active` is "yes" or "no"."""

    q: str = ""
    audience: str = ""
    type: str = ""
    ministry: str = ""
    province: str = ""
    region: str = ""
    active: str = ""

    def as_query(self) -> dict[str, str]:
        """The filters that limit, for an address."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class RosterPage:
    """One page: `page` knows its number and its neighbours, `rows` are what stands on it."""

    page: Page[int]
    rows: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """Everything about one agency.

    `people` are the memberships by role; `submissions` its place in every round, the newest first; `history`
    what changed it, the latest first; `origins` and `successions` all that lead to it and away from it.
    """

    agency: Agency
    people: Mapping[str, int]
    submissions: tuple[Submission, ...]
    history: tuple[RosterChange, ...]
    origins: tuple[AgencyLineage, ...]
    successions: tuple[AgencyLineage, ...]


def page_of_roster(filters: RosterFilters, *, sort: str, number: str) -> RosterPage:
    """Page `number` (or the nearest there is) of the agencies that every filter lets through.

    `sort` is one of `SORT_KEYS`, after a minus for the other direction.
    """
    chosen = Agency.objects.filter(*_conditions(filters)).annotate(place=PLACE)
    page = Paginator(_sorted_ids(chosen, sort), PER_PAGE).get_page(from_one(number))
    return RosterPage(page, agencies_in_order(list(page.object_list)))


def roster_file(code: str) -> RosterFile:
    """`Agency.DoesNotExist` when no agency has the code."""
    agency = Agency.objects.select_related("ministry", "province", "office_kind").get(code=code)
    members = Membership.objects.filter(agency=agency, user__is_active=True)
    roles = Counter(members.order_by().values_list("role", flat=True))
    return RosterFile(
        agency=agency,
        people={str(Role(role).label): roles[role] for role in Role if roles[role]},
        submissions=tuple(asked_in(agency)),
        history=tuple(history_of(code)),
        origins=tuple(origins_of(agency.pk)),
        successions=tuple(successions_of(agency.pk)),
    )


def history_of(code: str) -> list[RosterChange]:
    """What changed the agency, the latest first. One query."""
    changes = RosterChange.objects.filter(table=Table.AGENCY, code=code)
    return list(changes.select_related("version__made_by").order_by("-version__number"))


def page_of_versions(number: str) -> Page[RosterVersion]:
    versions = RosterVersion.objects.select_related("made_by").order_by("-number")
    return Paginator(versions, PER_PAGE).get_page(from_one(number))


def changes_of(version: RosterVersion) -> list[RosterChange]:
    """All rows that the version changed, places before agencies."""
    order = list(Table)
    changes = list(version.changes.all())
    return sorted(changes, key=lambda each: (order.index(Table(each.table)), each.code))


def lineage_of(version: RosterVersion) -> list[AgencyLineage]:
    return list(version.lineage.select_related("predecessor", "successor"))


def _conditions(filters: RosterFilters) -> Iterator[Q]:
    if filters.q:
        yield Q(pk__in=named_in_roster(filters.q))
    if filters.ministry:
        yield Q(ministry__code=filters.ministry)
    if filters.province:
        yield Q(province__code=filters.province)
    if filters.active:
        yield Q(is_active=filters.active == "yes")
    for name in ("audience", "type", "region"):
        if value := getattr(filters, name):
            yield Q(**{name: value})


def _sorted_ids(chosen: AgencyQuerySet, sort: str) -> list[int]:
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if key == BY_NAME:
        names = chosen.order_by("code").values_list("pk", f"name_{active_language()}")
        return [pk for pk, _name in sorted(names, key=_by_name, reverse=descending)]
    columns = [f"-{SORTS[key][0]}", *SORTS[key][1:]] if descending else SORTS[key]
    return list(chosen.order_by(*columns).values_list("pk", flat=True))


def _by_name(row: tuple[int, Any]) -> tuple[str, str]:
    return thai_order(row[1])


def agencies_in_order(ids: Sequence[int]) -> tuple[Agency, ...]:
    """The agencies of these ids, in this order. One query."""
    rows = Agency.objects.select_related("ministry", "province", "office_kind").filter(pk__in=ids)
    found = {agency.pk: agency for agency in rows}
    return tuple(found[pk] for pk in ids)

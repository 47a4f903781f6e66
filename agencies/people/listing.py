"""Everybody who has an account, page by page, and how many there are of each role."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OrderBy, Prefetch, Q, QuerySet

from agencies.models import Invitation, Membership, Role, User
from agencies.people.filters import Asked, PeopleFilters, asked_of, choose
from portal.thai_order import thai_order

PER_PAGE = 50
BY_NAME = "name"
SORTS: Mapping[str, Any] = {"email": F("email"), "last_login": F("last_login")}
SORT_KEYS = (BY_NAME, *SORTS)


@dataclass(frozen=True, slots=True)
class Person:
    """One row: the account, its roles, and the state of the invitation as people see it."""

    user: User
    memberships: list[Membership]
    invitation: Invitation | None
    asked: Asked


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the list: `page` knows its number and its neighbours, `rows` are what stands on it."""

    page: Page[int]
    rows: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class RoleCounts:
    """How many of those switched on have each role (one may have several), and who needs attention."""

    roles: dict[str, int]
    no_role: int
    never: int
    off: int


def page_of_people(*, filters: PeopleFilters, sort: str, number: int, now: dt.datetime) -> PeoplePage:
    """Page `number` (or the nearest there is) of those chosen; `sort` as in SORT_KEYS, perhaps after "-"."""
    ids = _sorted_ids(choose(filters, now=now), sort)
    page = Paginator(ids, PER_PAGE).get_page(number)
    return PeoplePage(page, people_of(list(page.object_list), now=now))


def people_of(ids: Sequence[int], *, now: dt.datetime) -> tuple[Person, ...]:
    """The rows of these accounts, in this order. Two queries."""
    users = with_roles(User.objects.filter(pk__in=ids)).select_related("invitation")
    found = {user.pk: _person(user, now) for user in users}
    return tuple(found[pk] for pk in ids)


def with_roles(users: QuerySet[User]) -> QuerySet[User]:
    """With `memberships` and what they are for read along."""
    roles = Membership.objects.select_related("agency", "ministry", "province")
    return users.prefetch_related(Prefetch("memberships", roles))


def role_counts() -> RoleCounts:
    """Two queries."""
    active = Membership.objects.filter(user__is_active=True).order_by()
    roles = dict(active.values_list("role").annotate(n=Count("user", distinct=True)))
    rest = User.objects.aggregate(
        no_role=Count("pk", filter=Q(is_active=True, memberships__isnull=True)),
        never=Count("pk", filter=Q(is_active=True, last_login=None), distinct=True),
        off=Count("pk", filter=Q(is_active=False, erased_at=None), distinct=True),
    )
    return RoleCounts({role.value: roles.get(role.value, 0) for role in Role}, **rest)


def _person(user: User, now: dt.datetime) -> Person:
    invitation = getattr(user, "invitation", None)
    return Person(user, list(user.memberships.all()), invitation, asked_of(invitation, now))


def _sorted_ids(people: QuerySet[User], sort: str) -> list[int]:
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if key == BY_NAME:
        names = people.order_by("pk").values_list("pk", "full_name")
        return [pk for pk, _name in sorted(names, key=lambda row: thai_order(row[1]), reverse=descending)]
    by = OrderBy(SORTS[key], descending=descending, nulls_last=True)
    return list(people.order_by(by, "pk").values_list("pk", flat=True))

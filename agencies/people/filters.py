"""Whom the list of people shows."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Agency, Invitation, Membership, User
from portal.searching import searchable

State = Invitation.State


class Access(StrEnum):
    """Whether somebody uses the account."""

    ON = "on"
    NEVER = "never"
    OFF = "off"


class Asked(StrEnum):
    """The state of an invitation as people see it: one that was sent may have run out."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    FAILED = "failed"
    ACCEPTED = "accepted"


NO_ROLE = "none"


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """What somebody looks for, as it stands in the address; "" does not limit.

    `q` is searched for in name, address and position; `agency` in the code and both names of their agencies.
    `ministry` and `province` are codes: of an agency or of a monitor. `role` is a Role, or "none".
    """

    q: str = ""
    role: str = ""
    agency: str = ""
    ministry: str = ""
    province: str = ""
    access: str = ""
    invitation: str = ""

    def as_query(self) -> dict[str, str]:
        """The filters that limit, for an address."""
        return {name: value for name, value in asdict(self).items() if value}


def choose(filters: PeopleFilters, *, now: dt.datetime) -> QuerySet[User]:
    """Those whom every filter lets through; of erased accounts there is nothing to list."""
    people = User.objects.filter(_role(filters), erased_at=None)
    if filters.access:
        people = people.filter(ACCESS[Access(filters.access)])
    if filters.invitation:
        people = people.filter(invited(Asked(filters.invitation), now, "invitation__"))
    return people.filter(pk__in=_named(people, filters.q)) if filters.q else people


def invited(asked: Asked, now: dt.datetime, prefix: str = "") -> Q:
    """Condition for an invitation in the state that people see; `prefix` leads to it from elsewhere."""
    state, expires = f"{prefix}state", f"{prefix}expires_at__lte"
    if asked == Asked.NONE:
        return Q(invitation__isnull=True)
    if asked == Asked.WAITING:
        return Q(**{f"{state}__in": [State.WAITING, State.SENDING]})
    if asked == Asked.EXPIRED:
        return Q(**{state: State.SENT, expires: now})
    if asked == Asked.SENT:
        return Q(**{state: State.SENT}) & ~Q(**{expires: now})
    return Q(**{state: asked.value})


def asked_of(invitation: Invitation | None, now: dt.datetime) -> Asked:
    """The same for one row."""
    if invitation is None:
        return Asked.NONE
    if invitation.state == State.SENDING:
        return Asked.WAITING
    over = invitation.state == State.SENT and invitation.expires_at and invitation.expires_at <= now
    return Asked.EXPIRED if over else Asked(invitation.state)


def _role(filters: PeopleFilters) -> Q:
    if filters.role == NO_ROLE:
        return Q(memberships__isnull=True)
    limits = [of(getattr(filters, name)) for name, of in SCOPES.items() if getattr(filters, name)]
    limits += [Q(role=filters.role)] if filters.role else []
    return Q(Exists(Membership.objects.filter(*limits, user=OuterRef("pk")))) if limits else Q()


def _of_agency(text: str) -> Q:
    words = [searchable(word) for word in text.split()]
    rows = Agency.objects.order_by().values_list("pk", "name_th", "name_en", "code")
    return Q(agency__in=[pk for pk, *texts in rows if _fits(words, texts)])


def _named(people: QuerySet[User], text: str) -> list[int]:
    """Databases do not know that two spellings of a Thai word are the same, so names are compared here."""
    words = [searchable(word) for word in text.split()]
    rows = people.order_by().values_list("pk", "full_name", "email", "position")
    return [pk for pk, *texts in rows if _fits(words, texts)]


def _fits(words: list[str], texts: list[str]) -> bool:
    there = searchable("\n".join(texts))
    return all(word in there for word in words)


SCOPES: Mapping[str, Callable[[str], Q]] = {
    "agency": _of_agency,
    "ministry": lambda code: Q(agency__ministry__code=code) | Q(ministry__code=code),
    "province": lambda code: Q(agency__province__code=code) | Q(province__code=code),
}
ACCESS: Mapping[Access, Q] = {
    Access.ON: Q(is_active=True),
    Access.NEVER: Q(is_active=True, last_login=None),
    Access.OFF: Q(is_active=False),
}

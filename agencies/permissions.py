"""Who may see and do what.

Roles are read from the database each time, one query a call. Whoever is switched off may nothing.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Q, QuerySet

from agencies.models import Agency, AgencyQuerySet, Membership, Role, User
from agencies.models.membership import AGENCY_ROLES, EGA_ROLES

Person = User | AnonymousUser

EDITING_ROLES = (Role.OFFICER, Role.APPROVER)


def ega_roles(user: Person) -> frozenset[Role]:
    """The roles at EGA that the person has."""
    return frozenset(map(Role, _memberships(user).filter(role__in=EGA_ROLES).values_list("role", flat=True)))


def is_ega(user: Person) -> bool:
    """An analyst or manager of EGA: sees every agency and reads every answer."""
    return _memberships(user).filter(role__in=EGA_ROLES).exists()


def is_manager(user: Person) -> bool:
    """A manager of EGA: also runs the rounds."""
    return _memberships(user).filter(role=Role.MANAGER).exists()


def is_monitor(user: Person) -> bool:
    """Watches over a ministry or a province: sees who has responded, not the answers."""
    return _memberships(user).filter(role=Role.MONITOR).exists()


def visible_agencies(user: Person) -> AgencyQuerySet:
    """Agencies whose existence and response state `user` may see."""
    monitored = _memberships(user).filter(role=Role.MONITOR)
    return Agency.objects.filter(
        _with_role(user, AGENCY_ROLES)
        | Q(ministry__in=monitored.values("ministry"))
        | Q(province__in=monitored.values("province"))
        | _everything_for_ega(user)
    )


def readable_agencies(user: Person) -> AgencyQuerySet:
    """Agencies whose answers `user` may read: a monitor reads none."""
    return Agency.objects.filter(_with_role(user, AGENCY_ROLES) | _everything_for_ega(user))


def editable_agencies(user: Person) -> AgencyQuerySet:
    """Agencies whose answers `user` may change."""
    return Agency.objects.filter(_with_role(user, EDITING_ROLES))


def signable_agencies(user: Person) -> AgencyQuerySet:
    """Agencies for which `user` may sign."""
    return Agency.objects.filter(_with_role(user, (Role.APPROVER,)))


def _memberships(user: Person) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(user=user.pk, user__is_active=True)
        if user.pk
        else Membership.objects.none()
    )


def _with_role(user: Person, roles: tuple[Role, ...]) -> Q:
    return Q(pk__in=_memberships(user).filter(role__in=roles).values("agency"))


def _everything_for_ega(user: Person) -> Q:
    return Q(Exists(_memberships(user).filter(role__in=EGA_ROLES)))

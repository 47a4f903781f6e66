"""What pages read about people and agencies."""

from agencies.models import Membership
from agencies.permissions import Person


def memberships_of(user: Person) -> list[Membership]:
    """The roles of a person, oldest first, each with its agency, ministry or province. One query."""
    if not user.pk:
        return []
    return list(Membership.objects.filter(user=user.pk).select_related("agency", "ministry", "province"))

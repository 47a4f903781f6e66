"""Who answers, and who may see whom."""

from agencies.models.agency import Agency, AgencyQuerySet, AgencyType
from agencies.models.membership import Membership, Role
from agencies.models.places import Ministry, OfficeKind, Province, Region
from agencies.models.roster import AgencyLineage, RosterChange, RosterImport, RosterVersion
from agencies.models.user import User

__all__ = [
    "Agency",
    "AgencyLineage",
    "AgencyQuerySet",
    "AgencyType",
    "Membership",
    "Ministry",
    "OfficeKind",
    "Province",
    "Region",
    "Role",
    "RosterChange",
    "RosterImport",
    "RosterVersion",
    "User",
]

"""Who answers, and who may see whom."""

from agencies.models.agency import Agency, AgencyQuerySet, AgencyType
from agencies.models.credentials import AddressChange, RecoveryCode
from agencies.models.invitation import Invitation, InvitationBatch, InvitationList, InvitationQuerySet
from agencies.models.membership import Membership, Role
from agencies.models.places import Ministry, OfficeKind, Province, Region
from agencies.models.roster import AgencyLineage, RosterChange, RosterImport, RosterVersion
from agencies.models.user import User

__all__ = [
    "AddressChange",
    "Agency",
    "AgencyLineage",
    "AgencyQuerySet",
    "AgencyType",
    "Invitation",
    "InvitationBatch",
    "InvitationList",
    "InvitationQuerySet",
    "Membership",
    "Ministry",
    "OfficeKind",
    "Province",
    "RecoveryCode",
    "Region",
    "Role",
    "RosterChange",
    "RosterImport",
    "RosterVersion",
    "User",
]

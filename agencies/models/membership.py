"""What a person may do, and for whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency
from agencies.models.places import Ministry, Province


class Role(models.TextChoices):
    """The six roles of the portal."""

    OFFICER = "officer", _("Officer")
    APPROVER = "approver", _("Approver")
    READER = "reader", _("Reader")
    MONITOR = "monitor", _("Monitor")
    ANALYST = "analyst", _("EGA analyst")
    MANAGER = "manager", _("EGA manager")


AGENCY_ROLES = (Role.OFFICER, Role.APPROVER, Role.READER)
EGA_ROLES = (Role.ANALYST, Role.MANAGER)

_NO_MINISTRY = Q(ministry__isnull=True)
_NO_PROVINCE = Q(province__isnull=True)
_NO_AGENCY = Q(agency__isnull=True)


class Membership(models.Model):
    """One role of one person: in an agency, over a ministry or a province, or at EGA.

    Changed only by the account services.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="memberships")
    ministry = models.ForeignKey(Ministry, models.PROTECT, null=True, blank=True, related_name="monitors")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="monitors")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_role_has_its_scope",
                condition=(
                    Q(role__in=[role.value for role in AGENCY_ROLES], agency__isnull=False)
                    & _NO_MINISTRY
                    & _NO_PROVINCE
                )
                | (Q(role=Role.MONITOR.value, ministry__isnull=False) & _NO_AGENCY & _NO_PROVINCE)
                | (Q(role=Role.MONITOR.value, province__isnull=False) & _NO_AGENCY & _NO_MINISTRY)
                | (Q(role__in=[role.value for role in EGA_ROLES]) & _NO_AGENCY & _NO_MINISTRY & _NO_PROVINCE),
            ),
            models.UniqueConstraint(name="one_role_once_in_an_agency", fields=["user", "role", "agency"]),
            models.UniqueConstraint(
                name="one_role_once_over_a_ministry", fields=["user", "role", "ministry"]
            ),
            models.UniqueConstraint(
                name="one_role_once_over_a_province", fields=["user", "role", "province"]
            ),
            models.UniqueConstraint(
                name="one_ega_role_once",
                fields=["user", "role"],
                condition=_NO_AGENCY & _NO_MINISTRY & _NO_PROVINCE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    @property
    def scope(self) -> Agency | Ministry | Province | None:
        """What the role is for; None at EGA, whose roles are for everything."""
        return self.agency or self.ministry or self.province

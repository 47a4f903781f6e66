"""The agencies that can be asked."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models.bilingual import BilingualName
from agencies.models.places import Ministry, OfficeKind, Province, Region
from surveys.questionnaire.vocabulary import Audience

AUDIENCE_CHOICES = [
    (Audience.DEPARTMENT.value, _("Department level")),
    (Audience.PROVINCE.value, _("Province level")),
]


class AgencyType(models.TextChoices):
    """The legal kind of an agency, as the yearly report groups them."""

    GOVERNMENT = "government", _("Government department")
    STATE_ENTERPRISE = "state-enterprise", _("State enterprise")
    PUBLIC_ORGANISATION = "public-organisation", _("Public organisation")
    INDEPENDENT = "independent", _("Independent organisation")
    SPECIAL_LOCAL = "special-local", _("Special local administration")
    PROVINCIAL_OFFICE = "provincial-office", _("Provincial office")


class AgencyQuerySet(models.QuerySet["Agency"]):
    """The vocabulary for choosing agencies."""

    def active(self) -> Self:
        return self.filter(is_active=True)

    def of_audience(self, audience: Audience) -> Self:
        return self.filter(audience=audience)


class Agency(BilingualName):
    """A department-level agency or a provincial office. Changed only by `agencies.roster`."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    audience = models.CharField(_("level"), max_length=12, choices=AUDIENCE_CHOICES)
    type = models.CharField(_("agency type"), max_length=24, choices=AgencyType)
    ministry = models.ForeignKey(Ministry, models.PROTECT, null=True, blank=True, related_name="agencies")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="agencies")
    office_kind = models.ForeignKey(
        OfficeKind, models.PROTECT, null=True, blank=True, related_name="agencies"
    )
    region = models.CharField(_("region"), max_length=12, choices=Region)
    is_active = models.BooleanField(_("active"), default=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="agency_type_valid", condition=Q(type__in=AgencyType.values)),
            models.CheckConstraint(name="agency_region_valid", condition=Q(region__in=Region.values)),
            models.CheckConstraint(
                name="agency_belongs_to_ministry_or_province",
                condition=Q(
                    audience=Audience.DEPARTMENT.value,
                    ministry__isnull=False,
                    province__isnull=True,
                    office_kind__isnull=True,
                )
                | Q(
                    audience=Audience.PROVINCE.value,
                    ministry__isnull=True,
                    province__isnull=False,
                    office_kind__isnull=False,
                    type=AgencyType.PROVINCIAL_OFFICE,
                ),
            ),
            models.UniqueConstraint(
                name="one_office_of_a_kind_in_a_province", fields=["province", "office_kind"]
            ),
        ]

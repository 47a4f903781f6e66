"""Ministries, provinces and the kinds of office that every province has."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.bilingual import BilingualName


class Region(models.TextChoices):
    """Four regions and the capital of the provinces; central agencies serve the whole country."""

    NATIONAL = "national", _("Central administration")
    BANGKOK = "bangkok", _("Bangkok")
    CENTRAL = "central", _("Central")
    NORTH = "north", _("North")
    NORTHEAST = "northeast", _("Northeast")
    SOUTH = "south", _("South")


class Ministry(BilingualName):
    """A ministry or a body of its rank. Changed only by `agencies.roster`."""

    code = models.CharField(_("code"), max_length=4, unique=True)

    class Meta:
        ordering = ["code"]


class Province(BilingualName):
    """One of the 77 provinces (Bangkok included). Changed only by `agencies.roster`."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    iso_code = models.CharField(_("ISO 3166-2 code"), max_length=6, unique=True)
    abbreviation_th = models.CharField(_("abbreviation"), max_length=10)
    region = models.CharField(_("region"), max_length=12, choices=Region)
    map_id = models.CharField(_("map id"), max_length=4, unique=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="province_region_valid",
                condition=models.Q(region__in=Region.values) & ~models.Q(region=Region.NATIONAL),
            ),
        ]


class OfficeKind(BilingualName):
    """A kind of provincial office, such as the provincial land office. Changed only by `agencies.roster`."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)

    class Meta:
        ordering = ["number"]

"""How the roster came to be as it is: versions, what each of them changed, and who came after whom."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency

BY_COMMAND = "Loaded from files by a command"
"""The reason of a version whose command was given none."""


class RosterVersion(models.Model):
    """One change of the roster, or one import of many. Written by `agencies.roster`, never changed.

    The counts are those of agencies; `places` counts ministries, provinces and office kinds that were added
    or changed with them.
    """

    class Kind(models.TextChoices):
        BEGINNING = "beginning", _("The roster when its versions began")
        FILES = "files", _("Loaded from files")
        IMPORTED = "imported", _("Imported from a workbook")
        ADDED = "added", _("Agency added")
        KIND_ADDED = "kind_added", _("Kind of office added in every province")
        RENAMED = "renamed", _("Agency renamed")
        MOVED = "moved", _("Agency moved to another ministry")
        DEACTIVATED = "deactivated", _("Agency deactivated")
        REACTIVATED = "reactivated", _("Agency reactivated")
        MERGED = "merged", _("Agencies merged")
        SPLIT = "split", _("Agency split")

    number = models.PositiveIntegerField(_("version"), unique=True)
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(_("when"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    added = models.PositiveIntegerField(_("added"))
    changed = models.PositiveIntegerField(_("changed"))
    deactivated = models.PositiveIntegerField(_("deactivated"))
    places = models.PositiveIntegerField(_("places changed"))

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(name="roster_version_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="roster_version_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="roster_version_kind_valid",
                condition=Q(
                    kind__in=[
                        "beginning",
                        "files",
                        "imported",
                        "added",
                        "kind_added",
                        "renamed",
                        "moved",
                        "deactivated",
                        "reactivated",
                        "merged",
                        "split",
                    ]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    @property
    def why(self) -> str:
        """The reason: as it was typed, or that of a command in the reader's language."""
        return gettext("Loaded from files by a command") if self.reason == BY_COMMAND else self.reason


class RosterChange(models.Model):
    """One row of the roster before and after a version: whole rows, so that any version can be put together.

    `before` is null where the row is new. Never changed: triggers refuse it.
    """

    version = models.ForeignKey(RosterVersion, models.PROTECT, related_name="changes")
    table = models.CharField(_("table"), max_length=12)
    code = models.CharField(_("code"), max_length=12)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"))

    class Meta:
        ordering = ["version", "table", "code"]
        constraints = [
            models.UniqueConstraint(
                name="one_change_of_a_row_in_a_version", fields=["version", "table", "code"]
            ),
            models.CheckConstraint(
                name="roster_change_table_valid",
                condition=Q(table__in=["ministry", "province", "office_kind", "agency"]),
            ),
        ]
        indexes = [models.Index(name="roster_change_by_row", fields=["table", "code", "version"])]

    def __str__(self) -> str:
        return f"{self.version_id} {self.table} {self.code}"


class AgencyLineage(models.Model):
    """One agency that came out of another. Written by `agencies.roster`, never changed.

    No agency can come out of itself, at whatever distance: a trigger refuses it.
    """

    class Kind(models.TextChoices):
        SUCCEEDED = "succeeded", _("took its place")
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split off")

    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="origins")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    happened_on = models.DateField(_("since"))
    version = models.ForeignKey(RosterVersion, models.PROTECT, related_name="lineage")

    class Meta:
        ordering = ["-happened_on", "predecessor__code", "successor__code"]
        constraints = [
            models.UniqueConstraint(
                name="one_line_between_two_agencies", fields=["predecessor", "successor"]
            ),
            models.CheckConstraint(
                name="agency_is_not_its_own_predecessor", condition=~Q(predecessor=F("successor"))
            ),
            models.CheckConstraint(
                name="lineage_kind_valid", condition=Q(kind__in=["succeeded", "merged", "split"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} {self.kind} {self.successor_id}"

    @property
    def reason(self) -> str:
        """The reason of the change that it belongs to."""
        return self.version.reason


class RosterImportQuerySet(models.QuerySet["RosterImport"]):
    """The vocabulary for choosing imports."""

    def waiting(self, now: dt.datetime) -> Self:
        """Those that can still be applied."""
        return self.filter(version__isnull=True, expires_at__gt=now)

    def forgotten(self, now: dt.datetime) -> Self:
        """Those that nobody applied in time."""
        return self.filter(version__isnull=True, expires_at__lte=now)


class RosterImport(models.Model):
    """A workbook that was read, until it is applied or expires. Changed only by `agencies.roster.importing`.

    `rows` are what the workbook says, `base` the number of the version that the preview was computed against.
    """

    file_name = models.CharField(_("file"), max_length=200)
    rows = models.JSONField(_("rows"))
    ignored = models.JSONField(_("columns that were not read"), default=list)
    base = models.PositiveIntegerField(_("computed against"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("when"))
    expires_at = models.DateTimeField(_("expires"))
    version = models.OneToOneField(
        RosterVersion, models.PROTECT, null=True, blank=True, related_name="roster_import"
    )

    objects = RosterImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="roster_import_expires_later", condition=Q(expires_at__gt=F("made_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

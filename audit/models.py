"""Who decided what, when and from where. Rows are written once; the database refuses to change them."""

from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.actions import Action


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """The vocabulary for choosing entries."""

    def about(self, kind: str, code: str) -> Self:
        """Those of one round, agency, person ..."""
        return self.filter(kind=kind, code=code)


class AuditEntry(models.Model):
    """One change. Written by `audit.services.record`, never changed: see `audit.append_only`.

    `kind` and `code` say what was changed, for example "round" and "2569"; `before` and `after` hold the
    values that differ, by name. Of a person only the number of the account is kept here, so that a person can
    be forgotten and the entry stays.
    """

    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.GenericIPAddressField(_("from where"), null=True, blank=True)
    action = models.CharField(_("what"), max_length=40)
    kind = models.CharField(_("of what kind"), max_length=20)
    code = models.CharField(_("of which"), max_length=64)
    round_code = models.CharField(_("round"), max_length=20, blank=True)
    before = models.JSONField(_("before"), null=True, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, blank=True, encoder=DjangoJSONEncoder)
    note = models.TextField(_("note"), blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="audit_entry_names_its_subject", condition=~Q(kind="") & ~Q(code="") & ~Q(action="")
            ),
        ]
        indexes = [
            models.Index(name="audit_entry_by_subject", fields=["kind", "code", "at"]),
            models.Index(name="audit_entry_by_time", fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.code}"

    @property
    def what(self) -> str:
        """What was done, in the reader's language."""
        return str(Action(self.action).label)

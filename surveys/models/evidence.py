"""Files that support an answer."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.submission import Submission


def evidence_path(evidence: "EvidenceFile", _name: str) -> str:
    """Where the file is kept: by its hash, so that no name a stranger chose ever reaches the disk."""
    return f"evidence/{evidence.submission_id}/{evidence.sha256}"


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    """The vocabulary for choosing evidence."""

    def present(self) -> Self:
        return self.filter(removed_at__isnull=True)


class EvidenceFile(models.Model):
    """An uploaded file. Added and taken back by `surveys.services.evidence`; the bytes are never deleted."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="evidence")
    question = models.CharField(_("question"), max_length=40)
    file = models.FileField(_("file"), upload_to=evidence_path, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"))
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_present_copy_of_a_file",
                fields=["submission", "question", "sha256"],
                condition=Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="evidence_removed_by_someone",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

"""What was submitted, exactly, and who signed it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.questionnaire_version import QuestionnaireVersion
from surveys.models.submission import Submission


class SubmissionVersion(models.Model):
    """An immutable snapshot of a submission. Written once by `surveys.services.submitting`.

    `document` is canonical JSON: the answers that apply, the state of every question and the hashes of the
    evidence; `sha256` is its hash, to which the signature is bound. `evidenced_count` says how many questions
    have evidence in it.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    questionnaire = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    document = models.TextField(_("document"))
    evidenced_count = models.PositiveSmallIntegerField(_("questions with evidence"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    receipt_number = models.CharField(_("receipt number"), max_length=60, unique=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("submitted"))

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(name="one_version_of_a_number", fields=["submission", "number"]),
            models.CheckConstraint(name="version_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="version_has_a_hash", condition=Q(sha256__length=64)),
        ]

    def __str__(self) -> str:
        return self.receipt_number


class Signature(models.Model):
    """An approver's signature under one version. Written once by `surveys.services.submitting`.

    Name and position are those at the time of signing.
    """

    version = models.OneToOneField(SubmissionVersion, models.PROTECT, related_name="signature")
    sha256 = models.CharField(_("SHA-256 of what was signed"), max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed"))
    full_name = models.CharField(_("full name"), max_length=200)
    position = models.CharField(_("position"), max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(name="signature_has_a_hash", condition=Q(sha256__length=64))]

    def __str__(self) -> str:
        return f"{self.version_id} {self.full_name}"

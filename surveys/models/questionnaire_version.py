"""A questionnaire as it was loaded, for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

models.TextField.register_lookup(Length)
models.CharField.register_lookup(Length)


def workbook_path(version: "QuestionnaireVersion", _name: str) -> str:
    """Where the uploaded workbook is kept: by its hash, so that no name a stranger chose reaches the disk."""
    return f"questionnaires/{version.file_sha256}"


class QuestionnaireVersion(models.Model):
    """A compiled questionnaire document. Written once by `surveys.services.questionnaires`, never changed.

    `file` is the workbook byte for byte, where one was uploaded; `former_names` what questions were called
    in the version before, by their names here, as its column ega--formerly said.
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    title_th = models.CharField(_("Thai title"), max_length=250)
    title_en = models.CharField(_("English title"), max_length=250)
    document = models.TextField(_("document"))
    source_name = models.CharField(_("workbook"), max_length=250)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    loaded_at = models.DateTimeField(_("loaded"))
    file = models.FileField(_("file"), upload_to=workbook_path, max_length=200, blank=True)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    file_size = models.PositiveIntegerField(_("size"), default=0)
    former_names = models.JSONField(_("former names"), default=dict, blank=True)

    class Meta:
        ordering = ["-loaded_at"]
        constraints = [
            models.CheckConstraint(name="questionnaire_has_a_hash", condition=Q(sha256__length=64)),
            models.CheckConstraint(
                name="questionnaire_file_has_a_hash",
                condition=Q(file="", file_sha256="", file_size=0) | (~Q(file="") & Q(file_sha256__length=64)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.sha256[:8]})"

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self.title_en if (get_language() or "th").startswith("en") else self.title_th

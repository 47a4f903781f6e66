"""A questionnaire as it was loaded, for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

models.TextField.register_lookup(Length)
models.CharField.register_lookup(Length)


class QuestionnaireVersion(models.Model):
    """A compiled questionnaire document. Written once by `surveys.services.questionnaires`, never changed."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    title_th = models.CharField(_("Thai title"), max_length=250)
    title_en = models.CharField(_("English title"), max_length=250)
    document = models.TextField(_("document"))
    source_name = models.CharField(_("workbook"), max_length=250)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    loaded_at = models.DateTimeField(_("loaded"))

    class Meta:
        ordering = ["-loaded_at"]
        constraints = [
            models.CheckConstraint(name="questionnaire_has_a_hash", condition=Q(sha256__length=64)),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.sha256[:8]})"

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self.title_en if (get_language() or "th").startswith("en") else self.title_th

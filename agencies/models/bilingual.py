"""A record with a Thai and an English name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.languages import active_language


class BilingualName(models.Model):
    """Two names, of which readers see the one of their language."""

    name_th = models.CharField(_("Thai name"), max_length=250)
    name_en = models.CharField(_("English name"), max_length=250)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.name_en if active_language() == "en" else self.name_th

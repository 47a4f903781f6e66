"""What EGA decided about a round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.round import Round


class RoundEvent(models.Model):
    """A decision about a whole round. Written by `surveys.services`, never changed."""

    class Kind(models.TextChoices):
        SCORES_SHOWN = "scores_shown", _("Scores shown to the agencies")
        SCORES_HIDDEN = "scores_hidden", _("Scores hidden from the agencies")

    round = models.ForeignKey(Round, models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=16, choices=Kind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="round_event_kind_valid", condition=Q(kind__in=["scores_shown", "scores_hidden"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"

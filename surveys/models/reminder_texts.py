"""What the portal itself writes before the last day, where a manager has changed it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.reminder import Reminder
from surveys.models.round import Round


class ReminderTexts(models.Model):
    """The texts of one automatic step in one round; without a row the standard ones stand.

    Changed only by `surveys.services.reminder_texts`, and no more once a mail of the step is written.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="reminder_texts")
    step = models.CharField(_("step"), max_length=16, choices=Reminder.Step)
    subject_th = models.CharField(_("Thai subject"), max_length=200)
    body_th = models.TextField(_("Thai text"))
    subject_en = models.CharField(_("English subject"), max_length=200)
    body_en = models.TextField(_("English text"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["round", "step"]
        constraints = [
            models.UniqueConstraint(name="one_text_of_a_step", fields=["round", "step"]),
            models.CheckConstraint(
                name="reminder_texts_of_an_automatic_step",
                condition=Q(step__in=["days_30", "days_7", "days_1"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.step}"

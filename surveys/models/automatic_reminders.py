"""Whether the portal itself reminds the agencies of a round."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.round import Round


class AutomaticReminders(models.Model):
    """The switch of one round; without a row it is off. Changed only by `surveys.services.reminders`.

    `origin` is the portal as the manager reached it who switched it on, for the links in the mails.
    """

    round = models.OneToOneField(Round, models.PROTECT, related_name="automatic_reminders")
    switched_on = models.BooleanField(_("on"), default=False)
    origin = models.CharField(_("address of the portal"), max_length=255)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("when"))

    def __str__(self) -> str:
        return f"{self.round_id} {self.switched_on}"

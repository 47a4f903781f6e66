"""Whom readers can ask: EGA's help desk, as the environment names it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from portal.languages import active_language


@dataclass(frozen=True, slots=True)
class Support:
    """What is known of it; all empty, and false, where nothing was set."""

    email: str
    phone: str
    hours: str

    def __bool__(self) -> bool:
        return bool(self.email or self.phone)

    @property
    def sentence(self) -> str:
        """How to reach it, for the end of a text; empty where nothing was set."""
        phone = _("telephone %(phone)s") % {"phone": self.phone} if self.phone else ""
        ways = ", ".join(filter(None, (self.email, phone)))
        hours = f" ({self.hours})" if self.hours else ""
        return _("EGA’s help desk: %(ways)s") % {"ways": ways + hours} if ways else ""


def support() -> Support:
    """The help desk, with its hours in the reader's language."""
    english = active_language() == "en"
    hours = settings.SUPPORT_HOURS_EN if english else settings.SUPPORT_HOURS
    return Support(settings.SUPPORT_EMAIL, settings.SUPPORT_PHONE, hours)

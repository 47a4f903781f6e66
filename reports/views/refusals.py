"""Why a step of EGA was refused, and what to do about it, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from surveys.services.errors import Refused

REFUSALS = {
    "not_open": _("The round is not open, so nobody can be given more time in it."),
    "extension_in_the_past": _("The new last day is over already. Choose a later one."),
    "extension_not_later": _("The agency has this much time already. Choose a later day."),
    "not_submitted": _("The agency has submitted nothing that could be returned."),
    "round_closed": _("The round is closed, so the agency could not correct anything."),
    "reason_missing": _("Say why, so that the agency knows."),
}


def refused_text(refused: Refused) -> str:
    """What to say for a refusal."""
    return gettext(REFUSALS[refused.code])

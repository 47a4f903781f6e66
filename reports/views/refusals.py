"""Why a step of EGA was refused, and what to do about it, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from surveys.services.errors import Refused

REFUSALS = {
    "archived": _("The round is archived, so it is only read. Bring it back first."),
    "not_open": _("The round is not open, so nobody can be given more time in it."),
    "extension_in_the_past": _("The new last day is over already. Choose a later one."),
    "extension_too_short": _("Everybody has this much time. Choose a day after the last day of the round."),
    "extension_too_long": _("This is more than a year after the last day of the round. Check the year."),
    "extension_unchanged": _("This is the agency’s last day already. Choose another one."),
    "not_submitted": _("The agency has submitted nothing that could be returned."),
    "no_time_left": _(
        "The agency’s time is over, so it could not correct anything and its response would be lost. "
        "Give it more time first, then return the answers."
    ),
    "withdrawn": _("The agency was withdrawn from the round, so there is nothing to decide here."),
    "round_closed": _("The round is closed, so the agency could not correct anything."),
    "agencies_changed": _(
        "Agencies or their last days have changed since you opened the page. Nobody was given more time yet. "
        "Look over the list below, then give it."
    ),
    "nobody_gets_more": _("All of these agencies have this much time already. Choose a later day."),
    "reminder_not_open": _("The round takes no answers now, so nobody is reminded."),
    "nobody_left": _("Everybody whom this step concerns has had its reminder. Nothing was sent."),
    "recipients_changed": _(
        "The list of recipients has changed since you opened the page. Nothing was sent. "
        "Look over the list below, then send."
    ),
    "reminder_stopped": _("The reminder is stopped. Continue it first, then send single mails again."),
    "texts_sent": _(
        "The first mail of this step is written already, so its text stays as it was sent. "
        "Write what you want to say as a reminder by hand."
    ),
    "texts_changed": _(
        "Somebody else has changed this text since you opened the page. Nothing was saved. "
        "Compare theirs with yours below, then save yours again or leave theirs."
    ),
    "reason_missing": _("Say why, so that the agency knows."),
}


def refused_text(refused: Refused) -> str:
    """What to say for a refusal."""
    return gettext(REFUSALS[refused.code])

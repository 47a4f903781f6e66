"""What a refusal is called, in the reader's language, with what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.accounts import AccountRefused
from agencies.services import LastManager

REFUSALS: Mapping[str, Promise] = {
    "own_account": _("This cannot be done to your own account. Ask another manager."),
    "not_removable": _("Approvers are changed by EGA. Ask EGA."),
    "reason_missing": _("Say why, and how you made sure who asked."),
    "changed_meanwhile": _(
        "Somebody else has changed the address meanwhile. Look at the one that stands there now."
    ),
    "same_address": _("This is the address already."),
    "address_taken": _("Another account has this address. Look for it in the list of people."),
    "already_erased": _("The personal data of this person is erased already."),
    "signature_waits": _(
        "A response waits for a signature that only this person can give. Make somebody else an approver of "
        "the agency first, or wait until it is signed."
    ),
    "last_manager": _(
        "This is the only manager: nobody could run the survey any more. Make somebody else a manager first."
    ),
}


def refusal(error: AccountRefused | LastManager) -> str:
    """The sentence for the page."""
    return str(REFUSALS["last_manager" if isinstance(error, LastManager) else error.code])

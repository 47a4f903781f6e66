"""What the page's script says, in the reader's language."""

from django.conf import settings
from django.utils.translation import gettext as _

from portal.formats import format_file_size
from surveys.views.countdown import countdown_texts
from surveys.views.refusals import refusal_text


def script_texts() -> dict[str, str]:
    """Sentence by key; `%(…)s` is filled by the script."""
    return {
        "saving": _("Saving…"),
        "retrying": _("Not saved yet, trying again"),
        "offline": _("No connection. What you typed is kept on this computer and will be saved."),
        "unavailable": _("The portal is out of reach. What you typed is kept on this computer."),
        "login": _("Your session has ended. What you typed is kept on this computer."),
        "login_link": _("Log in again in a new tab"),
        "out_of_date": _("This page is out of date. Load it again; what you typed is kept on this computer."),
        "invalid": _("One answer is not saved."),
        "refused": _(
            "The portal could not accept this answer; it may be too long. "
            "What you typed is kept on this computer: change it, and it is sent again."
        ),
        "conflict": _("One answer is not saved: somebody else answered too."),
        "go_there": _("Go there"),
        "not_saved": _("Not saved"),
        "typed": _("Not saved yet"),
        "kept": _("Answers from last time are not saved."),
        "unticked": _("Unticked, because they cannot stand together: %(labels)s"),
        "undo": _("Undo"),
        "declared_over": _("What you answered above does not count while this is ticked."),
        "characters_left": _("%(count)s characters left"),
        "characters_over": _("%(count)s characters too many"),
        "uploading": _("Attaching…"),
        "too_large": refusal_text("evidence_too_large")
        % {"size": "%(size)s", "limit": format_file_size(settings.EVIDENCE_MAX_BYTES)},
        "file_refused": _("The portal could not accept the file; it may be too large."),
        "upload_failed": _("The file could not be attached. Check the connection and try again."),
    } | countdown_texts()

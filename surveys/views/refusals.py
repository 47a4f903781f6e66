"""Why something was refused, and what to do about it, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from portal.formats import format_file_size
from portal.support import support
from surveys.services.errors import Refused

REFUSALS = {
    "round_not_open": _(
        "The round is not open yet. You can read the questions, and answer from the first day on."
    ),
    "round_closed": _("The round is closed. Answers can only be read now."),
    "withdrawn": _(
        "EGA has withdrawn the agency from this round, so nothing has to be answered. What was answered is "
        "kept and can be read; the history says why."
    ),
    "deadline_passed": _(
        "The deadline has passed, so nothing can be changed any more. "
        "If you need more time, ask EGA for an extension."
    ),
    "already_submitted": _(
        "The answers are submitted and wait for the approver’s signature. "
        "To change them, ask the approver to return them for correction."
    ),
    "submitted_no_time": _(
        "The answers are submitted and wait for the approver’s signature. The deadline has passed, so they "
        "can no longer be changed. If something is wrong, ask EGA for an extension."
    ),
    "already_signed": _(
        "The answers are signed. To change them, ask the approver to return them for correction."
    ),
    "signed_no_time": _(
        "The answers are signed. The deadline has passed, so they can no longer be changed. "
        "If something is wrong, ask EGA for an extension."
    ),
    "incomplete": _("Something is still missing, so nothing was submitted. The list below says what."),
    "blanks_changed": _(
        "Answers have changed since you opened the page, and with them the questions that stay blank. "
        "Nothing was submitted: look the list over again, and confirm it."
    ),
    "not_submitted": _("The answers are not submitted, so there is nothing to sign or to return."),
    "no_time_left": _(
        "The deadline has passed, so the officers could not correct anything "
        "and the response would be lost. Ask EGA for an extension first."
    ),
    "version_changed": _(
        "The answers were submitted again after you opened this page. Read them once more before you sign."
    ),
    "reason_missing": _("Say what has to be corrected, so that the officers know."),
    "evidence_not_asked": _("No files belong to this question."),
    "evidence_empty": _("The file is empty."),
    "evidence_too_large": _(
        "The file is %(size)s, more than the %(limit)s allowed. Make it smaller, or attach it in parts."
    ),
    "evidence_old_office": _(
        "Files in the old format .%(old)s cannot be attached. Open the file in its program, "
        "choose “Save as”, take .%(new)s or .pdf, and attach the new file."
    ),
    "evidence_kind": _(
        "Files of this kind cannot be attached. Attach .docx, .xlsx, .pptx, .pdf, .jpg or .png; "
        "save other documents as .pdf first."
    ),
    "evidence_content": _(
        "The file is not what its name says, is damaged or holds macros. Open it in its program, "
        "save it again as .docx, .xlsx, .pptx or .pdf without macros, and attach the new file."
    ),
    "evidence_twice": _("This file is already attached here."),
    "evidence_too_many": _("There are already ten files here. Remove one first."),
    "other_person": _(
        "Somebody else is logged in in this browser now, so nothing was saved. "
        "Log in as the person who opened this page, or load the page again."
    ),
    "unknown_question": _("This question is not part of your questionnaire."),
}
ASK_EGA = {"deadline_passed", "submitted_no_time", "signed_no_time", "no_time_left"}


def refusal_text(code: str) -> str:
    """What to say for the code of a refusal; with the help desk where EGA is to be asked."""
    text = gettext(REFUSALS[code])
    return f"{text} {support().sentence}".strip() if code in ASK_EGA else text


def refused_text(refused: Refused) -> str:
    """What to say for a refusal."""
    text = refusal_text(refused.code)
    return text % {name: _shown(value) for name, value in refused.params.items()} if refused.params else text


def _shown(value: int | str) -> str:
    """Whole numbers are bytes."""
    return format_file_size(value) if isinstance(value, int) else value

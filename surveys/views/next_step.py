"""The one thing to do next with a submission."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.models import Submission
from surveys.services.editing import why_not_signable
from surveys.views.access import Rights
from surveys.views.addresses import address
from surveys.views.refusals import refusal_text
from surveys.views.returned import Returned
from surveys.views.sheet import Sheet

State = Submission.State


@dataclass(frozen=True, slots=True)
class Step:
    """A button, and a sentence that says why it is the next thing."""

    label: str
    url: str
    text: str = ""


def next_step(sheet: Sheet, rights: Rights, not_editable: str | None, returned: Returned | None) -> Step:
    """What the reader should do next.

    `not_editable` is the code of why answers cannot be changed, if so; `returned` what came back, if so.
    """
    submission = sheet.submission
    if rights.edit and not_editable is None:
        return _correct(sheet) if returned and returned.untouched else _fill(sheet)
    if rights.sign and why_not_signable(submission) is None:
        return _sign(sheet)
    if submission.state in (State.WAITING, State.SIGNED):
        return _receipt(sheet, rights, not_editable)
    return Step(
        _("Read the answers"),
        address("review", sheet.submission),
        refusal_text(not_editable) if not_editable else "",
    )


def _fill(sheet: Sheet) -> Step:
    if sheet.review.is_complete:
        text = _("Everything that must be answered is answered. Read it through, and submit.")
        return Step(_("Review and submit"), address("review", sheet.submission), text)
    unfinished = next((each for each in sheet.progress if each.blocking), sheet.progress[0])
    started = sheet.submission.state != State.NOT_STARTED
    return Step(
        _("Continue answering") if started else _("Start answering"),
        address("dimension", sheet.submission, unfinished.code if started else sheet.progress[0].code),
    )


def _correct(sheet: Sheet) -> Step:
    text = _("Nothing was changed since the answers came back. Correct them first, then submit them again.")
    first = next((each for each in sheet.progress if each.blocking), sheet.progress[0])
    return Step(_("Correct the answers"), address("dimension", sheet.submission, first.code), text)


def _sign(sheet: Sheet) -> Step:
    text = _("The officers have submitted the answers. They count when you have read and signed them.")
    return Step(_("Read and sign"), address("sign", sheet.submission), text)


def _receipt(sheet: Sheet, rights: Rights, not_editable: str | None) -> Step:
    text = refusal_text(not_editable) if not_editable else ""
    if rights.sign and not_editable == "already_signed":
        text = _("The answers are signed. If something is wrong, you can return them for correction.")
    if sheet.submission.state == State.SIGNED and sheet.submission.round.scores_shown_at:
        return Step(_("See the score"), address("score", sheet.submission), text)
    return Step(_("See the receipt"), address("receipt", sheet.submission), text)

"""The one thing to do next with a submission."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.models import Submission
from surveys.views.access import Rights
from surveys.views.addresses import address
from surveys.views.refusals import refusal_text
from surveys.views.sheet import Sheet

State = Submission.State


@dataclass(frozen=True, slots=True)
class Step:
    """A button, and a sentence that says why it is the next thing."""

    label: str
    url: str
    text: str = ""


def next_step(sheet: Sheet, rights: Rights, not_editable: str | None) -> Step:
    """What the reader should do next; `not_editable` is the code of why answers cannot be changed, if so."""
    state = sheet.submission.state
    if rights.edit and not_editable is None:
        return _fill(sheet)
    if rights.sign and state == State.WAITING:
        return _sign(sheet)
    if state in (State.WAITING, State.SIGNED):
        return _receipt(sheet, not_editable)
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


def _sign(sheet: Sheet) -> Step:
    text = _("The officers have submitted the answers. They count when you have read and signed them.")
    return Step(_("Read and sign"), address("sign", sheet.submission), text)


def _receipt(sheet: Sheet, not_editable: str | None) -> Step:
    if sheet.submission.state == State.SIGNED and sheet.submission.round.scores_shown_at:
        return Step(_("See the score"), address("score", sheet.submission))
    text = refusal_text(not_editable) if not_editable else ""
    return Step(_("See the receipt"), address("receipt", sheet.submission), text)

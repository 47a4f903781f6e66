"""What every figure of a round means, said once: beside the tile, over the table, in the workbook."""

from django.utils.translation import gettext_lazy as _

from reports.queries.items import Outcome

MEANINGS = {
    "asked": _("Every agency that is asked in this round."),
    "started": _("Saved at least one answer, whatever became of it."),
    "submitted": _("What was submitted stands: it waits for the signature, or is signed."),
    "unsigned": _("Submitted, and not signed yet. It counts as a response once it is signed."),
    "responded": _("Signed by the approver; submitted, where the round needs no signature."),
    "on_time": _("Responded, and submitted for the first time before the round’s own deadline."),
    "late": _("Responded, but submitted for the first time after the round’s own deadline."),
    "not_responded": _("Not signed yet, whether begun, submitted or returned."),
    "overdue": _("Nothing submitted stands, although the agency’s own last day is over."),
}
"""By the name that the figure has in `reports.queries.figures.Figures`."""

OUTCOMES = {
    Outcome.ANSWERED: _("Answered"),
    Outcome.NONE: _("Answered “none” or “no”"),
    Outcome.NOT_STATED: _("Not stated: left blank"),
    Outcome.BY_RULE: _("Not applicable by rule"),
    Outcome.DECLARED: _("Declared not applicable, with a reason"),
}
"""What came of a question in an agency that has responded."""

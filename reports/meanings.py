"""What every figure of a round means, said once: beside the tile, over the table, in the workbook."""

from django.utils.translation import gettext_lazy as _

from reports.models import WorkbookExport
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

PURPOSES = {
    WorkbookExport.Kind.RESPONSE: _(
        "Who has responded: rates by level, type, ministry, region, province and kind of office, day by day, "
        "and every agency with its state and whom to call."
    ),
    WorkbookExport.Kind.RESULTS: _(
        "Scores of every agency by dimension and indicator, and the means of types, ministries, regions, "
        "provinces and kinds of offices, each with its n."
    ),
    WorkbookExport.Kind.ITEMS: _(
        "How often which answer was given to each question, with n and base, the four states of an answer "
        "apart."
    ),
    WorkbookExport.Kind.ANSWERS: _(
        "Every answer as it was submitted, with repeating rows, codebook, options and weights: enough to "
        "compute every score anew."
    ),
    WorkbookExport.Kind.JOURNAL: _("Who decided what, when, and what stood there before and after."),
    WorkbookExport.Kind.EVERYTHING: _(
        "All that EGA may see of a round in one file: response, scores, means, questions, answers, codebook."
    ),
}
"""What a workbook of each kind is for."""

"""Why a step of a round was refused, and what to do about it, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from surveys.services.errors import RoundRefused

REFUSALS = {
    "changed_meanwhile": _(
        "Somebody else has changed this round since you opened the page, so nothing was done. "
        "Look at what has changed, and decide again."
    ),
    "archived": _("The round is archived, so it is only read. Bring it back first."),
    "reason_missing": _("Say why. The reason stays in the history of the round."),
    "not_open": _("The round is not open."),
    "already_open": _("The round is open already."),
    "already_closed": _("The round is closed. It can only be opened again, with a reason."),
    "opening_day_past": _(
        "The first day has come already, so the clock would open the round at once. "
        "Choose a later first day, or open the round now."
    ),
    "already_set": _("The round is set to open by itself already."),
    "not_set": _("The round is not set to open by itself."),
    "no_questionnaire": _("The round has no questionnaire. Choose one in the settings."),
    "weights_off": _(
        "The weights of the questionnaire do not add up to 100. Correct the workbook, load it again, "
        "and choose it in the settings."
    ),
    "no_agencies": _("No agency is asked in this round. Choose the agencies first."),
    "not_closed": _("The round is not closed, so there is nothing to open again."),
    "results_published": _(
        "The results of this round are released, so its answers must not move. Take the results back first."
    ),
    "still_open": _("The round is open. Close it before you archive it."),
    "already_archived": _("The round is archived already."),
    "not_archived": _("The round is not archived."),
    "code_taken": _("There is a round of this code already. Choose another code, for example with “-2”."),
    "days_reversed": _("The last day is before the first day. Correct one of them."),
    "days_too_far": _("The first and the last day are more than two years apart. Check the years."),
    "days_over": _("The last day is over already. Choose today or a later day."),
    "days_unchanged": _("These are the days of the round already. Choose others."),
    "already_begun": _("The first day has come, so it cannot be moved any more."),
    "questionnaire_frozen": _("The round has been opened, so its questionnaire can no longer be exchanged."),
    "answers_lost": _(
        "Agencies of this round have given answers that this questionnaire has no place for. "
        "Choose one that keeps those questions and options."
    ),
    "days_need_a_reason": _("Agencies rely on the days of an open round. Move them on a page of their own."),
    "settings_frozen": _("The round is further than your page was: this setting cannot be changed any more."),
    "would_close_at_once": _(
        "With so few days the round would close at once. Give more days, or close it by its own step."
    ),
}


def refused_text(refused: RoundRefused) -> str:
    """What to say for a refusal."""
    return gettext(REFUSALS[refused.code])

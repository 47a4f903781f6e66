"""Why a questionnaire could not be taken into a round, or a crosswalk not be saved."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from surveys.services.errors import Refused

REFUSALS = {
    "round_not_preparing": _(
        "The round is not in preparation any more, so its questionnaire stays as it is. "
        "Score the round again by the corrected version instead."
    ),
    "chosen_meanwhile": _(
        "Somebody chose another questionnaire for this round meanwhile, so nothing was changed. "
        "Look at what the round asks now, and choose again."
    ),
    "asked_already": _("The round asks this version already."),
    "answers_lost": _(
        "Agencies of this round have given answers that this version has no place for, "
        "so nothing was changed. The list says which; keep those questions and options in the workbook, "
        "and load it again."
    ),
    "crosswalk_changed": _(
        "Somebody else saved this table after you opened it, so nothing was saved. "
        "What you typed stands below; what was saved meanwhile stands beside it where it differs. "
        "Put right what you want, and save again."
    ),
}


def refused_text(refused: Refused) -> str:
    """What to say for a refusal."""
    return gettext(REFUSALS[refused.code])

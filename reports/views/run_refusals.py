"""Why a step of a scoring run was refused, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from scoring.services.errors import RunRefused
from surveys.questionnaire.orphans import ORPHAN_MESSAGES

RUN_REFUSALS = {
    "reason_missing": _("Say why the round is scored again."),
    "round_preparing": _("The round is not open yet, so there is nothing to score. Open it first."),
    "orphans": _(
        "Answers of this round would have no place in that questionnaire, so they could not be scored. "
        "Load a questionnaire that keeps every question and every option, and try again."
    ),
    "nodes": _(
        "That questionnaire has other dimensions or indicators than the one of the round, so its figures "
        "could not stand beside each other. Keep the framework, and change weights or points only."
    ),
    "archived": _("The round is archived, so it is only read. Bring it back first."),
    "already_running": _("Another run of this round is running. Wait until it is finished, or stop it."),
    "not_decided_yet": _("Nothing is decided until that moment yet. Choose again what is scored."),
    "not_running": _("The run is not running any more."),
    "already_live": _("The figures come from this run already."),
    "not_finished": _("The run is not finished, so its figures would not be whole."),
    "has_failures": _("Some submissions could not be scored in this run, so its figures would not be whole."),
}


def refused_run_text(refused: RunRefused) -> str:
    """What to say for a refusal."""
    return gettext(RUN_REFUSALS[refused.code])


def orphan_texts(refused: RunRefused) -> list[str]:
    """What the other questionnaire lacks, a line each."""
    return [gettext(ORPHAN_MESSAGES[orphan.code]) % orphan.params for orphan in refused.orphans]

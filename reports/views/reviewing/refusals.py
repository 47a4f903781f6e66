"""Why a step of a review was refused, and what to do about it, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from surveys.services.errors import Refused

REFUSALS = {
    "withdrawn": _("The agency was withdrawn from the round, so there is nothing to review."),
    "archived": _("The round is archived, so it is only read. Bring it back first."),
    "not_submitted": _("The agency has not submitted its answers, so there is nothing to review yet."),
    "held_by_other": _("%(who)s is reviewing this submission now. You can read it, and take another one."),
    "finished_already": _("This review is finished. Take it up again to decide anew."),
    "not_held": _("You do not hold this review any more. Take the submission again to go on with it."),
    "reviewed_already": _("This submission is reviewed already."),
    "same_reviewer": _("The review is with this person already. Choose another one."),
    "reason_missing": _("Say why."),
    "unknown_question": _("This question is not part of what was submitted."),
    "unknown_decision": _("Choose what you decide."),
    "not_scored": _("This question has no score for this agency, so it cannot be adjusted."),
    "score_missing": _("Say with which score the question shall count."),
    "score_out_of_range": _("Give a score from 0 to 100, with at most two decimals."),
    "newer_version": _(
        "The agency has submitted again since you took it. Go on with the new version: "
        "what you decided on everything that has not changed is taken over."
    ),
    "returned": _(
        "The answers were returned to the agency while you reviewed them. What you decided is kept, and "
        "taken over for everything that has not changed when the agency submits again."
    ),
    "undecided": _("Questions with evidence that are not decided yet: %(n)s. Decide them first."),
    "not_finished": _("This review is not finished, so there is nothing to take up again."),
    "sent_back": _(
        "The submission was sent back with this review. Review it again when the agency has submitted it."
    ),
    "results_published": _(
        "The results of this round are released, so decided reviews stay. Take the results back first."
    ),
    "no_time_left": _(
        "The agency’s time is over, so it could not correct anything and its response would be lost. "
        "Give it more time first, then finish the review; or adjust the score instead. "
        "Your decisions are kept."
    ),
    "round_closed": _(
        "The round is closed, so the agency could not correct anything. Adjust the score instead, or have a "
        "manager open the round again. Your decisions are kept."
    ),
}


def refused_text(refused: Refused) -> str:
    """What to say for a refusal."""
    return gettext(REFUSALS[refused.code]) % refused.params


def text_of(code: str) -> str:
    """The same for a code without figures."""
    return gettext(REFUSALS[code])

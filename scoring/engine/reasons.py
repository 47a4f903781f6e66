"""Why a node has its score, in words."""

from typing import Final

from surveys.questionnaire.messages import N_

REASON_MESSAGES: Final[dict[str, str]] = {
    # dimensions, indicators, the total
    "mean": N_("The weighted mean of what applies below."),
    "condition_not_met": N_("Does not apply to this agency, as its answers show."),
    "nothing_applies": N_("Nothing below applies, so it is left out and its weight is shared out."),
    # questions without points of their own
    "not_asked": N_("Not asked of this agency, as its other answers show."),
    "declared": N_("The agency declared that this does not apply to it: %(reason)s"),
    "not_stated_zero": N_("Not stated, which counts as 0."),
    "not_stated_skipped": N_("Not stated, so it is left out and its weight is shared out."),
    # questions with points
    "choice": N_("“%(choice)s” earns %(points)s points."),
    "sum": N_("The options chosen add up to %(sum)s points; %(maximum)s is the full mark."),
    "share": N_("%(chosen)s options chosen; %(maximum)s is the full mark."),
    "percentages": N_("The weighted percentages add up to %(sum)s; %(maximum)s is the full mark."),
    "ratio": N_("%(value)s out of %(base)s; a ratio of %(maximum)s is the full mark."),
    "rows": N_("The mean over all rows, %(count)s in number."),
    "matrix": N_("The weighted mean of %(count)s items."),
    "value": N_("The number is itself the score."),
    # questions that EGA's review has adjusted
    "adjusted": N_("EGA’s review set the score to %(score)s: %(reason)s"),
    "adjusted_without_effect": N_(
        "EGA’s review set the score to %(score)s, without effect, as the question does not apply: %(reason)s"
    ),
}
"""English messages by code, to be passed through gettext and filled with the reason's `params`."""

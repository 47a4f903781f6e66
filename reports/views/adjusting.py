"""What pages of figures say of the adjustments of EGA's reviews that no figure holds yet."""

from typing import Any

from agencies.permissions import is_manager
from reports.queries.adjustments import waiting_for_a_run
from reports.views.access import Follower


def waiting_adjustments(follower: Follower) -> dict[str, Any]:
    """How many there are, and whether the reader may have the round scored again."""
    waiting = waiting_for_a_run(follower.survey_round)
    return {"waiting_adjustments": waiting, "may_score_again": waiting > 0 and is_manager(follower.user)}

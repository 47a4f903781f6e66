"""What the states of reviews are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surveys.queries.reviews import ReviewState

STATES: Final[Mapping[ReviewState, str | Promise]] = {
    ReviewState.TO_REVIEW: _("To review"),
    ReviewState.CHANGED: _("Changed since its review"),
    ReviewState.HELD: _("Being reviewed"),
    ReviewState.ACCEPTED: _("Accepted throughout"),
    ReviewState.ADJUSTED: _("Accepted with adjustments"),
    ReviewState.SENT_BACK: _("Sent back for correction"),
}
MARKS: Final[Mapping[ReviewState, str]] = {
    ReviewState.TO_REVIEW: "waiting",
    ReviewState.CHANGED: "mending",
    ReviewState.HELD: "running",
    ReviewState.ACCEPTED: "done",
    ReviewState.ADJUSTED: "scored",
    ReviewState.SENT_BACK: "returned",
}
"""The marks of img/marks.svg that stand beside them."""

"""What is written down of reviews besides their decisions."""

import datetime as dt
from typing import Any

from agencies.models import User
from audit import services
from audit.actions import Action
from surveys.models import Review


def record(action: Action, review: Review, *, user: User, now: dt.datetime, **values: Any) -> None:
    """Write one step of the review down, under the code of the agency; `after` also names the version."""
    after = {"receipt": review.version.receipt_number} | values.pop("after", {})
    services.record(
        action=action,
        code=review.submission.agency.code,
        round_code=review.submission.round.code,
        user=user,
        now=now,
        after=after,
        **values,
    )

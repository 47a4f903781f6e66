"""Who is working on a submission."""

import datetime as dt

from agencies.models import User
from surveys.models import Presence, Submission


def note_presence(*, submission: Submission, dimension: str, user: User, now: dt.datetime) -> None:
    """Remember that `user` has the page of `dimension` open."""
    Presence.objects.bulk_create(
        [Presence(submission=submission, user=user, dimension=dimension, seen_at=now)],
        update_conflicts=True,
        unique_fields=["submission", "user"],
        update_fields=["dimension", "seen_at"],
    )

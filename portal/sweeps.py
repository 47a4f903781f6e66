"""When each of the beat's tasks ran last: what tells that beat, broker and worker work together."""

import datetime as dt
import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)


def note_sweep(name: str, *, now: dt.datetime) -> None:
    """Write down that the task `name` has run. A cache that is away keeps no sweep from its work."""
    try:
        cache.set(_key(name), now.isoformat(), timeout=None)
    except Exception:  # whatever a driver raises means the same here
        logger.warning("a sweep could not be noted", exc_info=True)


def last_sweeps() -> dict[str, dt.datetime | None]:
    """By name of task, each of the beat's schedule. Raises what the cache's driver raises when it is away."""
    names = list(_names())
    found = cache.get_many(_key(name) for name in names)
    return {name: _moment(found.get(_key(name))) for name in names}


def is_late(name: str, at: dt.datetime | None, *, now: dt.datetime) -> bool:
    """Whether three sweeps in a row are missing; of a nightly task, whether a night is."""
    often = isinstance(_schedule(name), int)
    allowed = dt.timedelta(seconds=3 * settings.SWEEP_SECONDS) if often else dt.timedelta(hours=25)
    return at is None or now - at > allowed


def _names() -> Iterable[str]:
    return (entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values())


def _schedule(name: str) -> object:
    return next(
        entry["schedule"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] == name
    )


def _key(name: str) -> str:
    return f"swept:{name}"


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)

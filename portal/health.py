"""Addresses for whoever watches the portal: is the process alive, and can it do its work?"""

import logging
import time
from collections.abc import Callable
from threading import Lock

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

VERDICT_SECONDS = 2


class Verdict:
    """What was found last, and asked anew at most once in VERDICT_SECONDS by this process.

    The address is open to everybody, so asking it often must not become work for the database or the broker.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.forget()

    def forget(self) -> None:
        self.state: dict[str, str] = {}
        self.good_until = 0.0

    def now(self) -> dict[str, str]:
        """Maps "database" and "broker" to "ok" or "away"."""
        with self.lock:
            if time.monotonic() >= self.good_until:
                self.state = {"database": _state(_ask_database), "broker": _state(_ask_broker)}
                self.good_until = time.monotonic() + VERDICT_SECONDS
            return self.state


verdict = Verdict()


@require_safe
@never_cache
@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database and broker answer, else 503; the body names each."""
    state = verdict.now()
    return JsonResponse(state, status=200 if set(state.values()) == {"ok"} else 503)


def _state(ask: Callable[[], None]) -> str:
    try:
        ask()
    except Exception:  # whatever a driver raises means the same here
        logger.warning("health check failed", exc_info=True)
        return "away"
    return "ok"


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_broker() -> None:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=3)

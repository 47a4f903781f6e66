"""Addresses for whoever watches the portal: is the process alive, and can it do its work?"""

import logging
import time
from collections.abc import Callable
from threading import Lock

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.processes import QUESTIONS

logger = logging.getLogger(__name__)


class Verdict:
    """What was found last, and asked anew at most once in `seconds` by this process.

    The address is open to everybody, so asking it often must not become work for the database or the broker.
    """

    def __init__(self, *names: str, seconds: float) -> None:
        self.names, self.seconds = names, seconds
        self.lock = Lock()
        self.forget()

    def forget(self) -> None:
        self.state: dict[str, str] = {}
        self.good_until = 0.0

    def now(self) -> dict[str, str]:
        """Maps each name, such as "database", to "ok" or "away"."""
        with self.lock:
            if time.monotonic() >= self.good_until:
                self.state = {name: _state(QUESTIONS[name]) for name in self.names}
                self.good_until = time.monotonic() + self.seconds
            return self.state


verdict = Verdict("database", "broker", seconds=2)
verdict_on_all = Verdict(*QUESTIONS, seconds=10)


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
    return _answer(verdict.now())


@require_safe
@never_cache
@login_not_required
def processes(request: HttpRequest) -> JsonResponse:
    """The same of every process: also whether a worker answers, and whether the beat's tasks run."""
    return _answer(verdict_on_all.now())


def _answer(state: dict[str, str]) -> JsonResponse:
    return JsonResponse(state, status=200 if set(state.values()) == {"ok"} else 503)


def _state(ask: Callable[[], None]) -> str:
    try:
        ask()
    except Exception:  # whatever a driver raises means the same here
        logger.warning("health check failed", exc_info=True)
        return "away"
    return "ok"

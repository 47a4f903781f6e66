"""Addresses for whoever watches the portal: is the process alive, and can it do its work?"""

import logging
from collections.abc import Callable

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


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
    """200 when database and broker answer, else 503; the body names each as "ok" or "away"."""
    state = {"database": _state(_ask_database), "broker": _state(_ask_broker)}
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

"""Who is locked out after repeated failures to log in, and until when (django-axes counts)."""

import datetime as dt
import math
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agencies.models import User
from portal.client_address import client_address


def typed_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address that attempts are counted under: another case or blanks around it make no new count."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(typed).strip().lower()


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page that says until when, and what to do meanwhile."""
    ends = lock_ends(request, credentials)
    page = render(request, "agencies/locked_out.html", {"ends": ends}, status=429)
    page.headers["Retry-After"] = str(max(0, math.ceil((ends - timezone.now()).total_seconds())))
    return page


def lock_ends(request: HttpRequest, credentials: dict[str, Any] | None) -> dt.datetime:
    attempts = AccessAttempt.objects.filter(
        username=typed_address(request, credentials), ip_address=client_address(request)
    )
    last: dt.datetime = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    cool_off: dt.timedelta = settings.AXES_COOLOFF_TIME
    return last + cool_off


def lock_of(user: User, *, now: dt.datetime) -> dt.datetime | None:
    """Until when the account is locked from one network or another; None if it is from none."""
    cool_off: dt.timedelta = settings.AXES_COOLOFF_TIME
    locked = AccessAttempt.objects.filter(
        username=user.email,
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gt=now - cool_off,
    )
    last: dt.datetime | None = locked.aggregate(last=Max("attempt_time"))["last"]
    return last + cool_off if last else None

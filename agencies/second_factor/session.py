"""What a session knows of how its person proved who they are.

A password alone opens the session; the second step is noted in it with the person's key. What changes
passwords or the second factor asks for a proof of the last FRESH_FOR minutes.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from agencies.permissions import is_ega

PASSED = "second_step"
PROVED = "proved_at"
FRESH_FOR = dt.timedelta(minutes=10)

View = Callable[..., HttpResponseBase]


def must_have_second_factor(user: User) -> bool:
    """Whether the person cannot go without: EGA's staff, where the setting says so."""
    return bool(settings.REQUIRE_SECOND_FACTOR) and is_ega(user)


def second_step_is_due(request: HttpRequest, user: User) -> bool:
    """Whether the person has still to type a code, or to set the second factor up."""
    if request.session.get(PASSED) == user.pk:
        return False
    return user.second_factor_at is not None or must_have_second_factor(user)


def note_second_step(request: HttpRequest, user: User, now: dt.datetime) -> None:
    request.session[PASSED] = user.pk
    note_proof(request, now)


def note_proof(request: HttpRequest, now: dt.datetime) -> None:
    """The person has just typed all that proves who they are."""
    request.session[PROVED] = now.timestamp()


def is_fresh(request: HttpRequest, now: dt.datetime) -> bool:
    age = now.timestamp() - float(request.session.get(PROVED, 0))
    return 0 <= age < FRESH_FOR.total_seconds()


def freshly_proved(view: View) -> View:
    """For what must not be done by whoever finds a browser logged in: asks for a proof first."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponseBase:
        if is_fresh(request, timezone.now()):
            return view(request, *args, **arguments)
        return redirect(f"{reverse('agencies:prove')}?{urlencode({'next': request.path})}")

    return answer

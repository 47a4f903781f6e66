"""What somebody typed into a page whose session had ended, kept until they have logged in again.

A page says whose it is by a signed hidden field (`{% page_user %}`). What was typed waits in the browser's
session and is shown to that person only, until it is saved or thrown away; when somebody else logs in, it is
forgotten.
"""

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import TypedDict

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict

from agencies.models import User
from agencies.permissions import Person

FIELD = "page_user"
SESSION_KEY = "typed"
MAX_BYTES = 1_000_000
NEVER_KEPT = {FIELD, "csrfmiddlewaretoken"}


class Kept(StrEnum):
    """What became of a post."""

    KEPT = "kept"
    TOO_LONG = "too_long"
    NOT_OURS = "not_ours"


class Typed(TypedDict):
    user: int
    fields: list[tuple[str, list[str]]]


def sign_page_user(user: User) -> str:
    """The value of the hidden field in a page made for `user`."""
    return _signer().sign(str(user.pk))


def page_user_of(request: HttpRequest) -> int | None:
    """The key of the person for whom the posted page was made, if the page says so credibly."""
    try:
        return int(_signer().unsign(request.POST.get(FIELD, "")))
    except BadSignature:
        return None


def keep_typed(request: HttpRequest) -> Kept:
    """Keeps the fields of a form for its own page; older ones make room. Never files, never passwords."""
    user = page_user_of(request)
    if user is None:
        return Kept.NOT_OURS
    fields = list(_worth_keeping(request.POST))
    if _size(fields) > MAX_BYTES:
        return Kept.TOO_LONG
    waiting = _waiting(request)
    waiting.pop(request.path, None)
    while waiting and _size(fields) + sum(_size(typed["fields"]) for typed in waiting.values()) > MAX_BYTES:
        waiting.pop(next(iter(waiting)))
    request.session[SESSION_KEY] = waiting | {request.path: Typed(user=user, fields=fields)}
    return Kept.KEPT


def kept_typed(request: HttpRequest, path: str = "") -> QueryDict | None:
    """What the person typed into the page at `path` or this one before the session ended, if anything."""
    typed = _waiting(request).get(path or request.path)
    return _as_query_dict(typed) if typed and typed["user"] == request.user.pk else None


def forget_typed(request: HttpRequest, path: str = "", fields: Collection[str] | None = None) -> bool:
    """Forget what was typed into the page at `path`, or this one, or only those `fields` of it.

    To be called when it was saved, or is not wanted any more. Returns whether anything was kept.
    """
    waiting = _waiting(request)
    typed = waiting.pop(path or request.path, None)
    if typed is None:
        return False
    if fields is not None:
        left = [(name, values) for name, values in typed["fields"] if name not in fields]
        waiting[path or request.path] = Typed(user=typed["user"], fields=left)
    request.session[SESSION_KEY] = waiting
    return True


def forget_typed_of_others(request: HttpRequest, user: Person) -> None:
    """To be called when `user` has logged in."""
    waiting = _waiting(request)
    own = {path: typed for path, typed in waiting.items() if typed["user"] == user.pk}
    if own != waiting:
        request.session[SESSION_KEY] = own


def _signer() -> Signer:
    return Signer(salt="agencies.typed")


def _worth_keeping(posted: QueryDict) -> Iterator[tuple[str, list[str]]]:
    for name, values in posted.lists():
        if name not in NEVER_KEPT and "password" not in name:
            yield name, [str(value) for value in values]


def _size(fields: list[tuple[str, list[str]]]) -> int:
    return sum(len(text.encode()) for name, values in fields for text in (name, *values))


def _waiting(request: HttpRequest) -> dict[str, Typed]:
    return dict(request.session.get(SESSION_KEY, {}))


def _as_query_dict(typed: Typed) -> QueryDict:
    fields = QueryDict(mutable=True, encoding=settings.DEFAULT_CHARSET)
    for name, values in typed["fields"]:
        fields.setlist(name, values)
    return fields

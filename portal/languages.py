from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import check_for_language, get_language


def cookie_language(request: HttpRequest) -> str | None:
    """The language that the reader chose in this browser, if any. Touches no database."""
    return _known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))


def language_of(request: HttpRequest) -> str:
    """The reader's language: this browser's choice, else the account's, else the portal's."""
    return (
        cookie_language(request) or _known(getattr(request.user, "language", None)) or settings.LANGUAGE_CODE
    )


def active_language() -> str:
    """ "th" or "en": that of the reader, and the suffix of the names that they see."""
    return "en" if (get_language() or "th").startswith("en") else "th"


def _known(code: str | None) -> str | None:
    return code if code in dict(settings.LANGUAGES) and check_for_language(code) else None

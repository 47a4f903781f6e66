"""What was typed into the page of a dimension before the session ended: shown until saved or thrown away."""

from collections.abc import Iterable

from django.http import HttpRequest

from agencies.typed import forget_typed, kept_typed
from surveys.forms.names import VERSION
from surveys.models import Submission
from surveys.views.addresses import address


def forget_rescued(
    request: HttpRequest, submission: Submission, dimension: str, questions: Iterable[str]
) -> None:
    """What was typed for these questions is saved by now, or was given up."""
    path = address("dimension", submission, dimension)
    typed = kept_typed(request, path)
    if typed is None:
        return
    settled = {f"{VERSION}{name}" for name in questions}
    left = any(name.startswith(VERSION) and name not in settled for name in typed)
    forget_typed(request, path, settled if left else None)

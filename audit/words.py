"""What was changed, in the reader's language."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

NAMES: Final[Mapping[str, str]] = {
    "opens_on": gettext_noop("Opens on"),
    "closes_on": gettext_noop("Last day"),
    "questionnaire": gettext_noop("Questionnaire (SHA-256)"),
    "workbook": gettext_noop("Workbook"),
    "file_sha256": gettext_noop("SHA-256 of the file"),
    "run": gettext_noop("Scoring run"),
}
"""English words for the names of values, to be passed through gettext."""


def in_words(name: str, value: Any) -> tuple[str, str]:
    """The name and the value of one thing that was changed; a name without words stands as it is."""
    return _(NAMES[name]) if name in NAMES else name, _value(value)


def _value(value: Any) -> str:
    match value:
        case None | "":
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case list():
            return ", ".join(_value(each) for each in value)
        case dict():
            return ", ".join(f"{name}: {_value(each)}" for name, each in value.items())
        case _:
            return str(value)

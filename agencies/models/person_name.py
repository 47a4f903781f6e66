"""The name of a person, or of nobody any more."""

from typing import Any

from django.db import models
from django.utils.translation import gettext

MARK = "\x1a"
"""SUBSTITUTE: begins what is stored instead of an erased name. `agencies.names` lets nobody type it."""


class ErasedName(str):
    """What is shown instead of a name, in the language in which the row was read."""

    __slots__ = ("stored",)
    stored: str

    @classmethod
    def of(cls, stored: str) -> "ErasedName":
        number = stored.removeprefix(MARK)
        name = cls(gettext("Erased person no. %(number)s") % {"number": number})
        name.stored = stored
        return name


def erased_name(number: int) -> str:
    """What is stored as the name of the account with this number, once its person is forgotten."""
    return f"{MARK}{number}"


class PersonNameField(models.CharField):
    """A name. That of an erased person is read as "Erased person no. 123", wherever it is read from."""

    def from_db_value(self, value: str | None, *_of: Any) -> str | None:
        return ErasedName.of(value) if value and value.startswith(MARK) else value

    def get_prep_value(self, value: Any) -> Any:
        return value.stored if isinstance(value, ErasedName) else super().get_prep_value(value)

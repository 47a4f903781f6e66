"""The vocabulary of the register of personal data, and the register itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from agencies.models import User

MODULE = "personal_data"


class Fate(StrEnum):
    """What erasure does with the rows of a person."""

    DELETED = "deleted"
    BLANKED = "blanked"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Column:
    """What an export shows of a row: a field, also one of another table ("submission__agency__code").

    `head` is needed where the field's own name would not say what it is here.
    """

    path: str
    head: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one model that say something about a person.

    model     "surveys.ReminderMail"
    of        the fields that lead to the person; a row is theirs if any of them does
    rows      where no field does: which rows are theirs
    shows     what an export shows, in order
    personal  the other fields with personal data; erasure empties or deletes them, or leaves them for `why`
    secret    those of `personal` that no export shows, such as hashes
    blanks    what erasure writes into fields, where `fate` is BLANKED
    others    text that says nothing about a person, looked at and named so that nothing is forgotten
    why       why it is kept, and why it stays where it does
    """

    model: str
    title: str | Promise
    fate: Fate
    why: str | Promise
    of: Sequence[str] = ()
    rows: Callable[[User], Q] | None = None
    shows: Sequence[Column] = ()
    personal: Sequence[str] = ()
    secret: Sequence[str] = ()
    blanks: Mapping[str, Any] = field(default_factory=dict)
    others: Sequence[str] = ()

    def rows_of(self, user: User) -> QuerySet[Any]:
        """Those of the person, in the order in which they were made."""
        model = apps.get_model(self.model)
        manager = getattr(model, "everything", model._default_manager)  # noqa: SLF001 - documented
        condition = self.rows(user) if self.rows else Q(pk__in=[])
        for name in self.of:
            condition |= Q(**{name: user.pk})
        found: QuerySet[Any] = manager.filter(condition).order_by("pk")
        return found


@dataclass(frozen=True, slots=True)
class Register:
    """All that the apps have said.

    `impersonal` are the text fields of the models without personal data, by model. `hindrances` name what
    stands in the way of forgetting a person: codes of `agencies.views.refusals`.
    """

    tables: tuple[Table, ...]
    impersonal: Mapping[str, Sequence[str]]
    hindrances: tuple[Callable[[User], Sequence[str]], ...]


@cache
def register() -> Register:
    """What stands in the modules `personal_data` of the apps, in the order of the apps."""
    modules = [
        import_module(f"{app.name}.{MODULE}")
        for app in apps.get_app_configs()
        if app.module and module_has_submodule(app.module, MODULE)
    ]
    return Register(
        tables=tuple(table for module in modules for table in module.TABLES),
        impersonal={name: fields for module in modules for name, fields in module.IMPERSONAL.items()},
        hindrances=tuple(each for module in modules for each in getattr(module, "HINDRANCES", ())),
    )

"""Everything that is kept of one person, as an archive that a person and a program can read."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import capfirst

from agencies.models import User
from agencies.privacy.register import Column, Table, register
from agencies.privacy.wording import worded
from audit.actions import Action
from audit.services import record

LANGUAGES = ("th", "en")


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one table. `rows` hold values in the order of `columns`."""

    table: Table
    columns: tuple[tuple[Column, "models.Field[Any, Any]"], ...]
    rows: list[tuple[Any, ...]]

    @property
    def heads(self) -> list[str]:
        """In the active language."""
        return [capfirst(str(column.head or field.verbose_name)) for column, field in self.columns]

    @property
    def lines(self) -> Iterator[list[str]]:
        """The rows as people read them, in the active language."""
        for row in self.rows:
            yield [worded(field, value) for (_column, field), value in zip(self.columns, row, strict=True)]


@transaction.atomic
def hand_out(*, user: User, by: User, reference: str, now: dt.datetime) -> bytes:
    """The archive (ZIP) of what is kept of `user`. Written down, with the reference of the request."""
    record(action=Action.DATA_EXPORTED, code=user.pk, user=by, now=now, note=reference.strip())
    return archive(user=user, now=now)


def archive(*, user: User, now: dt.datetime) -> bytes:
    """`data.json` and, for reading, a page in each language."""
    sections = [_section(table, user) for table in register().tables]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("data.json", _json(user, sections, now))
        for language in LANGUAGES:
            with translation.override(language):
                context = {"person": user, "sections": sections, "now": now}
                files.writestr(f"read-{language}.html", render_to_string("agencies/data_page.html", context))
    return packed.getvalue()


def field_at(model: type[models.Model], path: str) -> "models.Field[Any, Any]":
    """The field at the end of a path such as "submission__agency__code"."""
    name, _sep, rest = path.partition("__")
    about = model._meta  # noqa: SLF001 - a documented part of Django
    field: Any = about.pk if name == "pk" else about.get_field(name)
    return field_at(field.related_model, rest) if rest else field


def _section(table: Table, user: User) -> Section:
    model = apps.get_model(table.model)
    columns = tuple((column, field_at(model, column.path)) for column in table.shows)
    paths = [column.path for column in table.shows]
    return Section(table, columns, list(table.rows_of(user).values_list(*paths)))


def _json(user: User, sections: list[Section], now: dt.datetime) -> str:
    document = {"person": user.pk, "made_at": now, "tables": [_as_data(section) for section in sections]}
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _as_data(section: Section) -> dict[str, Any]:
    paths = [column.path for column, _field in section.columns]
    return {
        "table": section.table.model,
        "title": _in_each(lambda: str(section.table.title)),
        "why": _in_each(lambda: str(section.table.why)),
        "heads": _in_each(lambda: section.heads),
        "rows": [dict(zip(paths, row, strict=True)) for row in section.rows],
    }


def _in_each(say: Any) -> dict[str, Any]:
    """What `say` returns in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = say()
    return found

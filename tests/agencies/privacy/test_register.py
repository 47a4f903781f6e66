"""No table with personal data is forgotten."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from agencies.privacy.exporting import field_at
from agencies.privacy.register import Fate, register

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DOCUMENT = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.GenericIPAddressField,
    models.FileField,
    models.BinaryField,
)


def must_be_classified(field: Any) -> bool:
    """Whether a person could be in it: free text, a file, an address, or a key of an account."""
    if field.remote_field:
        return bool(field.related_model is get_user_model())
    return isinstance(field, TEXTS) and not field.flatchoices


def fields() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if must_be_classified(field):
                yield model._meta.label, field.name


def classified() -> Iterator[tuple[str, str]]:
    for table in register().tables:
        names = {*table.of, *table.personal, *table.others, *table.blanks}
        shown = {column.path for column in table.shows if "__" not in column.path}
        yield from ((table.model, name) for name in names | shown)
    for model, others in register().impersonal.items():
        yield from ((model, name) for name in others)


def test_every_text_and_every_key_of_a_person_is_classified():
    assert sorted(set(fields()) - set(classified())) == []


def test_nothing_is_classified_that_is_not_there():
    gone = [(model, name) for model, name in classified() if not _exists(model, name)]
    assert gone == []


def _exists(model: str, name: str) -> bool:
    try:
        field_at(apps.get_model(model), name)
    except (LookupError, FieldDoesNotExist):
        return False
    return True


def test_no_secret_is_shown():
    shown = {(table.model, column.path) for table in register().tables for column in table.shows}
    secret = {(table.model, name) for table in register().tables for name in table.secret}
    assert shown & secret == set()
    assert ("agencies.User", "password") in secret


@pytest.mark.parametrize("table", register().tables, ids=lambda table: f"{table.model} {table.title}")
def test_every_table_can_be_read(db: None, table: Any, officer: Any):
    paths = [column.path for column in table.shows]
    assert paths != []
    list(table.rows_of(officer).values_list(*paths))
    assert bool(table.blanks) <= (table.fate == Fate.BLANKED)


@pytest.mark.parametrize("model", sorted({table.model for table in register().tables}))
def test_the_documentation_names_every_table(model: str):
    assert f"| `{model}` |" in DOCUMENT

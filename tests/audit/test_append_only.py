"""Nobody changes what is written down, not even the portal."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from agencies.models import Agency, User
from agencies.roster.editing import merge
from agencies.roster.writing import Cause
from audit.actions import Action
from audit.append_only import install
from audit.services import record
from surveys.models import Submission
from surveys.services.submitting import sign
from tests.append_only import APPEND_ONLY
from tests.reviews import make_decision, make_review
from tests.rounds import DURING, OPENS, complete_and_submit


@pytest.fixture
def rows(submission: Submission, agency_b: Agency, officer: User, approver: User) -> dict[str, Any]:
    """Rows in each of the tables, which are then protected as after the migrations."""
    version = complete_and_submit(submission, officer)
    sign(submission=submission, sha256=version.sha256, user=approver, now=DURING)
    merge(
        codes=[agency_b.code],
        into=submission.agency.code,
        on=OPENS,
        seen=None,
        cause=Cause(reason="ตามกฎหมาย", user=officer, now=DURING),
    )
    make_decision(make_review(version, approver), "plan")
    record(action=Action.SCORES_SHOWN, code="2569", user=officer, now=DURING)
    connection.check_constraints()
    for table in APPEND_ONLY:
        install(connection, table)
    models = {model._meta.db_table: model for model in apps.get_models()}
    return {table: models[table]._default_manager.order_by("pk") for table in APPEND_ONLY}


CHANGES = {
    "update": "UPDATE {table} SET id = 9999999",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table} CASCADE",
}


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", CHANGES)
def test_rows_are_neither_changed_nor_deleted(rows: dict[str, Any], table: str, change: str):
    before = list(rows[table].values())
    assert before != []
    # SQLite has no TRUNCATE, and takes it for a mistake in writing.
    refused = "never changed" if connection.vendor == "postgresql" or change != "truncate" else "syntax error"

    with pytest.raises(DatabaseError, match=refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGES[change].format(table=table))

    assert list(rows[table].values()) == before


@pytest.mark.django_db
def test_migrations_have_protected_the_tables(tables_with_triggers: list[str]):
    assert tables_with_triggers == sorted(APPEND_ONLY)

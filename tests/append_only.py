"""The tables whose rows are only ever added, and how tests get on with them.

tables_with_triggers   the tables that the migrations have protected
"""

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit.append_only import remove

APPEND_ONLY = (
    "agencies_agencylineage",
    "agencies_rosterchange",
    "agencies_rosterversion",
    "audit_auditentry",
    "surveys_answerrevision",
    "surveys_reviewdecision",
    "surveys_signature",
    "surveys_submissionevent",
    "surveys_submissionversion",
)
WITH_TRIGGERS = {
    "postgresql": "SELECT DISTINCT event_object_table FROM information_schema.triggers",
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'",
}
found: list[str] = []


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests with transactions of their own empty every table afterwards, which the triggers would refuse."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(WITH_TRIGGERS[connection.vendor])
        found.extend(sorted(table for (table,) in cursor.fetchall()))
        for table in APPEND_ONLY:
            remove(connection, table)


@pytest.fixture
def tables_with_triggers(db: None) -> list[str]:
    return found

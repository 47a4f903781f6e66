import pytest
from django.db import connection

ASKED: dict[str, dict[str, object]] = {
    "postgresql": {"SHOW statement_timeout": "30s", "SHOW lock_timeout": "5s"},
    "sqlite": {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 1, "PRAGMA busy_timeout": 20_000},
}


@pytest.mark.django_db
def test_a_connection_has_its_limits() -> None:
    found = {}
    with connection.cursor() as cursor:
        for question in ASKED[connection.vendor]:
            cursor.execute(question)
            found[question] = cursor.fetchone()[0]

    assert found == ASKED[connection.vendor]

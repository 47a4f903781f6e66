import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_it_is_ready_when_database_and_broker_answer(client: Client) -> None:
    response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (200, {"database": "ok", "broker": "ok"})


def test_it_is_alive_without_a_database(client: Client) -> None:
    response = client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_it_says_that_the_broker_is_away(client: Client, absent_broker: None) -> None:
    response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (503, {"database": "ok", "broker": "away"})


@pytest.mark.django_db
def test_it_says_that_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)

    response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (503, {"database": "away", "broker": "ok"})

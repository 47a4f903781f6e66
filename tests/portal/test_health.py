from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.test import Client

from portal import health


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """No verdict of another test is left, and none is left to another."""
    health.verdict.forget()
    yield
    health.verdict.forget()


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


@pytest.mark.django_db
def test_it_asks_at_most_once_in_two_seconds(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(health, "_ask_broker", lambda: asked.append("broker"))

    answers = [client.get("/health/ready").status_code for _time in range(3)]
    monkeypatch.setattr(health.verdict, "good_until", 0.0)
    client.get("/health/ready")

    assert (answers, asked) == ([200, 200, 200], ["broker", "broker"])

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from portal import health
from portal.processes import QUESTIONS
from portal.sweeps import is_late, last_sweeps, note_sweep


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """No verdict of another test is left, and none is left to another."""
    for verdict in (health.verdict, health.verdict_on_all):
        verdict.forget()
    yield
    for verdict in (health.verdict, health.verdict_on_all):
        verdict.forget()


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
    monkeypatch.setitem(QUESTIONS, "broker", lambda: asked.append("broker"))

    answers = [client.get("/health/ready").status_code for _time in range(3)]
    monkeypatch.setattr(health.verdict, "good_until", 0.0)
    client.get("/health/ready")

    assert (answers, asked) == ([200, 200, 200], ["broker", "broker"])


NOON = dt.datetime(2026, 7, 15, 12, tzinfo=dt.UTC)


@pytest.fixture
def _no_sweep_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_sweep_yet")
def test_without_worker_and_sweeps_it_says_so(client: Client) -> None:
    response = client.get("/health/processes")

    away = {"database": "ok", "broker": "ok", "worker": "away", "beat": "away"}
    assert (response.status_code, response.json()) == (503, away)


@pytest.mark.usefixtures("_no_sweep_yet")
def test_a_sweep_is_noted_with_its_time() -> None:
    assert set(last_sweeps().values()) == {None}
    note_sweep("scoring.sweep", now=NOON)
    assert {name: at for name, at in last_sweeps().items() if at} == {"scoring.sweep": NOON}


@pytest.mark.parametrize(
    "name, ago, late",
    [
        ("scoring.sweep", dt.timedelta(seconds=90), False),
        ("scoring.sweep", dt.timedelta(seconds=91), True),
        ("agencies.housekeeping", dt.timedelta(hours=25), False),
        ("agencies.housekeeping", dt.timedelta(hours=26), True),
    ],
)
def test_three_missing_sweeps_or_a_missing_night_are_late(name: str, ago: dt.timedelta, late: bool) -> None:
    assert is_late(name, NOON - ago, now=NOON) is late
    assert is_late(name, None, now=NOON) is True

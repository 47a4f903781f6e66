"""What the log says."""

import io
import json
import logging
from typing import Any

import pytest
from django.test import Client

from portal.logs import JsonFormatter


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the portal's own handler writes."""
    (handler,) = [
        handler for handler in logging.getLogger().handlers if isinstance(handler.formatter, JsonFormatter)
    ]
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)
    return written


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_request_for_another_host_is_a_warning_without_a_traceback(
    client: Client, log: io.StringIO
) -> None:
    response = client.get("/login/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert [(line["logger"], line["level"], "traceback" in line) for line in lines(log)] == [
        ("django.security.DisallowedHost", "WARNING", False),
    ]


def test_too_long_a_body_is_a_warning_without_a_traceback(
    client: Client, log: io.StringIO, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    response = client.post("/login/", {"username": "a" * 100})

    assert response.status_code == 400
    assert [(line["logger"], line["level"], "traceback" in line) for line in lines(log)] == [
        ("django.security.RequestDataTooBig", "WARNING", False),
    ]


def test_a_mistake_of_ours_keeps_its_traceback(log: io.StringIO) -> None:
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("portal").exception("failed")

    assert [(line["level"], "traceback" in line) for line in lines(log)] == [("ERROR", True)]

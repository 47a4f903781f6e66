"""What the log says."""

import io
import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from agencies.models import User
from agencies.tasks import mail_letter
from portal.logs import JsonFormatter, without_people
from tests.mail_server import MailServer
from tests.people import with_password


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


PERSON = ("officer@example.go.th", "คุณ officer", "203.0.113.77")


def _fail_to_log_in(client: Client, officer: User) -> None:
    for _time in range(7):
        client.post("/login/", {"username": officer.email, "password": "wrong"}, REMOTE_ADDR=PERSON[2])
        client.post("/password/forgotten/", {"email": officer.email}, REMOTE_ADDR=PERSON[2])


def _ask_for_what_is_not_there(client: Client, officer: User) -> None:
    client.force_login(officer)
    client.get(f"/nothing/{officer.email}/", {"q": officer.full_name}, REMOTE_ADDR=PERSON[2])


def _break(client: Client, officer: User) -> None:
    try:
        User.objects.create_user(email=officer.email, full_name=officer.full_name)
    except IntegrityError as error:
        logging.getLogger("portal").exception("failed for %s", officer.email, exc_info=error)


HAPPENINGS = {
    "a log-in fails": _fail_to_log_in,
    "nothing is there": _ask_for_what_is_not_there,
    "the database refuses": _break,
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("happening", HAPPENINGS)
def test_nobody_is_named(client: Client, officer: User, log: io.StringIO, happening: str) -> None:
    HAPPENINGS[happening](client, with_password(officer))

    assert lines(log) != []
    assert [trace for trace in PERSON if trace in log.getvalue()] == []


@pytest.mark.django_db
def test_a_refused_mail_names_nobody(officer: User, log: io.StringIO, mail_server: MailServer) -> None:
    mail_server.recipients[officer.email] = f"550 5.1.1 <{officer.email}> unknown"
    try:
        mail_letter(user_id=officer.pk, letter="agencies/mail/address_changed", to=officer.email)
    except Exception:
        logging.getLogger("celery").exception("task failed")

    assert "MailRefused" in log.getvalue()
    assert [trace for trace in PERSON if trace in log.getvalue()] == []


@pytest.mark.parametrize(
    "text, kept",
    [
        ("Key (email)=(a.b@x.go.th) exists", "Key (email)=([address]) exists"),
        ("<a@x.go.th>: refused", "<[address]>: refused"),
        ("Not Found: /nothing/a@x.go.th/", "Not Found: /nothing/[address]/"),
        (
            "IntegrityError: no\nDETAIL:  Failing row contains (1, สมศรี).\n",
            "IntegrityError: no\nDETAIL: [row]\n",
        ),
        ("celery@worker1 ready", "celery@worker1 ready"),
        ("16 @ 9", "16 @ 9"),
    ],
)
def test_what_quotes_people_is_cut(text: str, kept: str) -> None:
    assert without_people(text) == kept

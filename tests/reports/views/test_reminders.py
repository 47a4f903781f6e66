from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Ministry, Role, User
from surveys import tasks
from surveys.models import AutomaticReminders, Reminder, ReminderMail, Round
from surveys.services.rounds import add_agencies
from tests.people import make_department, make_member
from tests.rounds import BEFORE, DURING

TEXTS = {
    "subject_th": "เตือน {agency}",
    "body_th": "เรียน {name} {link}",
    "subject_en": "Reminder",
    "body_en": "Dear {name} {link}",
}


@pytest.fixture(autouse=True)
def during(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: DURING)
    monkeypatch.setattr(tasks.send_reminders, "delay", lambda **_arguments: None)


def address(name: str, *parts: object) -> str:
    return reverse(f"reports:{name}", args=["2569", *parts])


def open_page(client: Client, user: User, url: str):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(url)


def post(client: Client, manager: User, step: str = "not_started", query: str = "", **changed: Any):
    url = address("reminder_step", step) + query
    shown = open_page(client, manager, url).context["found"].digest
    return client.post(url, {**TEXTS, "shown": shown, **changed})


@pytest.fixture
def started(client: Client, survey_round: Round, officer, other_officer, manager: User) -> Reminder:
    post(client, manager)
    return Reminder.objects.get()


def test_the_steps_with_their_numbers(client: Client, survey_round: Round, officer, approver, manager):
    response = open_page(client, manager, address("reminders"))
    assert [
        (step.value, found.agencies, len(found.new), found.reminded, len(found.unreached))
        for step, found in response.context["steps"]
    ] == [
        ("never_logged_in", 1, 2, 0, 2),
        ("not_started", 1, 2, 0, 2),
        ("started", 0, 0, 0, 0),
        ("waiting", 0, 0, 0, 0),
        ("returned", 0, 0, 0, 0),
    ]
    assert "No reminder yet" in response.content.decode()


def test_before_the_round_opens_nobody_can_be_reminded(client, survey_round, officer, manager, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: BEFORE)
    assert "Nobody to remind" in open_page(client, manager, address("reminders")).content.decode()
    response = open_page(client, manager, address("reminder_step", "not_started"))
    assert (response.context["can_send"], b"data-once" in response.content) == (False, False)


def test_who_would_be_mailed_is_listed_first(client: Client, survey_round: Round, officer, manager: User):
    content = open_page(client, manager, address("reminder_step", "not_started")).content.decode()
    for text in ("officer@example.go.th", "คุณ officer", "Department A", "Send 1 mail", "{last_day}"):
        assert text in content
    assert "2 agencies are concerned as well" in content
    assert ReminderMail.objects.count() == 0


def test_sending(client: Client, survey_round: Round, officer, office_officer, manager: User):
    response = post(client, manager, query="?audience=province", subject_en="Please")
    reminder = Reminder.objects.get()
    assert response.headers["Location"] == address("reminder_sent", reminder.pk)
    assert (reminder.created_by, reminder.audience, reminder.subject_en, reminder.body_th) == (
        manager,
        "province",
        "Please",
        TEXTS["body_th"],
    )
    assert reminder.origin == "http://testserver"
    assert [each.address for each in reminder.mails.all()] == [office_officer.email]


def test_a_double_click_makes_one(client: Client, survey_round: Round, officer, manager: User):
    url = address("reminder_step", "not_started")
    shown = open_page(client, manager, url).context["found"].digest
    first, second = (client.post(url, {**TEXTS, "shown": shown}) for _click in range(2))
    assert (first.status_code, second.status_code, Reminder.objects.count()) == (302, 422, 1)
    assert "has had its reminder" in second.content.decode()


@pytest.mark.parametrize(
    "changed, says",
    [
        ({"subject_th": ""}, "Write a subject for the mail."),
        ({"body_en": "Dear {name}"}, "Leave {link} in the text"),
        ({"body_th": "{score} {link}"}, "{score} cannot be filled in. Use only: {name}, {agency}"),
        ({"shown": "of yesterday"}, "The list of recipients has changed"),
    ],
)
def test_refusals_keep_what_was_typed(client: Client, survey_round: Round, officer, manager, changed, says):
    response = post(client, manager, **{"subject_en": "Typed", **changed})
    assert (response.status_code, Reminder.objects.count()) == (422, 0)
    content = response.content.decode()
    assert says in content
    assert 'value="Typed"' in content


@pytest.mark.parametrize("step", ["days_7", "nonsense"])
def test_no_such_step(client: Client, survey_round: Round, manager: User, step: str):
    assert open_page(client, manager, address("reminder_step", step)).status_code == 404


def test_the_log(client: Client, started: Reminder, officer: User, manager: User):
    started.mails.filter(user=officer).update(
        state="failed", failure="refused", reply="550 5.1.1 no such user"
    )
    response = open_page(client, manager, address("reminder_sent", started.pk))
    assert [(mail.address, mark) for mail, mark in response.context["rows"]] == [
        ("officer@example.go.th", "failed"),
        ("other.officer@example.go.th", "waiting"),
    ]
    content = response.content.decode()
    assert "550 5.1.1 no such user" in content
    assert "Send 1 failed mail again" in content
    failed = open_page(client, manager, address("reminder_sent", started.pk) + "?state=failed")
    assert [mail.address for mail, _mark in failed.context["rows"]] == ["officer@example.go.th"]


def test_the_figures_come_anew_until_all_is_sent(client: Client, started: Reminder, manager: User):
    url = address("reminder_figures", started.pk)
    running = open_page(client, manager, url)
    assert ("HX-Refresh" in running.headers, f'hx-get="{url}"' in running.content.decode()) == (False, True)
    started.mails.update(state="sent", sent_at=DURING)
    over = client.get(url)
    assert (over.headers["HX-Refresh"], "hx-get" in over.content.decode()) == ("true", False)


def test_sending_again(client: Client, started: Reminder, officer, other_officer, manager: User):
    started.mails.filter(user=officer).update(state="failed", failure="refused")
    started.mails.filter(user=other_officer).update(state="unknown")
    url = address("reminder_again", started.pk)
    client.force_login(manager)
    client.post(url)
    assert set(started.mails.values_list("state", flat=True)) == {"waiting", "unknown"}
    client.post(url, {"mail": started.mails.get(user=other_officer).pk})
    assert set(started.mails.values_list("state", flat=True)) == {"waiting"}
    assert client.post(url, {"mail": "x"}).status_code == 302
    assert client.get(url).status_code == 405


def test_a_reminder_of_another_round(client: Client, started: Reminder, small_questionnaire, manager: User):
    open_page(client, manager, "/")
    other = reverse("reports:reminder_sent", args=["2569", started.pk + 1])
    assert client.get(other).status_code == 404


def test_only_managers(survey_round: Round, started: Reminder, people: dict[str, User]):
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        pages = [address("reminders"), address("reminder_step", "started")]
        pages += [address(page, started.pk) for page in ("reminder_sent", "reminder_figures")]
        posts = [address("reminder_step", "started"), address("reminder_again", started.pk)]
        found = {client.get(url).status_code for url in pages}
        if name != "manager":
            found |= {client.post(url).status_code for url in posts}
        assert found == {{"manager": 200, "analyst": 403}.get(name, 404)}, name


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow(
    client: Client,
    survey_round: Round,
    ministry: Ministry,
    officer,
    manager,
    more: int,
    django_assert_num_queries,
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    for agency in agencies:
        make_member(agency.code, Role.OFFICER, agency=agency)
    post(client, manager)
    pk = Reminder.objects.get().pk
    counts = {"reminders": 17, "reminder_sent": 9}
    open_page(client, manager, address("reminders"))
    for page, parts in (("reminders", ()), ("reminder_sent", (pk,))):
        with django_assert_num_queries(counts[page]):
            client.get(address(page, *parts))
    assert ReminderMail.objects.count() == 1 + more


def test_automatic_reminders_are_switched_on_and_off(client: Client, survey_round: Round, manager: User):
    content = open_page(client, manager, address("reminders")).content.decode()
    for text in ("Automatic reminders are off.", "1 Jul 2026", "24 Jul 2026", "30 Jul 2026"):
        assert text in content
    client.post(address("reminders_automatic"), {"on": "yes"})
    switch = AutomaticReminders.objects.get()
    assert (switch.switched_on, switch.origin, switch.changed_by) == (True, "http://testserver", manager)
    assert "Switch automatic reminders off" in client.get(address("reminders")).content.decode()
    client.post(address("reminders_automatic"), {"on": "no"})
    assert AutomaticReminders.objects.get().switched_on is False


def test_only_managers_switch(survey_round: Round, people: dict[str, User]):
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        found = client.post(address("reminders_automatic"), {"on": "yes"}).status_code
        assert found == {"manager": 302, "analyst": 403}.get(name, 404), name

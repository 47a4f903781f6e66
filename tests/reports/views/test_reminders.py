from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Ministry, Role, User
from audit.models import AuditEntry
from surveys import tasks
from surveys.models import AutomaticReminders, Reminder, ReminderMail, ReminderTexts, Round
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
    assert (reminder.created_by, reminder.filters, reminder.subject_en, reminder.body_th) == (
        manager,
        {"audience": "province"},
        "Please",
        TEXTS["body_th"],
    )
    assert reminder.origin == "http://testserver"
    assert [each.address for each in reminder.mails.all()] == [office_officer.email]


@pytest.mark.parametrize(
    "query, who",
    [
        ("?ministry=12", ["other.officer"]),
        ("?province=50", ["office.officer"]),
        ("?office_kind=10", ["office.officer"]),
        ("?q=department", ["officer", "other.officer"]),
        ("?q=D1101", ["officer"]),
        ("?audience=province&ministry=12", []),
        ("?type=nonsense&audience=province", ["office.officer"]),
    ],
)
def test_the_filters_of_the_address_narrow_it(
    client: Client, survey_round: Round, officer, other_officer, office_officer, manager, query, who
):
    response = open_page(client, manager, address("reminder_step", "not_started") + query)
    found = [each.user.email.partition("@")[0] for each in response.context["found"].new]
    assert found == who


def test_how_it_was_narrowed_is_told(client: Client, survey_round: Round, other_officer, manager: User):
    post(client, manager, query="?ministry=12&q=กรม")
    reminder = Reminder.objects.get()
    said = "Name or code: <strong>กรม</strong>, Ministry: <strong>Ministry of Energy</strong>"
    for url in (address("reminder_sent", reminder.pk), address("reminders")):
        assert said in open_page(client, manager, url).content.decode()
    assert AuditEntry.objects.get(action="round.reminder_started").after == {
        "step": "not_started",
        "mails": 1,
        "filters": {"q": "กรม", "ministry": "12"},
    }


def test_another_address_is_another_list(client: Client, survey_round, officer, office_officer, manager):
    """What was looked at with a filter is not sent without it."""
    shown = open_page(client, manager, address("reminder_step", "not_started") + "?audience=province")
    digest = shown.context["found"].digest
    response = client.post(address("reminder_step", "not_started"), {**TEXTS, "shown": digest})
    assert (response.status_code, ReminderMail.objects.count()) == (422, 0)


def test_the_mail_is_looked_at_before_it_is_sent(client: Client, survey_round, officer, manager: User):
    response = post(client, manager, subject_en="Typed for {agency}", preview="yes")
    assert (response.status_code, ReminderMail.objects.count()) == (200, 0)
    seen = {language: each.subject for language, each in response.context["previews"]}
    assert seen == {"th": "เตือน กรม ก", "en": "Typed for Department A"}
    content = response.content.decode()
    assert "Dear คุณ officer http://testserver/rounds/2569/D1101/" in content
    assert 'value="Typed for {agency}"' in content


def test_stopping_and_going_on(client: Client, started: Reminder, officer: User, manager: User):
    started.mails.filter(user=officer).update(state="sent", sent_at=DURING)
    page = address("reminder_sent", started.pk)
    assert "Stop the sending" in open_page(client, manager, page).content.decode()
    client.post(address("reminder_stop", started.pk))
    stopped = client.get(page).content.decode()
    assert "1 mail did not go out." in stopped
    assert "1 of 2 mails were settled before" in stopped
    assert "Stopped: 1 mail did not go out." in client.get(address("reminders")).content.decode()
    client.post(address("reminder_continue", started.pk))
    assert set(started.mails.values_list("state", flat=True)) == {"sent", "waiting"}
    assert "Stop the sending" in client.get(page).content.decode()


def test_going_on_after_the_round_is_refused(client: Client, started: Reminder, manager: User):
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    client.post(address("reminder_stop", started.pk))
    Round.objects.update(state="closed")
    response = client.post(address("reminder_continue", started.pk), follow=True)
    assert "The round takes no answers now" in response.content.decode()


def test_the_text_of_an_automatic_reminder(client: Client, survey_round: Round, officer, manager: User):
    page = address("reminder_texts", "days_7")
    fresh = open_page(client, manager, page)
    assert "This is the standard text." in fresh.content.decode()
    shown = fresh.context["shown"]
    seen = client.post(page, {**TEXTS, "shown": shown, "preview": "yes"})
    assert [each.subject for _language, each in seen.context["previews"]] == ["เตือน กรม ก", "Reminder"]
    refused = client.post(page, {**TEXTS, "shown": shown, "body_en": "Dear {name}", "subject_en": "Typed"})
    assert (refused.status_code, "Leave {link}" in refused.content.decode()) == (422, True)
    assert ReminderTexts.objects.count() == 0
    assert client.post(page, {**TEXTS, "shown": shown}).status_code == 302
    assert "This text was changed for this round." in client.get(page).content.decode()
    overtaken = client.post(page, {**TEXTS, "shown": shown, "subject_en": "Mine"})
    content = overtaken.content.decode()
    assert (overtaken.status_code, 'value="Mine"' in content) == (422, True)
    assert "The text that stands now" in content
    client.post(address("reminder_standard", "days_7"))
    assert ReminderTexts.objects.count() == 0


def test_the_text_of_what_was_sent_is_only_read(client: Client, survey_round: Round, officer, manager: User):
    kept = {**TEXTS, "step": "days_7", "automatic": True, "origin": "x", "created_at": DURING}
    Reminder.objects.create(round=survey_round, **kept)
    page = address("reminder_texts", "days_7")
    content = open_page(client, manager, page).content.decode()
    assert ("the text stays as it is" in content, "Save the text" in content) == (True, False)
    assert TEXTS["body_en"] in content
    refused = client.post(page, {**TEXTS, "shown": "x"})
    assert (refused.status_code, ReminderTexts.objects.count()) == (422, 0)
    response = client.post(address("reminder_standard", "days_7"), follow=True)
    assert "is written already" in response.content.decode()


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
    other = "not_started" if step == "days_7" else step
    assert open_page(client, manager, address("reminder_texts", other)).status_code == 404


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
        pages += [address("reminder_texts", "days_7")]
        pages += [address(page, started.pk) for page in ("reminder_sent", "reminder_figures")]
        posts = [address("reminder_step", "started"), address("reminder_texts", "days_7")]
        posts += [
            address(step, started.pk) for step in ("reminder_again", "reminder_stop", "reminder_continue")
        ]
        posts += [address("reminder_standard", "days_7")]
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
    counts = {"reminders": 20, "reminder_sent": 12}
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

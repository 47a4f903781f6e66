import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, User
from surveys.models import Round, Submission
from tests.reports.making import score, sign, submission_of
from tests.rounds import DURING

LATER = dt.date(2026, 8, 15)


def open_page(client: Client, user: User, survey_round: Round):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("reports:agency", args=[survey_round.code, "D1101"]))


def post(client: Client, user: User, survey_round: Round, page: str, **data):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.post(reverse(f"reports:{page}", args=[survey_round.code, "D1101"]), data)


@pytest.fixture
def signed(survey_round: Round, agency_a: Agency, officer: User, approver: User) -> Submission:
    nodes = dict.fromkeys(["1", "1.1", "1.2", "2", "2.1", "3", "3.1"], "57.8")
    score(sign(submission_of(survey_round, agency_a), officer), "57.8", nodes)
    return submission_of(survey_round, agency_a)


def test_it_works(client: Client, signed: Submission, analyst: User):
    content = open_page(client, analyst, signed.round).content.decode()
    for text in (
        "Department A",
        "Ministry of Digital Economy",
        "คุณ approver",
        "officer@example.go.th",
        "57.8",
    ):
        assert text in content
    assert reverse("surveys:overview", args=[signed.round.code, "D1101"]) in content


@pytest.mark.parametrize(
    "state, says",
    [
        ("signed", ""),
        ("waiting", "They enter the means once they are signed."),
        ("returned", "It enters no mean"),
    ],
)
def test_a_score_that_does_not_count_is_called_so(
    client: Client, signed: Submission, analyst: User, state: str, says: str
):
    Submission.objects.filter(pk=signed.pk).update(state=state)
    content = open_page(client, analyst, signed.round).content.decode()
    assert "57.8" in content
    assert ("This score does not count." in content, says in content) == (bool(says), True)


def test_a_monitor_sees_standing_and_people_but_neither_score_nor_history(
    client: Client, signed: Submission, ministry_monitor: User, manager: User
):
    signed.events.create(kind="returned", actor=manager, at=DURING, note="ข้อ 1.1 ไม่ตรงกับหลักฐาน")
    User.objects.filter(email="officer@example.go.th").update(phone="0 2612 6000 ต่อ 4201")
    content = open_page(client, ministry_monitor, signed.round).content.decode()
    for text in ("Department A", "คุณ approver", 'href="tel:026126000">0 2612 6000 ต่อ 4201<'):
        assert text in content
    for text in (
        "57.8",
        "ข้อ 1.1",
        "Read the answers",
        "Decisions of EGA",
        reverse("surveys:overview", args=[signed.round.code, "D1101"]),
    ):
        assert text not in content


def test_the_present_last_day_stands_in_the_form(
    client: Client, survey_round: Round, agency_a, manager: User
):
    assert "The last day is 31 Jul 2026 now." in open_page(client, manager, survey_round).content.decode()
    Submission.objects.filter(agency=agency_a).update(extended_to=LATER)
    assert "The last day is 15 Aug 2026 now." in open_page(client, manager, survey_round).content.decode()


def test_approvers_stand_before_officers(client: Client, signed: Submission, second_officer, reader, analyst):
    contacts = open_page(client, analyst, signed.round).context["file"].contacts
    assert [member.role for member in contacts] == ["approver", "officer", "officer", "reader"]


def test_nobody_there_and_nothing_done(client: Client, survey_round: Round, analyst: User):
    content = open_page(client, analyst, survey_round).content.decode()
    for text in ("Nobody has an account", "nobody has begun", "no submission stands"):
        assert text in content


def test_submitted_and_not_scored(client: Client, survey_round: Round, agency_a, officer, analyst):
    sign(submission_of(survey_round, agency_a), officer)
    assert "wait to be scored" in open_page(client, analyst, survey_round).content.decode()


def test_only_managers_decide(client: Client, signed: Submission, analyst: User, manager: User):
    assert "Decisions of EGA" not in open_page(client, analyst, signed.round).content.decode()
    assert "Decisions of EGA" in open_page(client, manager, signed.round).content.decode()
    Round.objects.update(state=Round.State.CLOSED)
    assert "Decisions of EGA" not in open_page(client, manager, signed.round).content.decode()


@pytest.mark.parametrize("until", ["2026-08-15", "2569-08-15"], ids=["Christian era", "Buddhist era"])
def test_more_time(client: Client, survey_round: Round, agency_a: Agency, manager: User, until: str):
    response = post(client, manager, survey_round, "more_time", until=until, reason="ระบบล่ม")
    assert response.headers["Location"] == reverse("reports:agency", args=[survey_round.code, "D1101"])
    submission = submission_of(survey_round, agency_a)
    assert submission.extended_to == LATER
    event = submission.events.get()
    assert (event.kind, event.actor, event.note) == ("extended", manager, "2026-08-15 ระบบล่ม")
    content = client.get(response.headers["Location"]).content.decode()
    assert "Until 15 Aug 2026. ระบบล่ม" in content


@pytest.mark.parametrize(
    "data, says",
    [
        ({"until": "", "reason": "x"}, "Say until which day."),
        ({"until": "tomorrow", "reason": "x"}, "Give the day as a date."),
        ({"until": LATER.isoformat(), "reason": " "}, "Say why the agency gets more time."),
        ({"until": "2026-07-31", "reason": "เหตุผล"}, "Everybody has this much time."),
        ({"until": "2030-08-15", "reason": "เหตุผล"}, "more than a year after the last day"),
    ],
)
def test_more_time_refused_keeps_what_was_typed(
    client: Client, survey_round: Round, agency_a: Agency, manager: User, data, says
):
    response = post(client, manager, survey_round, "more_time", **data)
    content = response.content.decode()
    assert (response.status_code, says in content, data["reason"] in content) == (422, True, True)
    assert submission_of(survey_round, agency_a).extended_to is None


def test_return(client: Client, signed: Submission, manager: User):
    response = post(client, manager, signed.round, "give_back", reason="ข้อ 1.1 ไม่ตรงกับหลักฐาน")
    assert response.status_code == 302
    signed.refresh_from_db()
    event = signed.events.get()
    assert (signed.state, event.actor, event.note) == ("returned", manager, "ข้อ 1.1 ไม่ตรงกับหลักฐาน")


@pytest.mark.parametrize("page, data", [("more_time", {"until": "2026-08-15"}), ("give_back", {})])
def test_a_closed_round_is_left_alone(client: Client, signed: Submission, manager: User, page: str, data):
    Round.objects.update(state=Round.State.CLOSED)
    response = post(client, manager, signed.round, page, reason="x", **data)
    assert response.status_code == 422
    signed.refresh_from_db()
    assert (signed.state, signed.extended_to) == ("signed", None)


def test_what_was_not_submitted_cannot_be_returned(client: Client, survey_round: Round, manager: User):
    content = post(client, manager, survey_round, "give_back", reason="x").content.decode()
    assert "has submitted nothing that could be returned" in content


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_people(
    client: Client, signed: Submission, manager, second_officer, reader, more, django_assert_num_queries
):
    for number in range(more):
        signed.events.create(kind="extended", actor=manager, at=DURING, note=f"2026-08-1{number} x")
    open_page(client, manager, signed.round)
    with django_assert_num_queries(13):
        response = client.get(reverse("reports:agency", args=[signed.round.code, "D1101"]))
    assert len(response.context["timeline"]) == more

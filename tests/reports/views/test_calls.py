import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership, Ministry, Role, User
from reports.urgency import Reason
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.people import make_department, make_member
from tests.reports.making import begin, sign, submission_of, submit
from tests.rounds import AFTER, BEFORE, DURING, OPENS

DAY = dt.timedelta(days=1)


def open_page(client: Client, user: User, survey_round: Round, query: str = ""):
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(last_login=None)
    client.cookies["django_language"] = "en"
    return client.get(reverse("reports:calls", args=[survey_round.code]) + query)


def logs_in(*people: User, at: dt.datetime = DURING) -> None:
    User.objects.filter(pk__in=[user.pk for user in people]).update(last_login=at)


def listed(response) -> list[tuple[str, str, str]]:
    return [
        (
            call.standing.submission.agency.code,
            call.reason.value,
            timezone.localtime(call.since).date().isoformat(),
        )
        for call in response.context["found"].rows
    ]


@pytest.fixture
def today(monkeypatch) -> dt.datetime:
    """The 25th: 24 of 31 days are gone."""
    now = DURING + 10 * DAY
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@pytest.fixture
def many(
    survey_round: Round, ministry: Ministry, officer, approver, other_officer, office_officer, today
) -> Round:
    """One agency for each reason, and three that need no call."""
    codes = ["stalled", "behind", "returned", "fresh", "signed"]
    agencies = {name: make_department(f"D9{at:03}", ministry) for at, name in enumerate(codes)}
    add_agencies(survey_round=survey_round, agencies=[*agencies.values(), make_department("D9100", ministry)])
    for name, agency in agencies.items():
        logs_in(make_member(name, Role.OFFICER, agency=agency))
    asked = submission_of(survey_round, agencies["fresh"]).asked_count
    begin(submission_of(survey_round, agencies["stalled"]), at=today - 8 * DAY, answered=asked)
    begin(submission_of(survey_round, agencies["behind"]), at=today - DAY, answered=1)
    begin(submission_of(survey_round, agencies["fresh"]), at=today - DAY, answered=asked)
    back = begin(submission_of(survey_round, agencies["returned"]), at=today - 4 * DAY, answered=asked)
    type(back).objects.filter(pk=back.pk).update(state="returned")
    sign(submission_of(survey_round, agencies["signed"]), officer, at=today - 9 * DAY)
    logs_in(officer, approver, other_officer)
    logs_in(office_officer, at=BEFORE)
    submit(survey_round.submissions.get(agency__code="D1101"), officer, at=today - 5 * DAY)
    return survey_round


def test_it_works(client: Client, many: Round, analyst: User):
    response = open_page(client, analyst, many)
    opened = OPENS.isoformat()
    assert listed(response) == [
        ("D9100", "no_account", opened),
        ("P5010", "never_logged_in", opened),
        ("D1201", "not_started", opened),
        ("D9002", "returned", "2026-07-21"),
        ("D1101", "waiting", "2026-07-20"),
        ("D9000", "stalled", "2026-07-17"),
        ("D9001", "behind", "2026-07-24"),
    ]
    people = [[each.user.full_name for each in call.people] for call in response.context["found"].rows]
    assert people[4] == ["คุณ approver", "คุณ officer"]
    content = response.content.decode()
    assert "Nobody has an account for this agency yet." in content
    assert "<strong>Waiting for the signature</strong>" in content


def test_telephones_can_be_dialled(client: Client, many: Round, other_officer: User, analyst: User):
    User.objects.filter(pk=other_officer.pk).update(phone="0 2612 6000 ต่อ 4201")
    assert 'href="tel:026126000">0 2612 6000 ต่อ 4201<' in open_page(client, analyst, many).content.decode()


@pytest.mark.parametrize("reason", Reason)
def test_a_count_is_that_of_its_list(client: Client, many: Round, analyst: User, reason: Reason):
    everything = open_page(client, analyst, many).context["found"]
    chosen = open_page(client, analyst, many, f"?reason={reason}")
    assert [row[1] for row in listed(chosen)] == [reason.value] * everything.counts[reason]
    assert (everything.counts[reason], everything.total) == (1, 7)
    assert chosen.context["found"].counts == everything.counts


@pytest.mark.parametrize(
    "query, codes",
    [
        ("?audience=province", ["P5010"]),
        ("?ministry=12", ["D1201"]),
        ("?q=กรม&reason=waiting", ["D1101"]),
        ("?state=draft", ["D9000", "D9001"]),
        ("?access=never_logged_in", ["D9100", "P5010"]),
        ("?reason=nonsense&audience=province", ["P5010"]),
        ("?reason=waiting&audience=province", []),
    ],
)
def test_filters(client: Client, many: Round, analyst: User, query: str, codes: list[str]):
    assert [row[0] for row in listed(open_page(client, analyst, many, query))] == codes


def test_who_is_switched_off_has_no_account(client: Client, many: Round, other_officer: User, analyst: User):
    User.objects.filter(pk=other_officer.pk).update(is_active=False)
    assert ("D1201", "no_account", OPENS.isoformat()) in listed(open_page(client, analyst, many))


def test_a_reader_answers_nothing(client: Client, many: Round, other_officer: User, analyst: User):
    Membership.objects.filter(user=other_officer).update(role=Role.READER)
    assert ("D1201", "no_account", OPENS.isoformat()) in listed(open_page(client, analyst, many))


def test_a_monitor_calls_only_its_own(client: Client, many: Round, province_monitor: User):
    response = open_page(client, province_monitor, many)
    assert listed(response) == [("P5010", "never_logged_in", OPENS.isoformat())]
    assert "D1201" not in response.content.decode()


@pytest.mark.parametrize("state, now", [("closed", AFTER), ("preparing", DURING), ("open", BEFORE)])
def test_nobody_is_called_while_nothing_can_be_answered(
    client: Client, many: Round, analyst: User, monkeypatch, state: str, now: dt.datetime
):
    Round.objects.filter(pk=many.pk).update(state=state)
    monkeypatch.setattr(timezone, "now", lambda: now)
    response = open_page(client, analyst, many)
    assert listed(response) == []
    assert "Nobody needs a call" in response.content.decode()


def test_where_no_signature_is_needed_nobody_waits_for_it(client: Client, many: Round, analyst: User):
    Round.objects.filter(pk=many.pk).update(needs_sign_off=False)
    assert "waiting" not in [row[1] for row in listed(open_page(client, analyst, many))]


@pytest.mark.parametrize(
    "days, reasons",
    [
        (0, ["no_account"]),
        (3, ["no_account", "never_logged_in", "never_logged_in"]),
        (7, ["no_account", "never_logged_in", "never_logged_in", "not_started"]),
    ],
)
def test_the_first_days(
    client: Client,
    survey_round: Round,
    people: dict[str, User],
    monkeypatch,
    days: int,
    reasons: list[str],
):
    """On the first day the list is of those who could not answer, not of everybody."""
    unstaffed = make_department("D9100", Ministry.objects.get(code="11"))
    add_agencies(survey_round=survey_round, agencies=[unstaffed])
    now = survey_round.opens_at + dt.timedelta(hours=9) + days * DAY
    monkeypatch.setattr(timezone, "now", lambda: now)
    logs_in(people["officer"], at=now)
    logs_in(people["other_officer"], people["office_officer"], at=BEFORE)
    found = listed(open_page(client, people["analyst"], survey_round))
    assert [row[1] for row in found] == reasons


def test_pages(client: Client, many: Round, analyst: User, monkeypatch):
    monkeypatch.setattr("reports.queries.calls.PER_PAGE", 3)
    assert [row[0] for row in listed(open_page(client, analyst, many, "?page=2"))] == [
        "D9002",
        "D1101",
        "D9000",
    ]


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_agencies(
    client: Client, survey_round: Round, ministry: Ministry, officer, analyst, more, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    for agency in agencies:
        make_member(agency.code, Role.OFFICER, agency=agency)
    open_page(client, analyst, survey_round)
    with django_assert_num_queries(12):
        response = client.get(reverse("reports:calls", args=[survey_round.code]))
    assert len(listed(response)) == 3 + more


def test_the_dashboard_says_how_far_they_have_come(client: Client, many: Round, analyst: User):
    client.force_login(analyst)
    client.cookies["django_language"] = "en"
    response = client.get(reverse("reports:dashboard", args=[many.code]))
    cells = [row.cells for row in response.context["reached"]]
    assert [
        (label, number, other) for (label, number, _url), (_label, other, _other) in zip(*cells, strict=True)
    ] == [
        ("Agencies asked", 8, 1),
        ("With an account", 7, 1),
        ("Logged in since the opening", 7, 0),
        ("Started", 6, 0),
        ("Submitted", 2, 0),
        ("Signed", 1, 0),
        ("Responded on time", 1, 0),
        ("Returned for correction", 1, 0),
    ]
    for _label, number, url in (cell for row in cells for cell in row):
        assert client.get(url).context["listed"].page.paginator.count == number


@pytest.mark.parametrize("who, may", [("manager", True), ("analyst", False)])
def test_who_may_remind_is_led_there(
    client: Client, survey_round: Round, request: pytest.FixtureRequest, who: str, may: bool
):
    content = open_page(client, request.getfixturevalue(who), survey_round).content.decode()
    assert (reverse("reports:reminders", args=[survey_round.code]) in content) == may

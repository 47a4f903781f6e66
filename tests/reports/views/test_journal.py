"""Who changed what: three tables in one list."""

import datetime as dt

import pytest
from django.test import Client

from agencies.models import Agency, User
from audit.actions import Action
from audit.models import AuditEntry
from audit.services import record
from audit.whence import coming_from
from surveys.models import Round, Submission
from tests.rounds import DURING, answer

URL = "/manage/journal/"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def survey_round(survey_round: Round) -> Round:
    """As if nobody had created or opened it."""
    AuditEntry.objects.all().delete()
    return survey_round


@pytest.fixture
def changes(submission: Submission, officer: User, manager: User) -> None:
    """A start and two values of one answer, and a decision of EGA a day later."""
    with coming_from("203.0.113.7"):
        answer(submission, officer, plan="in_preparation")
    answer(submission, officer, DURING + HOUR, plan="none")
    record(
        action=Action.SCORES_SHOWN,
        code="2569",
        user=manager,
        now=DURING + 24 * HOUR,
        before={"closes_on": dt.date(2026, 7, 31)},
        after={"closes_on": dt.date(2026, 8, 7)},
        note="น้ำท่วม",
    )


def read(client: Client, user: User, query: str = "", language: str = "en"):
    client.force_login(user)
    client.cookies["django_language"] = language
    return client.get(URL + query)


def shown(response) -> list[tuple[str, str, str, str]]:
    return [
        (line.source, line.what, text(line.before), text(line.after)) for line in response.context["lines"]
    ]


def text(read_back) -> str:
    return "; ".join([*read_back.lines, *(f"{name}={value}" for name, value in read_back.pairs)])


DECISION = ("decision", "Scores shown to the agencies", "Last day=31 Jul 2026", "Last day=7 Aug 2026")
SECOND = ("answer", "Answer: Digital plan", "In preparation", "None")
FIRST = ("answer", "Answer: Digital plan", "", "In preparation")
START = ("step", "Started", "", "")


@pytest.mark.usefixtures("changes")
def test_it_works(client: Client, manager: User):
    response = read(client, manager)
    assert shown(response) == [DECISION, SECOND, FIRST, START]
    content = response.content.decode()
    assert "203.0.113.7" in content
    assert "/dashboard/2569/agencies/D1101/" in content


@pytest.mark.usefixtures("changes")
def test_addresses_are_for_managers(client: Client, analyst: User):
    response = read(client, analyst)
    assert len(shown(response)) == 4
    assert "203.0.113.7" not in response.content.decode()


@pytest.mark.usefixtures("changes")
def test_who_may_read_it(client: Client, people: dict[str, User]):
    codes = {name: read(client, user).status_code for name, user in people.items()}
    assert {name for name, code in codes.items() if code == 200} == {"analyst", "manager"}
    assert {code for name, code in codes.items() if name not in {"analyst", "manager"}} == {404}


@pytest.mark.usefixtures("changes")
@pytest.mark.parametrize(
    "query, expected",
    [
        ("?source=decision", [DECISION]),
        ("?source=step", [START]),
        ("?source=answer", [SECOND, FIRST]),
        ("?round=2569", [DECISION, SECOND, FIRST, START]),
        ("?agency=D1101", [SECOND, FIRST, START]),
        ("?agency=department+a", [SECOND, FIRST, START]),
        ("?agency=D1201", []),
        ("?person=manager", [DECISION]),
        ("?person=officer@example.go.th", [SECOND, FIRST, START]),
        ("?q=น้ำท่วม", [DECISION]),
        ("?q=plan", [SECOND, FIRST]),
        ("?q=digital+PLAN", [SECOND, FIRST]),
        ("?q=แผนดิจิทัล", [SECOND, FIRST]),
        ("?action=round.scores_shown", [DECISION]),
        ("?action=started", [START]),
        ("?action=round.opened", []),
        ("?action=started&source=answer", []),
        ("?address=203.0.113.", [FIRST, START]),
        ("?address=203.0.114", []),
        ("?since=2026-07-16", [DECISION]),
        ("?since=2569-07-16", [DECISION]),
        ("?until=2026-07-15", [SECOND, FIRST, START]),
        ("?since=2026-07-15&until=2026-07-15", [SECOND, FIRST, START]),
        ("?until=2026-07-14", []),
        ("?source=answer&q=plan&agency=D1101&person=officer&round=2569", [SECOND, FIRST]),
    ],
)
def test_filters(client: Client, manager: User, query: str, expected):
    assert shown(read(client, manager, query)) == expected


@pytest.mark.usefixtures("changes")
@pytest.mark.parametrize(
    "query", ["?source=x", "?round=x", "?action=x", "?since=31/12", "?page=x", "?page=-1", "?q=%00"]
)
def test_what_cannot_be_chosen_does_not_limit(client: Client, manager: User, query: str):
    response = read(client, manager, query)
    assert (response.status_code, len(shown(response))) == (200, 4)


@pytest.mark.parametrize("query, says", [("", "Nothing has been changed yet"), ("?q=x", "No change fits")])
def test_an_empty_journal_says_what_will_stand_there(client: Client, manager: User, query: str, says: str):
    assert says in read(client, manager, query).content.decode()


@pytest.mark.parametrize("agencies", [1, 3])
def test_queries(
    client: Client,
    survey_round: Round,
    officer: User,
    manager: User,
    django_assert_num_queries,
    agencies: int,
):
    for submission in survey_round.submissions.all()[:agencies]:
        answer(submission, officer, plan="in_preparation")
        answer(submission, officer, plan="none")
        record(action=Action.SCORES_SHOWN, code=submission.pk, user=manager, now=DURING)
    client.force_login(manager)
    client.get(URL)
    with django_assert_num_queries(12):
        response = client.get(URL)
    assert len(response.context["lines"]) == 4 * agencies


def test_a_person_who_is_gone_and_a_question_that_is_gone(
    client: Client, submission: Submission, officer: User, manager: User, agency_a: Agency
):
    record(action=Action.SCORES_HIDDEN, code="2569", user=None, now=DURING)
    submission.answer_revisions.create(
        question="gone", value="x", version=1, saved_by=officer, saved_at=DURING
    )
    response = read(client, manager)
    assert ("answer", "Answer: gone", "None", "x") in shown(response)
    assert "The portal" in response.content.decode()


@pytest.mark.usefixtures("changes")
def test_who_may_not_see_addresses_cannot_search_for_them(client: Client, analyst: User):
    assert len(shown(read(client, analyst, "?address=203.0.114"))) == 4
    assert "IP address" not in read(client, analyst).content.decode()


def test_a_person_is_found_by_what_was_done_to_the_account(
    client: Client, survey_round: Round, officer: User, manager: User
):
    record(action=Action.SWITCHED_OFF, code=officer.pk, user=manager, now=DURING)
    record(action=Action.SWITCHED_OFF, code=manager.pk, user=manager, now=DURING)
    lines = read(client, manager, "?person=officer@example.go.th").context["lines"]
    assert [(line.what, line.which) for line in lines] == [("Account switched off", str(officer.pk))]


def test_before_is_that_of_the_same_question_and_submission(
    client: Client, submission: Submission, other_submission: Submission, officer: User, manager: User
):
    answer(submission, officer, plan="in_preparation", remark="A")
    answer(other_submission, officer, plan="none", remark="B")
    answer(submission, officer, DURING + HOUR, plan="none")
    lines = read(client, manager, "?source=answer").context["lines"]
    assert (lines[0].which, text(lines[0].before), text(lines[0].after)) == (
        "Department A",
        "In preparation",
        "None",
    )
    assert [text(line.before) for line in lines[1:]] == [""] * 4

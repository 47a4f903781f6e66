"""The journal as Excel: who, when, from where, what, before and after."""

import datetime as dt

import pytest
from django.test import Client

from agencies.models import User
from audit.actions import Action
from audit.models import AuditEntry
from audit.services import record
from audit.whence import coming_from
from reports.views.tables import answering, journal
from surveys.models import Round, Submission
from tests.reports.tables.reading import open_page, take
from tests.rounds import DURING, answer

URL = "/manage/journal/"
HEADS = ["When", "Who", "From where", "Kind", "What", "Of what", "Agency, code", "Round", "Before", "After"]
HEADS += ["Reason or note"]
HOUR = dt.timedelta(hours=1)
AT = DURING.replace(tzinfo=None)


@pytest.fixture
def changes(survey_round: Round, submission: Submission, officer: User, manager: User) -> None:
    AuditEntry.objects.all().delete()
    with coming_from("203.0.113.7"):
        answer(submission, officer, plan="in_preparation")
    answer(submission, officer, DURING + HOUR, budget={"equipment": "40", "systems": "50", "training": "10"})
    record(
        action=Action.DAYS_MOVED,
        code="2569",
        user=manager,
        now=DURING + 2 * HOUR,
        before={"closes_on": dt.date(2026, 7, 31)},
        after={"closes_on": dt.date(2026, 8, 7)},
        note="=น้ำท่วม",
    )


@pytest.mark.usefixtures("changes")
def test_every_line_with_before_and_after(client: Client, manager: User):
    taken = take(client, manager, URL, "journal")
    moved, budget, plan, started = (dict(zip(taken.heads, row, strict=True)) for row in taken.rows)
    assert taken.heads == HEADS
    assert moved == {
        "When": AT + 2 * HOUR,
        "Who": manager.full_name,
        "From where": None,
        "Kind": "Decisions of EGA",
        "What": "Days moved for all agencies",
        "Of what": "2569",
        "Agency, code": None,
        "Round": "2569",
        "Before": "Last day: 31 Jul 2026",
        "After": "Last day: 7 Aug 2026",
        "Reason or note": "=น้ำท่วม",
    }
    assert (budget["Before"], budget["After"].count("\n")) == (None, 2)
    assert (plan["From where"], plan["What"], plan["After"], plan["Agency, code"]) == (
        "203.0.113.7",
        "Answer: Digital plan",
        "In preparation",
        "D1101",
    )
    assert (started["Kind"], started["What"]) == ("Steps of submissions", "Started")


@pytest.mark.usefixtures("changes")
def test_the_filters_are_those_of_the_page(client: Client, manager: User):
    taken = take(client, manager, URL + "?source=answer&person=officer&since=2569-07-15&q=plan", "journal")
    assert taken.column("What") == ["Answer: Digital plan"]
    assert taken.about["What"] == "Answers"
    assert taken.about["Person, name or e-mail"] == "officer"
    assert taken.about["In notes and questions"] == "plan"
    assert taken.about["From"] == "15 Jul 2026"
    assert taken.about["Order"] == "Latest first"


@pytest.mark.usefixtures("changes")
def test_addresses_are_for_managers(client: Client, analyst: User):
    taken = take(client, analyst, URL, "journal")
    assert taken.heads == [head for head in HEADS if head != "From where"]
    assert not any("203.0.113.7" in str(cell) for row in taken.rows for cell in row)


@pytest.mark.usefixtures("changes")
def test_a_journal_too_long_for_a_file_says_what_to_do(client: Client, manager: User, monkeypatch):
    monkeypatch.setattr(answering, "MOST_ROWS", 3)
    response = open_page(client, manager, URL + "?table=journal")
    content = response.content.decode()
    assert response.status_code == 422
    assert "4 rows are too many for this file: it takes 3. Narrow the period" in content
    assert len(response.context["lines"]) == 4
    assert take(client, manager, URL + "?source=answer", "journal").about["Rows"] == 2


@pytest.mark.usefixtures("changes")
def test_a_long_journal_is_read_in_pieces(client: Client, manager: User, monkeypatch):
    whole = take(client, manager, URL, "journal")
    monkeypatch.setattr(journal, "CHUNK", 1)
    assert take(client, manager, URL, "journal").rows == whole.rows

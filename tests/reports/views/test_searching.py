"""Lists that a whole country may stand on can be searched, and keep what the address says besides."""

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import User
from surveys import tasks
from surveys.models import Reminder, Round, Submission
from surveys.reminding.steps import Narrowed, Step, audiences_of, concerned
from surveys.reminding.texts import Texts
from surveys.services.reminders import start_reminder
from tests.reports.tables.reading import open_page, take
from tests.rounds import DURING

pytestmark = pytest.mark.django_db
HERE = "/dashboard/2569/"


@pytest.fixture
def reminder(
    survey_round: Round, officer, other_officer, office_officer, manager: User, monkeypatch
) -> Reminder:
    monkeypatch.setattr(tasks.send_reminders, "delay", lambda **_arguments: None)
    monkeypatch.setattr(timezone, "now", lambda: DURING)
    to = Narrowed(Submission.objects.of_round(survey_round), {})
    return start_reminder(
        survey_round=survey_round,
        step=Step.NEVER_LOGGED_IN,
        to=to,
        texts=Texts("เตือน", "{link}", "Reminder", "{link}"),
        shown=audiences_of(
            concerned(survey_round, Step.NEVER_LOGGED_IN, to.submissions), Step.NEVER_LOGGED_IN
        ).digest,
        origin="https://portal.example",
        user=manager,
        now=DURING,
    )


@pytest.mark.parametrize(
    "q, addresses",
    [
        ("", ["officer@example.go.th", "other.officer@example.go.th", "office.officer@example.go.th"]),
        ("OTHER.officer", ["other.officer@example.go.th"]),
        ("D1201", ["other.officer@example.go.th"]),
        ("chiang mai", ["office.officer@example.go.th"]),
        ("nobody", []),
    ],
)
def test_the_mails_of_a_reminder(client: Client, reminder: Reminder, manager: User, q: str, addresses):
    address = f"{HERE}reminders/sent/{reminder.pk}/?state=waiting&q={q}"
    page = open_page(client, manager, address)
    assert [each.address for each in page.context["page"]] == addresses
    assert 'name="state" value="waiting"' in page.content.decode()
    taken = take(client, manager, address, "mails")
    assert (taken.column("Address"), taken.about.get("Searched for", "")) == (addresses, q)


@pytest.mark.parametrize("q, codes", [("", ["D1101", "D1201", "P5010"]), ("กรม ข", ["D1201"]), ("x", [])])
def test_agencies_without_people(client: Client, survey_round: Round, manager: User, q: str, codes):
    page = open_page(client, manager, f"{HERE}without-people/?q={q}")
    assert [row.agency.code for row in page.context["page"]] == codes
    assert ("No agency has this" in page.content.decode()) is not bool(codes)


@pytest.mark.parametrize("q, codes", [("", ["D1101", "D1201"]), ("department b", ["D1201"]), ("x", [])])
def test_two_runs_compared(client: Client, rescored_round: Round, manager: User, q: str, codes):
    before, after = rescored_round.scoring_runs.order_by("pk").values_list("pk", flat=True)
    page = open_page(client, manager, f"{HERE}runs/compared/?before={before}&after={after}&sort=code&q={q}")
    assert [change.agency.code for change, *_rest in page.context["rows"]] == codes
    assert f'name="before" value="{before}"' in page.content.decode()

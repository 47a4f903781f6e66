"""Taking the steps of a round."""

import datetime as dt

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from surveys.models import Round, Submission
from surveys.services.rounds import close_round, open_round
from tests.rounds import BEFORE

pytestmark = pytest.mark.django_db
BASE = "/manage/rounds/2570/"


@pytest.fixture
def opened(planned: Round) -> Round:
    """For ten days now."""
    today = timezone.localdate()
    Round.objects.update(opens_on=today - dt.timedelta(10), closes_on=today + dt.timedelta(10))
    planned.refresh_from_db()
    open_round(survey_round=planned, user=None, now=timezone.now())
    planned.refresh_from_db()
    return planned


@pytest.fixture
def closed(opened: Round) -> Round:
    close_round(survey_round=opened, user=None, now=timezone.now())
    opened.refresh_from_db()
    return opened


def take(client, survey_round, name, **fields):
    return client.post(f"{BASE}{name}/", {"seen": survey_round.version, **fields})


def states():
    return Round.objects.values_list("state", "opens_by_clock", "archived_at").get()


def test_opening_says_what_will_happen_and_does_it(manage, planned, manager):
    html = manage.get(f"{BASE}open/").text
    promised = [
        "Agencies that then see the questionnaire: 1 at department level, 1 at province level.",
        "They can read the questions at once, and answer from",
        "The round closes by itself on",
        "cannot be exchanged any more",
        "Agencies in which nobody has an account to sign with: 2.",
    ]
    assert [each in html for each in promised] == [True] * len(promised)

    response = take(manage, planned, "open")
    assert (response.status_code, response["Location"], states()) == (302, BASE, ("open", False, None))
    assert "The round is open." in manage.get(BASE).text
    assert AuditEntry.objects.get(action="round.opened").actor == manager


@pytest.mark.parametrize(
    "fields, told",
    [
        ({"questionnaire": None}, "No questionnaire is chosen."),
        ({"opens_on": dt.date(2020, 1, 1), "closes_on": dt.date(2020, 1, 31)}, "is over already."),
    ],
)
@pytest.mark.parametrize("name", ["open", "set-opening"])
def test_what_lacks_something_has_no_button_and_is_refused(manage, planned, name, fields, told):
    Round.objects.update(**fields)
    html = manage.get(f"{BASE}{name}/").text
    assert (told in html, "put right what is missing above first" in html) == (True, True)
    assert f"{BASE}settings/" in html

    assert take(manage, planned, name).status_code == 422
    assert states() == ("preparing", False, None)


def test_a_round_that_asks_nobody_is_not_opened(manage, planned):
    Submission.objects.all().delete()
    assert "No agency is asked yet." in manage.get(f"{BASE}open/").text
    response = take(manage, planned, "open")
    assert (response.status_code, "Choose the agencies first." in response.text) == (422, True)


@pytest.mark.parametrize("language, told", [("en", "No agency is asked"), ("th", "ยังไม่มีหน่วยงานเป้าหมาย")])
def test_it_is_said_in_the_language_of_the_reader(manage, planned, language, told):
    Submission.objects.all().delete()
    manage.cookies["django_language"] = language
    assert told in take(manage, planned, "open").text


def test_the_clock_is_set_and_stopped(manage, planned):
    take(manage, planned, "set-opening")
    assert states() == ("preparing", True, None)
    html = manage.get(BASE).text
    assert "The round opens by itself on" in html
    assert [f"{BASE}{name}/" in html for name in ("set-opening", "unset-opening")] == [False, True]

    planned.refresh_from_db()
    take(manage, planned, "unset-opening")
    assert states() == ("preparing", False, None)


def test_a_round_that_could_not_open_in_time_says_so(manage, planned):
    Round.objects.update(opens_by_clock=True, opens_on=dt.date(2020, 1, 1), questionnaire=None)
    assert "could not: something is missing." in manage.get(BASE).text


def test_closing_counts_who_has_responded(manage, opened):
    html = manage.get(f"{BASE}close/").text
    assert "0 of 2 agencies have responded and count; 2 do not." in html
    assert "All agencies still have time until" in html
    take(manage, opened, "close")
    assert states() == ("closed", False, None)


def test_who_sees_an_older_version_is_told_what_has_changed(manage, opened, manager):
    Round.objects.update(version=7)
    response = take(manage, opened, "close")
    assert (response.status_code, "Somebody else has changed this round" in response.text) == (422, True)
    assert 'name="seen" value="7"' in response.text
    assert states()[0] == "open"


def test_without_a_version_nothing_is_done(manage, opened):
    assert manage.post(f"{BASE}close/").status_code == 422
    assert states()[0] == "open"


def test_opening_again_for_everybody(manage, closed):
    until = timezone.localdate() + dt.timedelta(days=20)
    take(manage, closed, "reopen", who="everybody", closes_on=until.isoformat(), reason="น้ำท่วม")
    assert Round.objects.values_list("state", "closes_on").get() == ("open", until)
    html = manage.get(BASE).text
    assert ("Moved on" in html, html.count("น้ำท่วม")) == (True, 2)


def test_opening_again_for_signatures(manage, closed):
    before = closed.closes_on
    take(manage, closed, "reopen", who="nobody", closes_on="nonsense", reason="รอลงนาม")
    assert Round.objects.values_list("state", "closes_on").get() == ("open", before)


@pytest.mark.parametrize(
    "fields, told",
    [
        ({"who": "everybody", "reason": "x"}, "Say until which day all agencies can answer."),
        ({"who": "everybody", "reason": "x", "closes_on": "2020-01-01"}, "before the first day"),
        ({"who": "nobody", "reason": ""}, "Say why."),
        ({"reason": "x"}, "This field is required."),
    ],
)
def test_what_does_not_open_it_again(manage, closed, fields, told):
    response = take(manage, closed, "reopen", **fields)
    assert (response.status_code, told in response.text, states()[0]) == (422, True, "closed")


def test_archiving_and_bringing_back(manage, closed):
    take(manage, closed, "archive")
    assert states()[2] is not None
    html = manage.get(BASE).text
    offered = {
        name: f"{BASE}{name}/" in html for name in ("reopen", "archive", "restore", "settings", "copy")
    }
    assert offered == {"reopen": False, "archive": False, "restore": True, "settings": False, "copy": True}

    closed.refresh_from_db()
    assert take(manage, closed, "restore").status_code == 422
    take(manage, closed, "restore", reason="ตรวจสอบ")
    assert states() == ("closed", False, None)


@pytest.mark.parametrize("name", ["close", "reopen", "restore", "unset-opening"])
def test_a_step_that_does_not_fit_says_so(manage, planned, name):
    html = manage.get(f"{BASE}{name}/").text
    assert "not possible in the state in which the round is" in html
    assert take(manage, planned, name, reason="x", who="nobody").status_code == 422
    assert states() == ("preparing", False, None)


def test_the_page_of_a_round_with_each_step_of_its_life(manage, closed, manager, django_assert_num_queries):
    html = manage.get(BASE).text
    history = [each in html for each in ("Round created", "Round opened", "Round closed", "command line")]
    assert history == [True] * 4
    with django_assert_num_queries(16):
        manage.get(BASE)


def test_an_analyst_reads_and_is_offered_nothing(client, opened, analyst):
    client.cookies["django_language"] = "en"
    client.force_login(analyst)
    html = client.get(BASE).text
    assert "Managers of EGA take these steps." in html
    assert [f"{BASE}{name}/" in html for name in ("close", "days", "settings", "copy")] == [False] * 4


def test_scores_of_an_archived_round_are_not_shown(manage, closed):
    Round.objects.update(archived_at=BEFORE)
    html = manage.post("/dashboard/2570/results/showing/", {"step": "show"}, follow=True).text
    assert "The round is archived, so it is only read." in html
    assert Round.objects.get().scores_shown_at is None


@pytest.mark.parametrize("ended, label", [(False, "Move the days"), (True, "Close the round")])
def test_a_round_with_time_left_is_not_made_easy_to_close(manage, opened, ended, label):
    if ended:
        Round.objects.update(closes_on=timezone.localdate() - dt.timedelta(days=1))
    html = manage.get(BASE).text
    assert ('<a class="btn btn-primary" href="/manage/rounds/2570/close/">' in html) is ended
    assert label in html

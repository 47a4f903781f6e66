"""The page that says whom a round asks."""

import pytest
from django.test import Client

from agencies.models import Agency
from surveys.models import Round, Submission
from surveys.services.round_roster import withdraw
from surveys.services.rounds import add_agencies, close_round
from tests.people import make_department
from tests.rounds import DURING, complete_and_submit, make_round

pytestmark = pytest.mark.django_db
OPEN, PREPARED = "/dashboard/2569/", "/dashboard/2570/"


@pytest.fixture
def prepared(small_questionnaire, agency_a, agency_b) -> Round:
    survey_round = make_round(small_questionnaire, "2570")
    add_agencies(survey_round=survey_round, agencies=[agency_a, agency_b])
    return survey_round


@pytest.fixture
def manage(client: Client, manager) -> Client:
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    return client


def test_who_may_open_and_decide(client, people, survey_round, office):
    answers = {}
    paths = ["asking/", "asking/update/", "asking/one/", "agencies/D1101/withdraw/"]
    for name, user in people.items():
        client.force_login(user)
        answers[name] = [client.get(f"{OPEN}asking/").status_code]
        answers[name] += [client.post(OPEN + path).status_code for path in paths[1:]]
    assert answers.pop("manager") == [200, 409, 422, 422]
    assert answers.pop("analyst") == [403] * 4
    assert list(answers.values()) == [[404] * 4] * len(answers)


def stamp_in(page: str) -> str:
    return page.split('name="stamp" value="')[1].split('"', maxsplit=1)[0]


def test_a_round_in_preparation_is_brought_up_to_date(manage, prepared, ministry):
    make_department("D1102", ministry)
    Agency.objects.filter(code="D1101").update(is_active=False)
    page = manage.get(f"{PREPARED}asking/").text
    for text in ("Come in (1)", "D1102", "Go out (1)", "D1101", "1 agency comes in, 1 agency goes out."):
        assert text in page
    assert prepared.submissions.count() == 2
    done = manage.post(f"{PREPARED}asking/update/", {"stamp": stamp_in(page)}, follow=True)
    assert "The round is up to date: 1 agencies came in, 1 went out." in done.text
    assert "The round asks just those that the roster has." in done.text
    assert sorted(prepared.submissions.values_list("agency__code", flat=True)) == ["D1102", "D1201"]


def test_what_changed_after_the_page_was_opened(manage, prepared, ministry):
    make_department("D1102", ministry)
    stamp = stamp_in(manage.get(f"{PREPARED}asking/").text)
    make_department("D1103", ministry)
    response = manage.post(f"{PREPARED}asking/update/", {"stamp": stamp})
    assert response.status_code == 409
    assert "The roster has changed since you opened the page." in response.text
    assert "D1103" in response.text
    assert prepared.submissions.count() == 2


@pytest.mark.parametrize("more", [1, 3])
def test_the_lists_take_as_many_queries_for_many(manage, prepared, ministry, django_assert_num_queries, more):
    for number in range(more):
        make_department(f"D115{number}", ministry)
    with django_assert_num_queries(12):
        assert f"Come in ({more})" in manage.get(f"{PREPARED}asking/").text


def test_one_more_is_asked_in_an_open_round(manage, survey_round, ministry):
    make_department("D1102", ministry)
    assert "D1102 Department D1102" in manage.get(f"{OPEN}asking/").text
    response = manage.post(f"{OPEN}asking/one/", {"agency": "D1102", "reason": "ตั้งใหม่"})
    assert response.headers["Location"] == f"{OPEN}agencies/D1102/"
    assert survey_round.submissions.count() == 4
    assert "ตั้งใหม่" in manage.get(f"{OPEN}agencies/D1102/").text


@pytest.mark.parametrize(
    "values, text",
    [
        ({"agency": "D1102", "reason": ""}, "Say why"),
        ({"agency": "", "reason": "x"}, "Choose the agency."),
        ({"agency": "D1101", "reason": "x"}, "Select a valid choice"),
    ],
)
def test_one_that_cannot_be_asked(manage, survey_round, ministry, values, text):
    make_department("D1102", ministry)
    response = manage.post(f"{OPEN}asking/one/", values)
    assert response.status_code == 422
    assert text in response.text
    assert survey_round.submissions.count() == 3


def test_an_agency_is_withdrawn_and_asked_again(manage, client, submission, officer):
    complete_and_submit(submission, officer)
    assert "Withdraw the agency from the round" in manage.get(f"{OPEN}agencies/D1101/").text
    response = manage.post(f"{OPEN}agencies/D1101/withdraw/", {"reason": "ควบรวมแล้ว"}, follow=True)
    assert response.redirect_chain == [(f"{OPEN}asking/", 302)]
    assert "ควบรวมแล้ว" in response.text
    page = manage.get(f"{OPEN}agencies/D1101/").text
    assert "Ask it again" in page
    assert "Give the agency more time" not in page
    assert "D1101" not in manage.get(f"{OPEN}agencies/").text
    again = manage.post(f"{OPEN}asking/one/", {"agency": "D1101", "reason": "ผิดพลาด"})
    assert again.status_code == 302
    submission.refresh_from_db()
    assert (submission.withdrawn_at, submission.state) == (None, "waiting")


def test_a_withdrawal_needs_a_reason(manage, submission):
    response = manage.post(f"{OPEN}agencies/D1101/withdraw/", {"reason": " "})
    assert response.status_code == 422
    assert "Say why" in response.text
    assert Submission.objects.filter(pk=submission.pk).exists()


def test_what_a_withdrawn_agency_sees(client, submission, officer, manager, ministry_monitor):
    withdraw(submission=submission, reason="ควบรวมแล้ว", user=manager, now=DURING)
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    page = client.get("/rounds/2569/D1101/").text
    assert "EGA has withdrawn the agency from this round" in page
    assert "ควบรวมแล้ว" in page
    assert client.post("/rounds/2569/D1101/submit/").status_code in (302, 409, 422)
    assert submission.versions.count() == 0
    client.force_login(ministry_monitor)
    assert client.get(f"{OPEN}agencies/D1101/").status_code == 404


def test_a_closed_round_is_left_alone(manage, submission):
    close_round(survey_round=submission.round, user=None, now=DURING)
    assert "The round is closed, so whom it asked stays as it is." in manage.get(f"{OPEN}asking/").text
    response = manage.post(f"{OPEN}agencies/D1101/withdraw/", {"reason": "x"})
    assert response.status_code == 422
    assert "The round is not open" in response.text

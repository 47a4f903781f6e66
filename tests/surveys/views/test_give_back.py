"""The approver returns answers, before signing them or afterwards."""

import datetime as dt

import pytest
from django.utils import timezone

from scoring.services.scorecards import score_version
from surveys.models import Round, Submission, SubmissionEvent
from surveys.services.submitting import return_for_correction, sign
from tests.surveys.views.pages import BASE

pytestmark = pytest.mark.django_db

SIGN, RETURN, RECEIPT = BASE + "sign/", BASE + "return/", BASE + "receipt/"
OFFER = f'<a href="{RETURN}">Return the signed answers for correction</a>'
MEANT = {"reason": "งบประมาณไม่ถูก", "understood": "on"}
State = Submission.State


@pytest.fixture(autouse=True)
def in_english(client, approver, settings):
    settings.SUPPORT_EMAIL = "helpdesk@ega.example"
    client.cookies["django_language"] = "en"
    client.force_login(approver)


@pytest.fixture
def signed(submitted, approver):
    sign(submission=submitted, sha256=submitted.current_version.sha256, user=approver, now=timezone.now())
    submitted.refresh_from_db()
    return submitted


def end_time():
    """The last day is over; the round is still open."""
    Round.objects.update(opens_on=dt.date(2020, 1, 1), closes_on=dt.date(2020, 1, 2))


def state_of(submission):
    submission.refresh_from_db()
    return submission.state


def text_of(client, page):
    return client.get(page, follow=True).content.decode()


@pytest.mark.parametrize("page", [BASE, RECEIPT])
def test_an_approver_is_offered_to_return_signed_answers(client, signed, page):
    assert OFFER in text_of(client, page)


@pytest.mark.parametrize("who", ["officer", "reader", "analyst"])
def test_others_are_not_offered_it_and_cannot(client, signed, people, who):
    client.force_login(people[who])
    assert OFFER not in text_of(client, BASE)
    assert (client.get(RETURN).status_code, client.post(RETURN, MEANT).status_code) == (404, 404)
    assert state_of(signed) == State.SIGNED


def test_the_page_says_what_it_costs(client, signed):
    html = text_of(client, RETURN)
    assert "The agency will count as not having responded until the answers are submitted and signed" in html


def test_signed_answers_are_returned_with_reason_and_confirmation(client, signed, approver):
    response = client.post(RETURN, MEANT, follow=True)
    event = signed.events.get(kind=SubmissionEvent.Kind.RETURNED)
    assert response.redirect_chain == [(BASE, 302)]
    assert "The answers are back with the officers, who read your reason." in response.content.decode()
    assert (state_of(signed), signed.signed_at) == (State.RETURNED, None)
    assert (event.note, event.actor) == ("งบประมาณไม่ถูก", approver)


@pytest.mark.parametrize(
    "missing, error",
    [
        ("reason", "Say what has to be corrected, so that the officers know."),
        ("understood", "Tick this to return answers that are signed."),
    ],
)
def test_nothing_is_returned_by_mistake(client, signed, missing, error):
    response = client.post(RETURN, MEANT | {missing: ""})
    assert (response.status_code, state_of(signed)) == (422, State.SIGNED)
    assert error in response.content.decode()


@pytest.mark.parametrize(
    "who, told",
    [
        ("officer", "To change them, ask the approver to return them for correction."),
        ("approver", "If something is wrong, you can return them for correction."),
    ],
)
def test_in_time_the_approver_is_who_can_return_them(client, signed, people, who, told):
    client.force_login(people[who])
    assert told in text_of(client, BASE)


@pytest.mark.parametrize("who", ["officer", "approver"])
def test_when_time_is_over_ega_is_to_be_asked(client, signed, people, who):
    end_time()
    client.force_login(people[who])
    html = text_of(client, BASE)
    assert "If something is wrong, ask EGA for an extension. EGA’s help desk: helpdesk@ega.example" in html
    assert OFFER not in html
    assert "ask the approver" not in html


def test_when_time_is_over_nothing_can_be_returned(client, signed):
    end_time()
    for response in (client.get(RETURN, follow=True), client.post(RETURN, MEANT, follow=True)):
        assert response.redirect_chain == [(BASE, 302)]
        assert "Ask EGA for an extension first." in response.content.decode()
    assert state_of(signed) == State.SIGNED


def test_what_waits_is_returned_where_it_is_read(client, submitted):
    assert client.get(RETURN)["Location"] == f"{SIGN}#return"


def test_what_was_returned_meanwhile_says_by_whom(client, submitted, approver):
    client.post(RETURN, MEANT)
    html = client.post(RETURN, MEANT, follow=True).content.decode()
    assert f"{approver.full_name} returned these answers for correction," in html
    assert submitted.events.filter(kind=SubmissionEvent.Kind.RETURNED).count() == 1


@pytest.mark.parametrize("page", ["", "dimensions/1/", "dimensions/2/", "review/"])
def test_the_officers_read_the_reason_wherever_they_correct(client, submitted, officer, page):
    client.post(RETURN, MEANT)
    client.force_login(officer)
    html = text_of(client, BASE + page)
    assert '<h2 class="panel__title">Returned for correction</h2>' in html
    assert '<p class="quoted">งบประมาณไม่ถูก</p>' in html


def test_a_score_of_returned_answers_says_that_it_does_not_count(client, submitted, officer, analyst):
    score_version(version_id=submitted.current_version_id, now=timezone.now())
    client.force_login(analyst)
    told = "Score of answers that were returned: it does not count"
    before = text_of(client, BASE + "score/")
    return_for_correction(submission=submitted, reason="แก้", user=officer, now=timezone.now())
    after = text_of(client, BASE + "score/")
    shown = [("score-total" in html, told in html) for html in (before, after)]
    assert shown == [(True, False), (True, True)]

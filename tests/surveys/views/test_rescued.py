"""What was typed into a dimension's page whose session had ended: shown until saved or thrown away."""

import pytest
from django.utils import timezone

from agencies.typed import sign_page_user
from surveys.models import Round
from tests.people import PASSWORD, with_password
from tests.rounds import answer
from tests.surveys.views.pages import DIMENSION, save, save_url

pytestmark = pytest.mark.django_db

NOTICE = "What you typed before your session ended is shown below"
RESCUED = {"version__remark": 1, "remark": "ระบบใหม่", "version__all_posts": 1, "all_posts": "many"}


@pytest.fixture(autouse=True)
def rescued(client, officer, draft):
    """The officer's session ended while they typed; they have logged in again."""
    client.cookies["django_language"] = "en"
    client.post(DIMENSION, RESCUED | {"page_user": sign_page_user(officer)})
    client.post("/login/", {"username": with_password(officer).email, "password": PASSWORD})


def shown(client):
    """Whether the notice, the remark typed and the number typed are on the page."""
    html = client.get(DIMENSION).content.decode()
    return NOTICE in html, 'value="ระบบใหม่"' in html, 'value="many"' in html


def test_every_visit_shows_it(client, draft):
    assert [shown(client) for _visit in range(3)] == [(True, True, True)] * 3
    assert draft.answers.get(question="remark").value == "ก"


def test_what_is_saved_comes_back_no_more_and_the_rest_does(client, draft, officer):
    assert client.post(DIMENSION, RESCUED).status_code == 422
    assert draft.answers.get(question="remark").value == "ระบบใหม่"
    answer(draft, officer, timezone.now(), remark="later")
    assert shown(client) == (True, False, True)
    client.post(DIMENSION, RESCUED | {"all_posts": "5", "version__remark": 3, "remark": "later"})
    assert shown(client) == (False, False, False)
    assert "typed" not in client.session or client.session["typed"] == {}


def test_what_the_script_saved_comes_back_no_more(client, draft, officer):
    assert save(client, "remark", 1, remark="ระบบใหม่").status_code == 200
    answer(draft, officer, timezone.now(), remark="later")
    assert shown(client) == (True, False, True)
    assert save(client, "all_posts", 1, all_posts="still many").status_code == 422
    assert shown(client) == (True, False, True)
    assert save(client, "all_posts", 1, all_posts="7").status_code == 200
    assert shown(client) == (False, False, False)


def test_a_conflict_keeps_it_until_one_is_chosen(client, draft, second_officer):
    answer(draft, second_officer, timezone.now(), remark="ของอีกคน")
    assert client.post(DIMENSION, RESCUED).status_code == 422
    assert shown(client) == (True, True, True)
    client.post(DIMENSION, RESCUED | {"choose__remark": "theirs", "theirs__remark": 2})
    assert shown(client) == (True, False, True)


def test_taking_the_other_answer_by_script_gives_it_up(client):
    assert client.get(f"{save_url('remark')}block/").status_code == 200
    assert shown(client) == (True, False, True)


def test_it_can_be_thrown_away(client, draft):
    response = client.post("/typed/forget/", {"path": DIMENSION})
    assert response["Location"] == DIMENSION
    assert shown(client) == (False, False, False)
    assert 'value="ก"' in client.get(DIMENSION).content.decode()


def test_what_stands_already_needs_no_notice(client, draft, officer):
    save(client, "all_posts", 1, all_posts="7")
    answer(draft, officer, timezone.now(), remark="ระบบใหม่")
    assert shown(client)[0] is False
    answer(draft, officer, timezone.now(), remark="later")
    assert shown(client) == (False, False, False)


def test_after_the_round_it_can_still_be_copied(client, survey_round):
    Round.objects.filter(pk=survey_round.pk).update(state=Round.State.CLOSED)
    assert [shown(client) for _visit in range(2)] == [(True, True, True)] * 2
    assert "so that you can copy it. It is not saved." in client.get(DIMENSION).content.decode()
    client.post("/typed/forget/", {"path": DIMENSION})
    assert shown(client) == (False, False, False)

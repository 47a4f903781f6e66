"""Every value that an answer ever had."""

import pytest
from django.utils import timezone

from tests.rounds import answer
from tests.surveys.views.pages import BASE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client, officer):
    client.cookies["django_language"] = "en"
    client.force_login(officer)


def page(client, question="plan"):
    return client.get(f"{BASE}answers/{question}/history/").content.decode()


def test_it_works(client, draft, second_officer):
    answer(draft, second_officer, timezone.now(), plan="none")
    answer(draft, second_officer, timezone.now(), plan=None)
    lines = page(client).partition('<ol class="timeline"')[2].partition("</ol>")[0]
    places = [lines.index(text) for text in ("Not stated", "None", "In preparation")]
    assert places == sorted(places)
    assert (lines.count("คุณ second.officer"), lines.count("คุณ officer")) == (2, 1)


def test_before_the_first_answer_it_says_what_will_stand_there(client, draft):
    assert "Every value that is saved will stand here" in page(client, "topics")


@pytest.mark.parametrize("values", [["none"], ["none", "finished", "in_preparation"]])
def test_queries(client, draft, officer, values, django_assert_num_queries):
    """Session, person, submission, revisions, own roles."""
    for value in values:
        answer(draft, officer, timezone.now(), plan=value)
    page(client)
    with django_assert_num_queries(5):
        page(client)

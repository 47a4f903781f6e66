"""What the answers are worth, once EGA shows it."""

import pytest
from django.utils import timezone

from scoring.services.scorecards import score_version
from surveys.services.rounds_scores import show_scores
from surveys.services.submitting import return_for_correction, submit
from tests.rounds import COMPLETE, answer
from tests.surveys.views.pages import BASE

pytestmark = pytest.mark.django_db

WAITING = "data-waiting"


@pytest.fixture
def page(client):
    client.cookies["django_language"] = "en"

    def get(user):
        client.force_login(user)
        return client.get(BASE + "score/").content.decode()

    return get


def line(html, code):
    """The cells of the dimension or indicator `code`."""
    row = html.partition(f'<span class="score-table__code">{code}</span>')[2].partition("</tr>")[0]
    return row.partition("</th>")[2].strip()


@pytest.fixture
def scored(submitted):
    score_version(version_id=submitted.current_version_id, now=timezone.now())
    return submitted


def test_before_submitting(page, draft, officer):
    html = page(officer)
    assert ("No score yet" in html, WAITING in html) == (True, False)


def test_waiting_for_a_worker_the_page_looks_again_by_itself(page, submitted, officer):
    html = page(officer)
    assert ("Being scored" in html, WAITING in html) == (True, True)


def test_scored_and_not_released(page, scored, officer):
    html = page(officer)
    assert "EGA has not released the scores of this round yet" in html
    assert (WAITING in html, "42.5" in html) == (False, False)


def test_ega_sees_it_before_it_is_released(page, scored, analyst):
    assert "42.5" in page(analyst)


def test_released(page, scored, officer):
    show_scores(survey_round=scored.round, user=None, now=timezone.now())
    html = " ".join(page(officer).split())
    assert '<span class="score-total__number">42.5</span>' in html
    assert "Beginning" in html  # the band
    assert '<rect class="fill" width="62.50" height="8"></rect>' in html
    policies = line(html, "1")
    assert [f'">{text}</td>' in policies for text in ("55.0", "50.0 %", "27.5")] == [True] * 3


def test_what_does_not_concern_the_agency_is_marked(page, submission, officer, analyst):
    answers = {name: value for name, value in COMPLETE.items() if name != "services"}
    answer(submission, officer, timezone.now(), **answers | {"has_services": "no"})
    version = submit(submission=submission, user=officer, now=timezone.now())
    score_version(version_id=version.pk, now=timezone.now())
    services = line(" ".join(page(analyst).split()), "2")
    assert services == '<td colspan="4" class="score-table__none">Not applicable</td>'


def test_of_returned_answers_there_is_no_score_to_wait_for(page, submitted, officer, approver):
    return_for_correction(submission=submitted, reason="แก้", user=approver, now=timezone.now())
    html = page(officer)
    assert ("No score yet" in html, WAITING in html) == (True, False)


def test_queries(client, page, scored, officer, django_assert_num_queries):
    """Session, person, submission, scorecard, its node scores, answers, files, own roles."""
    show_scores(survey_round=scored.round, user=None, now=timezone.now())
    page(officer)
    with django_assert_num_queries(9):
        client.get(BASE + "score/")

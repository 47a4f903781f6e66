"""Answers that are made up, under the name of a real agency: every page that shows them says so."""

import pytest
from django.utils import timezone

from agencies.models import Membership, Role
from scoring.services.scorecards import score_version
from surveys.models import Round
from surveys.services.rounds_scores import show_scores
from tests.surveys.views.pages import BASE, DIMENSION

pytestmark = pytest.mark.django_db

NOTE = "no agency has said any of this"
PAGES = ["", "review/", "receipt/", "score/", "score/explained/", "answers/plan/history/"]


@pytest.fixture
def scored(survey_round, submitted):
    score_version(version_id=submitted.current_version_id, now=timezone.now())
    show_scores(survey_round=survey_round, user=None, now=timezone.now())


@pytest.fixture
def opened(client, officer):
    client.cookies["django_language"] = "en"
    client.force_login(officer)

    def get(path):
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.mark.parametrize("is_synthetic", [True, False])
@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_an_agency_say_it(opened, scored, page, is_synthetic):
    Round.objects.update(is_synthetic=is_synthetic)
    assert (NOTE in opened(BASE + page)) is is_synthetic


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_the_page_to_sign_says_it(opened, client, submitted, approver, is_synthetic):
    Round.objects.update(is_synthetic=is_synthetic)
    client.force_login(approver)
    assert (NOTE in opened(BASE + "sign/")) is is_synthetic


def test_questions_come_without_it(opened, draft):
    Round.objects.update(is_synthetic=True)
    assert NOTE not in opened(DIMENSION)


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_the_list_of_rounds_says_it_of_each(opened, survey_round, officer, agency_b, is_synthetic):
    Membership.objects.create(user=officer, role=Role.READER, agency=agency_b)
    Round.objects.update(is_synthetic=is_synthetic)
    assert opened("/").count("Synthetic answers") == (2 if is_synthetic else 0)

"""Released results: who may release, what everybody sees, and what nobody else does."""

import re
from typing import Any

import pytest
from django.test import Client

from agencies.models import Agency, User
from scoring.models import Release
from surveys.models import Round
from surveys.services.rounds import close_round
from tests.reports.making import give_back, score, sign, submission_of

pytestmark = pytest.mark.django_db

PUBLIC = "/results/2569/"
CODES = ("1", "1.1", "1.2", "2", "2.1", "3", "3.1")
STEP = "/dashboard/2569/results/release/"


@pytest.fixture
def closed(survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User) -> Round:
    for agency, total in ((agency_a, "40"), (agency_b, "60")):
        score(sign(submission_of(survey_round, agency), officer), total, dict.fromkeys(CODES, total))
    close_round(survey_round=survey_round)
    return survey_round


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize(
    ("name", "code", "releases"), [("manager", 302, 1), ("analyst", 403, 0), ("officer", 404, 0)]
)
def test_who_may_release(
    client: Client, closed: Round, name: str, code: int, releases: int, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.post(STEP, {"note": "final"}).status_code == code
    assert Release.objects.count() == releases


def test_without_a_note_nothing_is_released(client: Client, closed: Round, manager: User) -> None:
    client.force_login(manager)
    assert (client.post(STEP, {"note": ""}).status_code, Release.objects.count()) == (422, 0)


@pytest.mark.parametrize("text", ["x" * 251, "nul\x00"])
def test_what_the_database_cannot_keep_is_refused(
    client: Client, closed: Round, manager: User, text: str
) -> None:
    client.force_login(manager)
    assert (client.post(STEP, {"note": text}).status_code, Release.objects.count()) == (422, 0)
    client.post(STEP, {"note": "x" * 250})
    release = Release.objects.get()
    client.post(f"{STEP}{release.pk}/withdraw/", {"reason": text})
    release.refresh_from_db()
    assert release.withdrawn_at is None


def test_everybody_sees_the_means_and_no_agency(
    english: Client, closed: Round, agency_a: Agency, manager: User
) -> None:
    assert english.get(PUBLIC).status_code == 404
    english.force_login(manager)
    english.post(STEP, {"note": "final"})
    english.logout()
    english.cookies["django_language"] = "en"

    html = english.get(PUBLIC).content.decode()
    assert re.findall(r'score-total__number">([\d.]+)</strong> of 100 points, the mean of (\d+)', html) == [
        ("50.0", "2")
    ]
    assert agency_a.name_en not in html
    assert agency_a.code not in html

    give_back(submission_of(closed, agency_a))
    again = english.get(PUBLIC).content.decode()
    assert "the mean of 2 agencies" in again, "what is released does not move"


def test_taken_back_it_says_so_and_shows_nothing(english: Client, closed: Round, manager: User) -> None:
    english.force_login(manager)
    english.post(STEP, {"note": "final"})
    release = Release.objects.get()
    english.post(f"{STEP}{release.pk}/withdraw/", {"reason": "wrong weights"})
    english.logout()
    html = english.get(PUBLIC).content.decode()
    assert ("wrong weights" in html, "50.0" in html) == (True, False)


def test_an_agency_sees_what_was_released(
    english: Client, closed: Round, agency_a: Agency, manager: User, officer: User
) -> None:
    path = "/rounds/2569/D1101/score/"
    english.force_login(officer)
    assert "has not released" in english.get(path).content.decode()
    english.force_login(manager)
    english.post(STEP, {"note": "final"})
    english.force_login(officer)
    shown: Any = english.get(path).context["card"].total
    assert shown == 40

    give_back(submission_of(closed, agency_a))
    assert "does not count" not in english.get(path).content.decode()

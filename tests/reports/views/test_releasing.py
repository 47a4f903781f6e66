"""Released results: who may release, what everybody sees, and what nobody else does."""

import re
from typing import Any

import pytest
from django.test import Client

from agencies.models import Agency, Ministry, User
from scoring.models import NodeScore, Release
from scoring.services.releases import release_results
from surveys.models import Round
from surveys.services.rounds import add_agencies, close_round
from tests.people import make_department
from tests.reports.making import give_back, score, sign, submission_of
from tests.rounds import AFTER, DURING

pytestmark = pytest.mark.django_db

PUBLIC = "/results/2569/"
CODES = ("1", "1.1", "1.2", "2", "2.1", "3", "3.1")
STEP = "/dashboard/2569/results/release/"


@pytest.fixture
def closed(
    survey_round: Round, agency_a: Agency, agency_b: Agency, ministry: Ministry, officer: User
) -> Round:
    """Three departments have responded, and no office."""
    third = make_department("D1102", ministry)
    add_agencies(survey_round=survey_round, agencies=[third])
    for agency, total in ((agency_a, "40"), (agency_b, "60"), (third, "50")):
        score(sign(submission_of(survey_round, agency), officer), total, dict.fromkeys(CODES, total))
    close_round(survey_round=survey_round, user=None, now=DURING)
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
        ("50.0", "3")
    ]
    assert agency_a.name_en not in html
    assert agency_a.code not in html

    give_back(submission_of(closed, agency_a))
    again = english.get(PUBLIC).content.decode()
    assert "the mean of 3 agencies" in again, "what is released does not move"


def cells(html: str) -> dict[str, list[str]]:
    """By code, what stands in the cells of its line."""
    found = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html.split("<tbody>")[1], re.DOTALL):
        code, *texts = (" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.split("</t[hd]>", row))
        found[code.split()[0]] = texts[:-1]
    return found


def released_of(english: Client, survey_round: Round) -> str:
    release_results(survey_round=survey_round, note="final", user=None, now=AFTER)
    return english.get(PUBLIC).content.decode()


def test_a_mean_of_few_agencies_is_for_ega(
    english: Client, closed: Round, agency_b: Agency, officer: User, analyst: User
) -> None:
    """Indicator 1.2 has one agency: with dimension 1 and 1.1 it could be computed, so 1.1 goes with it."""
    NodeScore.objects.filter(code="1.2").exclude(scorecard__submission__agency=agency_b).update(
        score=None, absence="not_applicable"
    )
    html = released_of(english, closed)
    assert cells(html) == {code: ["50.0", "3", "0", "0"] for code in CODES} | {
        "1.1": ["* would reveal a figure of fewer than 3 agencies", "3", "0", "0"],
        "1.2": ["* fewer than 3 agencies", "&lt;&nbsp;3", "*", "*"],
    }
    assert "What rests on fewer than 3 agencies is not shown" in html
    english.force_login(officer)
    assert cells(english.get(PUBLIC).content.decode()) == cells(html)
    english.force_login(analyst)
    for_ega = cells(english.get(PUBLIC).content.decode())
    assert for_ega["1.1"][0].startswith("50.0 * only EGA sees this: would reveal")
    assert for_ega["1.2"] == ["60.0 * only EGA sees this: fewer than 3 agencies", "1", "2", "0"]


def test_a_level_of_two_agencies_shows_nothing(
    english: Client, closed: Round, agency_a: Agency, analyst: User
) -> None:
    give_back(submission_of(closed, agency_a))
    html = released_of(english, closed)
    assert ("Fewer than 3 agencies of this level have a score" in html, "<table" in html) == (True, False)
    assert ("55.0" in html, "60.0" in html) == (False, False)
    english.force_login(analyst)
    html = english.get(PUBLIC).content.decode()
    assert "55.0" in html
    assert "* only EGA sees this: fewer than 3 agencies" in " ".join(html.split())


def test_synthetic_results_say_so(english: Client, closed: Round) -> None:
    assert "Synthetic answers." not in released_of(english, closed)
    Round.objects.update(is_synthetic=True)
    assert "Synthetic answers." in english.get(PUBLIC).content.decode()


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

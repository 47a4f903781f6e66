"""What pages say of adjustments: before a run takes them, of the run that does, and of its release."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from agencies.models import Agency, User
from portal.formats import format_datetime
from scoring.models import ScoringRun
from scoring.services.releases import release_results
from scoring.services.runs import make_live
from scoring.services.scorecards import score_version
from scoring.tasks import analyse, continue_run, score_chunk
from surveys.models import Review, Round
from tests.reports.making import sign, submission_of
from tests.reviews import make_decision, make_review
from tests.rounds import AFTER, DURING

pytestmark = pytest.mark.django_db

BASE = "/dashboard/2569/"
FIRST = DURING + dt.timedelta(hours=1)
SECOND = DURING + dt.timedelta(hours=2)
WITH = "With EGA’s adjustments decided until 15 Jul 2026, 15:32 (adjustments: 2, agencies: 1)"
NOT_YET = "decided since the scoring run in use"


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that does at once what it is told."""
    for task in (continue_run, score_chunk, analyse):
        monkeypatch.setattr(task, "delay", task.run)


@pytest.fixture
def read(client: Client) -> Any:
    """The words of a page, in English, as somebody sees it."""
    client.cookies["django_language"] = "en"

    def read(user: User | None, path: str) -> str:
        if user is not None:
            client.force_login(user)
        return " ".join(client.get(path).content.decode().split())

    return read


@pytest.fixture
def live(survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User) -> ScoringRun:
    """Two departments with the same answers: plan 50, topics 50, systems_owner not stated, 42.5 in all."""
    for agency in (agency_a, agency_b):
        version = sign(submission_of(survey_round, agency), officer)
        score_version(version_id=version.pk, now=DURING)
    return survey_round.scoring_runs.get()


@pytest.fixture
def review(live: ScoringRun, survey_round: Round, agency_a: Agency, analyst: User) -> Review:
    version = submission_of(survey_round, agency_a).current_version
    assert version is not None
    review = make_review(version, analyst, finished_at=FIRST, outcome="adjusted")
    make_decision(review, "plan", "0")
    make_decision(review, "systems_owner", "100")
    return review


@pytest.fixture
def again(client: Client, review: Review, live: ScoringRun, manager: User) -> ScoringRun:
    """The round scored again with what is decided."""
    client.force_login(manager)
    sent = {
        "questionnaire": live.questionnaire_id,
        "reason": "reviewed",
        "adjusted_until": FIRST.astimezone(dt.UTC).isoformat(),
    }
    assert client.post(BASE + "runs/", sent).status_code == 302
    run = ScoringRun.objects.get(reason="reviewed")
    # Here nothing is ever committed, so that nobody tells the worker.
    continue_run(run_id=run.pk)
    run.refresh_from_db()
    return run


def test_without_reviews_there_is_nothing_to_choose(read: Any, live: ScoringRun, manager: User) -> None:
    page = read(manager, BASE + "runs/")
    assert "Start the run" in page
    assert ("What is scored" in page, NOT_YET in page) == (False, False)


def test_adjustments_can_be_chosen_as_they_stand(read: Any, review: Review, manager: User) -> None:
    assert WITH in read(manager, BASE + "runs/")


def test_the_run_takes_those_that_were_shown(again: ScoringRun) -> None:
    assert (again.state, again.adjusted_until) == ("finished", FIRST)


def test_what_was_decided_meanwhile_is_looked_at_first(
    client: Client, review: Review, live: ScoringRun, manager: User, agency_b: Agency, analyst: User
) -> None:
    version = submission_of(live.round, agency_b).current_version
    assert version is not None
    make_decision(make_review(version, analyst, finished_at=SECOND, outcome="adjusted"), "plan", "25")
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    sent = {
        "questionnaire": live.questionnaire_id,
        "reason": "my long reason",
        "adjusted_until": FIRST.astimezone(dt.UTC).isoformat(),
    }
    response = client.post(BASE + "runs/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert ("Something else was decided meanwhile" in page, "my long reason" in page) == (True, True)
    assert "adjustments: 3, agencies: 2" in page
    assert ScoringRun.objects.count() == 1


def test_as_stated_is_a_choice_too(client: Client, review: Review, live: ScoringRun, manager: User) -> None:
    client.force_login(manager)
    client.post(
        BASE + "runs/",
        {"questionnaire": live.questionnaire_id, "reason": "plain", "adjusted_until": ""},
    )
    assert ScoringRun.objects.get(reason="plain").adjusted_until is None


FIGURES = ["", "results/", "runs/"]


@pytest.mark.parametrize("path", FIGURES)
def test_figures_say_what_does_not_count_yet_until_it_does(
    read: Any, again: ScoringRun, manager: User, analyst: User, ministry_monitor: User, path: str
) -> None:
    said = f"2 adjustments {NOT_YET} do not count in these figures yet."
    link = 'href="/dashboard/2569/runs/#start-title"'
    page = read(manager, BASE + path)
    assert (said in page, link in page) == (True, True)
    page = read(analyst, BASE + path)
    assert (said in page, link in page) == (True, False)
    assert NOT_YET not in read(ministry_monitor, BASE + path)
    make_live(run=again, user=None, now=SECOND)
    assert NOT_YET not in read(manager, BASE + path)


def test_what_is_taken_back_waits_for_a_run_too(read: Any, again: ScoringRun, manager: User) -> None:
    make_live(run=again, user=None, now=SECOND)
    Review.objects.update(reopened_at=SECOND, reopened_why="เอกสารใหม่")
    assert f"2 adjustments {NOT_YET}" in read(manager, BASE + "results/")


def test_a_run_says_what_it_holds(read: Any, again: ScoringRun, live: ScoringRun, manager: User) -> None:
    until = format_datetime(FIRST, "en")
    said = f"With 2 adjustments by EGA’s reviews, decided until {until} (1 agency)"
    assert read(manager, BASE + "runs/").count(said) == 1
    assert said in read(manager, f"{BASE}runs/{again.pk}/use/")
    compared = read(manager, f"{BASE}runs/compared/?before={live.pk}&after={again.pk}")
    assert (compared.count(said), compared.count("The answers as the agencies stated them")) == (1, 1)


def test_a_comparison_names_the_questions_that_were_adjusted(
    read: Any, again: ScoringRun, live: ScoringRun, manager: User
) -> None:
    page = read(manager, f"{BASE}runs/compared/?before={live.pk}&after={again.pk}")
    assert page.count("Adjusted by EGA:") == 1
    assert "Digital plan (the answer gives 50.0, now 0.0)" in page
    back = read(manager, f"{BASE}runs/compared/?before={again.pk}&after={live.pk}")
    assert "Digital plan (was set to 0.0, now as answered)" in back
    same = read(manager, f"{BASE}runs/compared/?before={again.pk}&after={again.pk}")
    assert "Adjusted by EGA:" not in same


@pytest.mark.parametrize("taken", [True, False])
def test_everybody_reads_whether_released_scores_hold_adjustments(
    client: Client, read: Any, again: ScoringRun, live: ScoringRun, manager: User, analyst: User, taken: bool
) -> None:
    if taken:
        make_live(run=again, user=None, now=SECOND)
    Round.objects.update(state=Round.State.CLOSED)
    said = "The scores hold 2 adjustments that it made, each with a reason."
    stated = "The scores are those of the answers as the agencies stated them"
    page = read(manager, BASE + "results/release/")
    assert ("With 2 adjustments by EGA" in page) is taken
    assert (NOT_YET in page) is not taken
    release_results(survey_round=live.round, note="Results", user=None, now=AFTER)

    client.logout()
    client.cookies["django_language"] = "en"
    page = read(None, "/results/2569/")
    assert (said in page, stated in page) == (taken, not taken)
    assert analyst.full_name not in page

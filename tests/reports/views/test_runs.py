"""The pages of scoring runs: who may see and decide, and that they say what the rows say."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Ministry, User
from portal.formats import format_datetime
from scoring.models import NodeScore, RobustnessAnalysis, Scorecard, ScoringRun
from scoring.services.robustness import compute, request_analysis
from scoring.services.scorecards import live_run
from scoring.tasks import analyse, continue_run, score_chunk
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import score, score_in, sign, submission_of
from tests.rounds import DURING, complete_and_submit

pytestmark = pytest.mark.django_db

BASE = "/dashboard/2569/runs/"
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that does at once what it is told."""
    for task in (continue_run, score_chunk, analyse):
        monkeypatch.setattr(task, "delay", task.run)


@pytest.fixture
def get(client: Client) -> Any:
    client.cookies["django_language"] = "en"

    def get(user: User, path: str = "") -> Any:
        client.force_login(user)
        return client.get(BASE + path)

    return get


@pytest.fixture
def live(survey_round: Round, agency_a: Agency, officer: User) -> ScoringRun:
    score(sign(submission_of(survey_round, agency_a), officer), "42.5", {"1": "50", "1.1": "50"})
    return live_run(survey_round=survey_round, now=DURING)


@pytest.fixture
def other(live: ScoringRun) -> ScoringRun:
    """A finished run that is not in use."""
    card = live.scorecards.get()
    run = ScoringRun.objects.create(
        round=live.round,
        questionnaire=live.questionnaire,
        engine_version="1",
        reason="=new weights",
        state=ScoringRun.State.FINISHED,
        created_at=DURING,
        touched_at=DURING,
        finished_at=DURING,
    )
    score_in(run, card.version, "60", {"1": "70", "1.1": "70"})
    return run


def analysed(run: ScoringRun) -> None:
    analysis, _new = request_analysis(run=run, audience=Audience.DEPARTMENT, user=None, now=DURING, draws=20)
    compute(analysis_id=analysis.pk, now=DURING)


PATHS = ["", "list/", "{run}/use/", "{run}/robustness/", "compared/?before={run}&after={run}"]
WHO = [
    ("manager", [200, 200, 200, 200, 200]),
    ("analyst", [200, 200, 403, 200, 200]),
    ("officer", [404] * 5),
    ("approver", [404] * 5),
    ("ministry_monitor", [404] * 5),
]


@pytest.mark.parametrize(("name", "codes"), WHO)
def test_who_sees_what(
    get: Any, other: ScoringRun, name: str, codes: list[int], request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(name)
    assert [get(user, path.format(run=other.pk)).status_code for path in PATHS] == codes


@pytest.mark.parametrize(("name", "code"), [("manager", 302), ("analyst", 403), ("officer", 404)])
def test_who_may_start_one(
    client: Client, live: ScoringRun, name: str, code: int, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(name))
    sent = {"questionnaire": live.questionnaire_id, "reason": "again"}
    assert client.post(BASE, sent).status_code == code
    assert ScoringRun.objects.filter(reason="again").exists() is (code == 302)


def test_a_run_of_another_round_is_not_there(get: Any, other: ScoringRun, manager: User) -> None:
    elsewhere = Round.objects.get(pk=other.round_id)
    elsewhere.pk, elsewhere.code = None, "2568"
    elsewhere.save()
    ScoringRun.objects.filter(pk=other.pk).update(round=elsewhere)
    assert get(manager, f"{other.pk}/use/").status_code == 404
    assert get(manager, f"{other.pk}/robustness/").status_code == 404


def test_a_run_scores_the_round_and_is_used_on_demand(
    client: Client,
    survey_round: Round,
    agency_a: Agency,
    officer: User,
    manager: User,
    transactional_db: None,
) -> None:
    complete_and_submit(submission_of(survey_round, agency_a), officer)
    live_run(survey_round=survey_round, now=DURING)
    client.force_login(manager)
    client.post(BASE, {"questionnaire": survey_round.questionnaire_id, "reason": "checked again"})
    run = ScoringRun.objects.get(reason="checked again")
    assert (run.state, run.is_live, run.created_by, run.scorecards.count()) == ("finished", False, manager, 1)

    client.post(f"{BASE}{run.pk}/use/")
    run.refresh_from_db()
    assert (run.is_live, run.made_live_by) == (True, manager)


def test_without_a_reason_nothing_starts(client: Client, live: ScoringRun, manager: User) -> None:
    client.force_login(manager)
    response = client.post(BASE, {"questionnaire": live.questionnaire_id, "reason": " "})
    assert (response.status_code, ScoringRun.objects.count()) == (422, 1)


def test_the_list_says_how_far_every_run_is(get: Any, other: ScoringRun, manager: User) -> None:
    html = get(manager).content.decode()
    assert re.findall(r"(\d+) of (\d+) submissions scored", html) == [("1", "1"), ("1", "1")]
    assert re.findall(r"<dd>([\d.]+) <span", html) == ["60.0", "42.5"]


def test_the_list_says_when_a_run_was_finished(get: Any, other: ScoringRun, manager: User) -> None:
    later = other.created_at + dt.timedelta(minutes=5)
    ScoringRun.objects.filter(pk=other.pk).update(finished_at=later)
    html = get(manager).content.decode()
    assert re.findall(r"<p>Finished ?([^·]*) ·", html) == [format_datetime(later, "en"), ""]


def test_a_running_run_shows_its_progress_and_can_be_stopped(
    client: Client, get: Any, other: ScoringRun, manager: User
) -> None:
    ScoringRun.objects.filter(pk=other.pk).update(state=ScoringRun.State.RUNNING, finished_at=None)
    html = get(manager).content.decode()
    assert ('hx-trigger="every 2s"' in html, "<progress" in html) == (True, True)
    assert get(manager, f"{other.pk}/robustness/").status_code == 404
    client.post(f"{BASE}{other.pk}/stop/")
    other.refresh_from_db()
    assert other.state == ScoringRun.State.STOPPED


def test_the_comparison_shows_both_and_what_moved(
    get: Any, live: ScoringRun, other: ScoringRun, analyst: User
) -> None:
    html = get(analyst, f"compared/?before={live.pk}&after={other.pk}").content.decode()
    assert re.findall(r'data-label="(?:Before|After|Difference)">([^<]*)<', html) == [
        "42.5",
        "60.0",
        "+17.50",
    ]
    assert "1 of 1 agency has another total" in html


def test_means_in_the_comparison_have_the_n_of_both(
    get: Any, live: ScoringRun, other: ScoringRun, analyst: User
) -> None:
    path = f"compared/?before={live.pk}&after={other.pk}"
    pattern = r'<td class="num nowrap">([^<]*)</td>'
    assert set(re.findall(pattern, get(analyst, path).content.decode())) == {"1", "0"}
    NodeScore.objects.filter(scorecard__run=other, code="1.1").update(score=None, absence="not_stated")
    assert "1 → 0" in re.findall(pattern, get(analyst, path).content.decode())


def test_the_numbers_of_the_comparison_add_up(get: Any, rescored_round: Round, analyst: User) -> None:
    after, before = rescored_round.scoring_runs.all()
    row = re.compile(r'data-label="Difference">([^<]*)<.*?data-label="Moved most by">(.*?)</td>', re.DOTALL)
    for level in Audience:
        path = f"compared/?before={before.pk}&after={after.pk}&audience={level}"
        html = get(analyst, path).content.decode()
        rows = row.findall(html)
        assert rows
        for difference, moved in rows:
            parts = re.findall(r"(?:[\d.]+|rest) ([+\u2212][\d.]+)</span>", moved)
            assert sum(map(number, parts)) == number(difference) != 0


def number(text: str) -> Decimal:
    return Decimal(text.replace("\u2212", "-"))


def test_scores_of_a_later_engine_are_said_to_be_such(
    get: Any, live: ScoringRun, other: ScoringRun, agency_b: Agency, officer: User, analyst: User
) -> None:
    said = "Not all of its scores come from the engine"
    assert said not in get(analyst).content.decode()
    compared = f"compared/?before={live.pk}&after={other.pk}"
    ScoringRun.objects.update(engine_version="1.0")
    Scorecard.objects.update(engine_version="1.0")
    assert "from more than one engine" not in get(analyst, compared).content.decode()

    late = score(sign(submission_of(live.round, agency_b), officer), "10", {"1": "10", "1.1": "10"})
    Scorecard.objects.filter(pk=late.pk).update(engine_version="2.0", scored_at=late.scored_at + SECOND)

    listed = " ".join(get(analyst).content.decode().split())
    assert listed.count(said) == 1
    assert "Engine 1.0: 1 agency, Engine 2.0: 1 agency." in listed
    html = " ".join(get(analyst, compared).content.decode().split())
    assert "from more than one engine" in html
    assert re.findall(r"engine ([\d.]+) \(n (\d)\)", html) == [("1.0", "1"), ("2.0", "1"), ("1.0", "1")]


def test_a_failed_analysis_says_why_and_can_be_asked_for_again(
    client: Client, get: Any, live: ScoringRun, analyst: User
) -> None:
    analysis, _new = request_analysis(run=live, audience=Audience.DEPARTMENT, user=None, now=DURING)
    RobustnessAnalysis.objects.filter(pk=analysis.pk).update(
        state="failed", failure="gave_up", error="KeyError('4.2')", finished_at=DURING
    )
    html = get(analyst, f"{live.pk}/robustness/").content.decode()
    for text in ("could not be computed", "The computation broke off three times.", "KeyError("):
        assert text in html
    client.post(f"{BASE}{live.pk}/robustness/?audience=department")
    assert list(RobustnessAnalysis.objects.values_list("state", flat=True)) == ["queued", "failed"]


def test_a_round_in_preparation_has_nothing_to_score(
    client: Client, survey_round: Round, manager: User
) -> None:
    Round.objects.update(state=Round.State.PREPARING)
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    said = "The round is not open yet"
    page = client.get(BASE).content.decode()
    assert (said in page, "Start the run" in page) == (True, False)
    sent = {"questionnaire": survey_round.questionnaire_id, "reason": "too early"}
    response = client.post(BASE, sent)
    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert not ScoringRun.objects.exists()


def test_ranks_in_the_comparison_have_their_intervals(
    get: Any, live: ScoringRun, other: ScoringRun, analyst: User
) -> None:
    path = f"compared/?before={live.pk}&after={other.pk}"
    for run in (live, other):
        assert "is not computed for both runs yet" in get(analyst, path).content.decode()
        analysed(run)
    content = get(analyst, path).content.decode()
    assert "In brackets stands the interval" in content
    assert len(re.findall(r"1 <span[^>]*>\(1–1\)</span>", content)) == 2


def test_a_comparison_with_nothing_leads_back(get: Any, live: ScoringRun, analyst: User) -> None:
    response = get(analyst, f"compared/?before={live.pk}&after=999")
    assert (response.status_code, response["Location"]) == (302, BASE)


@pytest.mark.parametrize("agencies", [1, 3])
def test_the_pages_cost_the_same_for_many(
    client: Client,
    get: Any,
    survey_round: Round,
    ministry: Ministry,
    officer: User,
    analyst: User,
    agencies: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked = [make_department(f"D70{number}", ministry) for number in range(agencies)]
    add_agencies(survey_round=survey_round, agencies=asked)
    for agency in asked:
        score(sign(submission_of(survey_round, agency), officer), "50", {"1.1": "50"})
    run = live_run(survey_round=survey_round, now=DURING)
    analysed(run)
    get(analyst)
    for path, queries in (("", 14), (f"{run.pk}/robustness/", 11)):
        with django_assert_num_queries(queries):
            assert client.get(BASE + path).status_code == 200
    with django_assert_num_queries(25):
        client.get(f"{BASE}compared/?before={run.pk}&after={run.pk}")


def test_the_robustness_is_computed_on_demand(
    client: Client, get: Any, live: ScoringRun, analyst: User, transactional_db: None
) -> None:
    assert "Not computed yet" in get(analyst, f"{live.pk}/robustness/").content.decode()
    client.post(f"{BASE}{live.pk}/robustness/?audience=department")
    analysis = RobustnessAnalysis.objects.get()
    assert (analysis.state, analysis.requested_by, analysis.draws) == ("done", analyst, 1000)
    html = get(analyst, f"{live.pk}/robustness/").content.decode()
    assert re.findall(r'data-label="90 % of ranks">([^<]*)<', html) == ["1–1"]

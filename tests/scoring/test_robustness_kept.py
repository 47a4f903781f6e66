"""The robustness of a ranking, asked for, computed and kept with its run."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from agencies.models import Agency, Ministry, User
from reports.services.rescoring import have_analysed
from scoring.models import NodeScore, RankInterval, RobustnessAnalysis, ScoringRun
from scoring.queries import analysis_of, waiting_analyses
from scoring.robustness import InvalidMaterial, framework_for
from scoring.services import robustness
from scoring.services.robustness import compute, material, request_analysis
from scoring.services.scorecards import live_run
from scoring.tasks import analyse as analyse_task
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import BLANK, give_back, score, sign, submission_of, submit
from tests.rounds import DURING

DEPARTMENT = Audience.DEPARTMENT
LATER = DURING + dt.timedelta(minutes=5)
State, Failure = RobustnessAnalysis.State, RobustnessAnalysis.Failure

Nodes = dict[str, str | None]


@pytest.fixture
def departments(survey_round: Round, ministry: Ministry) -> list[Agency]:
    made = [make_department(f"D70{number}", ministry) for number in range(6)]
    add_agencies(survey_round=survey_round, agencies=made)
    return made


@pytest.fixture
def run(survey_round: Round, departments: list[Agency], officer: User) -> ScoringRun:
    """Four have signed; one waits and one was returned, and neither counts."""
    rows: list[Nodes] = [
        {"1.1": "80", "1.2": "60", "2.1": "70", "3.1": "90"},
        {"1.1": "40", "1.2": "60", "2.1": None, "3.1": "20"},
        {"1.1": "50", "1.2": BLANK, "2.1": "10", "3.1": "0"},
        {"1.1": "80", "1.2": "60", "2.1": "70", "3.1": "90"},
    ]
    for agency, nodes in zip(departments, rows, strict=False):
        score(sign(submission_of(survey_round, agency), officer), "50", nodes)
    score(submit(submission_of(survey_round, departments[4]), officer), "99", rows[0])
    score(sign(submission_of(survey_round, departments[5]), officer), "99", rows[0])
    give_back(submission_of(survey_round, departments[5]))
    return live_run(survey_round=survey_round, now=DURING)


def asked(run: ScoringRun, **changes: Any) -> RobustnessAnalysis:
    values: dict[str, Any] = {"audience": DEPARTMENT, "user": None, "now": DURING, "draws": 200} | changes
    return request_analysis(run=run, **values)[0]


def test_only_responses_are_ranked_and_blanks_are_told_apart(run: ScoringRun) -> None:
    framework = framework_for(questionnaire_of(run.round), DEPARTMENT)
    submissions, scores = material(run, DEPARTMENT, framework)
    assert list(submissions) == ["D700", "D701", "D702", "D703"] == list(scores.agencies)
    assert [indicator.code for indicator in framework.indicators] == ["1.1", "1.2", "2.1", "3.1"]
    assert scores.values[0].tolist() == [80, 60, 70, 90]
    assert [row.tolist() for row in scores.not_stated] == [
        [False, False, False, False],
        [False, False, False, False],
        [False, True, False, False],
        [False, False, False, False],
    ]


def test_ranks_stand_beside_their_intervals(run: ScoringRun, departments: list[Agency]) -> None:
    analysis = asked(run)
    assert analysis_of(run, DEPARTMENT) is None
    compute(analysis_id=analysis.pk, now=LATER)

    analysis.refresh_from_db()
    assert (analysis.state, analysis.finished_at, analysis.attempts) == (State.DONE, LATER, 1)
    assert analysis_of(run, DEPARTMENT) == analysis
    rows = RankInterval.objects.order_by("submission__agency__code")
    # The first and the last are alike and better in everything, so no choice of weights parts them.
    assert list(rows.values_list("submission__agency__code", "rank", "low", "high")) == [
        ("D700", 1, 1, 1),
        ("D701", 3, 3, 3),
        ("D702", 4, 4, 4),
        ("D703", 1, 1, 1),
    ]
    document = json.loads(analysis.document)
    assert (document["format"], document["settings"]["draws"], document["simulation"]["ranked"]) == (
        1,
        200,
        4,
    )


def test_the_same_seed_gives_the_same_again(run: ScoringRun) -> None:
    documents = []
    for seed in (1, 1, 2):
        analysis = asked(run, seed=seed)
        compute(analysis_id=analysis.pk, now=LATER)
        analysis.refresh_from_db()
        documents.append(analysis.document)
    assert documents[0] == documents[1] != documents[2]


def test_computing_twice_keeps_one_set_of_rows(run: ScoringRun) -> None:
    analysis = asked(run)
    for _time in range(2):
        compute(analysis_id=analysis.pk, now=LATER)
    assert RankInterval.objects.filter(analysis=analysis).count() == 4


def test_what_waits_is_not_asked_for_twice(run: ScoringRun) -> None:
    assert asked(run) == asked(run)
    assert asked(run) != asked(run, seed=7)


def test_two_people_at_once_ask_for_one(run: ScoringRun, transactional_db: None) -> None:
    together = Barrier(2)

    def ask() -> tuple[int, bool]:
        try:
            together.wait(timeout=30)
            analysis, is_new = request_analysis(run=run, audience=DEPARTMENT, user=None, now=DURING)
            return analysis.pk, is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = [answer.result() for answer in [threads.submit(ask), threads.submit(ask)]]
    pk = RobustnessAnalysis.objects.get().pk
    assert sorted(answers) == [(pk, False), (pk, True)]


def test_the_database_takes_one_that_waits(run: ScoringRun) -> None:
    waiting = asked(run)
    waiting.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.save(force_insert=True)
    assert RobustnessAnalysis.objects.count() == 1


def test_a_worker_is_told_once(
    run: ScoringRun, analyst: User, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(analyse_task, "delay", lambda *, analysis_id: told.append(analysis_id))
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (
            have_analysed(run=run, audience=DEPARTMENT, user=analyst, now=DURING) for _click in range(2)
        )
    assert (first, told) == (second, [first.pk])


@pytest.mark.parametrize(
    ("error", "attempts", "state", "failure"),
    [
        (InvalidMaterial("no"), 1, State.FAILED, Failure.UNFIT),
        (KeyError("no"), 1, State.QUEUED, ""),
        (KeyError("no"), 3, State.FAILED, Failure.GAVE_UP),
    ],
)
def test_what_breaks_says_why_and_can_be_asked_for_again(
    run: ScoringRun,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    attempts: int,
    state: RobustnessAnalysis.State,
    failure: str,
) -> None:
    def broken(*_given: object) -> None:
        raise error

    analysis = asked(run)
    with monkeypatch.context() as patched:
        patched.setattr(robustness, "analyse", broken)
        for _attempt in range(attempts):
            with pytest.raises(type(error)):
                compute(analysis_id=analysis.pk, now=LATER)
    if attempts == 3:
        compute(analysis_id=analysis.pk, now=LATER)
    analysis.refresh_from_db()
    assert (analysis.state, analysis.failure, analysis.error) == (state, failure, repr(error))

    again = asked(run)
    compute(analysis_id=again.pk, now=LATER)
    again.refresh_from_db()
    assert (again.state, again == analysis) == (State.DONE, state == State.QUEUED)


def test_the_sweep_finds_what_nobody_computes_until_it_is_hopeless(run: ScoringRun) -> None:
    analysis = asked(run)
    assert waiting_analyses(silent_since=DURING) == []
    assert waiting_analyses(silent_since=LATER) == [analysis.pk]

    RobustnessAnalysis.objects.update(attempts=3)
    compute(analysis_id=analysis.pk, now=LATER)
    analysis.refresh_from_db()
    assert (analysis.state, waiting_analyses(silent_since=LATER)) == (State.FAILED, [])


@pytest.mark.parametrize("audience", Audience)
def test_nobody_to_rank_is_no_error(survey_round: Round, audience: Audience) -> None:
    analysis = asked(live_run(survey_round=survey_round, now=DURING), audience=audience)
    compute(analysis_id=analysis.pk, now=LATER)
    analysis.refresh_from_db()
    assert (analysis.state, RankInterval.objects.count()) == (State.DONE, 0)


def test_what_does_not_apply_is_never_taken_for_blank(run: ScoringRun) -> None:
    absent = NodeScore.objects.filter(code="2.1", score=None)
    assert [node.absence for node in absent] == [NodeScore.Absence.NOT_APPLICABLE]

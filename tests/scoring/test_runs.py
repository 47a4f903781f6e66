"""Scoring a round again: nothing old changes, nothing is lost, and a run that cannot be whole is not used."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from agencies.models import User
from audit.models import AuditEntry
from reports.services.rescoring import use_run
from scoring.engine import ENGINE_VERSION
from scoring.models import NodeScore, Scorecard, ScoringFailure, ScoringRun
from scoring.queries import has_unscored, unscored_versions, unseen_levels
from scoring.services import scorecards
from scoring.services.errors import RunRefused
from scoring.services.runs import chunks_to_queue, make_live, score_chunk, start_run, stop_run
from scoring.services.scorecards import note_failure, score_version
from scoring.services.worth import Decisions, Scored, scored_in
from scoring.tasks import analyse, continue_run, sweep
from scoring.tasks import score_chunk as score_chunk_task
from surveys.models import QuestionnaireVersion, Round, Submission, SubmissionVersion
from tests.other_questionnaires import loaded
from tests.rounds import DURING, complete_and_submit

LATER = DURING + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that does at once what it is told."""
    for task in (continue_run, score_chunk_task, analyse):
        monkeypatch.setattr(task, "delay", task.run)


@pytest.fixture
def submitted(submission: Submission, other_submission: Submission, officer: User) -> list[SubmissionVersion]:
    """Two submissions, scored in the live run."""
    versions = [complete_and_submit(each, officer) for each in (submission, other_submission)]
    for version in versions:
        score_version(version_id=version.pk, now=DURING)
    return versions


def started(survey_round: Round, questionnaire: QuestionnaireVersion, **changes: Any) -> ScoringRun:
    values = {"reason": "new weights", "user": None, "now": LATER} | changes
    return start_run(survey_round=survey_round, questionnaire=questionnaire, **values)


def scored(run: ScoringRun) -> list[tuple[int, Decimal | None]]:
    return list(run.scorecards.order_by("version").values_list("version", "total"))


def test_new_weights_make_new_rows_and_leave_the_old_ones(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion]
) -> None:
    live = ScoringRun.objects.get()
    before = list(NodeScore.objects.order_by("pk").values())

    run = started(survey_round, reweighted)
    for chunk in chunks_to_queue(run_id=run.pk, size=1, now=LATER):
        score_chunk(run_id=run.pk, version_ids=chunk, now=LATER)

    run.refresh_from_db()
    assert (run.state, run.finished_at, run.is_live) == (ScoringRun.State.FINISHED, LATER, False)
    # 1 is 50 · 0.4 + 62.5 · 0.6 = 57.5 instead of 55, at half of the total; 2 is 50 and 3 is 0.
    assert scored(run) == [(version.pk, Decimal("43.75")) for version in submitted]
    assert scored(live) == [(version.pk, Decimal("42.5")) for version in submitted]
    old = NodeScore.objects.filter(scorecard__run=live)
    assert list(old.order_by("pk").values()) == before
    assert [card.run for card in Scorecard.objects.live()] == [live, live], "not before it is made live"


def test_a_run_goes_on_where_it_was_killed(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion]
) -> None:
    run = started(survey_round, reweighted)
    first, _lost = chunks_to_queue(run_id=run.pk, size=1, now=LATER)
    score_chunk(run_id=run.pk, version_ids=first, now=LATER)
    kept = list(run.scorecards.values_list("pk"))

    assert chunks_to_queue(run_id=run.pk, size=10, now=LATER) == [[submitted[1].pk]]
    continue_run(run_id=run.pk)

    run.refresh_from_db()
    assert run.state == ScoringRun.State.FINISHED
    assert run.scorecards.count() == 2
    assert list(run.scorecards.order_by("pk").values_list("pk"))[:1] == kept


def test_a_run_that_has_finished_has_its_rankings_analysed(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion]
) -> None:
    run = started(survey_round, reweighted)
    assert unseen_levels(run) == []
    continue_run(run_id=run.pk)

    assert list(run.robustness_analyses.values_list("audience", "state")) == [("department", "done")]
    assert unseen_levels(run) == [], "no office has responded, and the departments are analysed"


def test_a_run_is_queued_a_wave_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
    survey_round: Round,
    reweighted: QuestionnaireVersion,
    submitted: list[SubmissionVersion],
) -> None:
    queued: list[dict[str, Any]] = []
    for task in (continue_run, score_chunk_task):
        monkeypatch.setattr(task, "delay", lambda **message: queued.append(message))
    monkeypatch.setattr("scoring.tasks.CHUNK", 1)
    monkeypatch.setattr("scoring.tasks.WAVE", 1)
    run, (first, second) = started(survey_round, reweighted), submitted

    continue_run(run_id=run.pk)
    assert queued == [
        {"run_id": run.pk, "version_ids": [first.pk]},
        {"run_id": run.pk, "after": first.pk},
    ]
    continue_run(**queued.pop())
    assert queued == [
        {"run_id": run.pk, "version_ids": [first.pk]},
        {"run_id": run.pk, "version_ids": [second.pk]},
        {"run_id": run.pk, "after": second.pk},
    ], "the first, which a worker may be scoring just now, is not queued again"
    continue_run(**queued.pop())
    assert len(queued) == 2
    score_chunk_task(**queued.pop())
    run.refresh_from_db()
    assert run.state == ScoringRun.State.RUNNING, "the first was lost"

    queued.clear()
    continue_run(run_id=run.pk)
    assert queued[0] == {"run_id": run.pk, "version_ids": [first.pk]}


def test_whether_anything_is_left_is_asked_from_the_end_that_a_run_comes_to_last(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion]
) -> None:
    run = started(survey_round, reweighted)
    oldest, newest = (version.pk for version in submitted)
    left = {}
    for scored_first, rest in ((oldest, newest), (newest, oldest)):
        for version_id in (scored_first, rest):
            score_chunk(run_id=run.pk, version_ids=[version_id], now=LATER)
            left[scored_first, version_id] = has_unscored(run)
        run.scorecards.all().delete()
        ScoringRun.objects.filter(pk=run.pk).update(state=ScoringRun.State.RUNNING)
    assert left == {
        (oldest, oldest): True,
        (oldest, newest): False,
        (newest, newest): True,
        (newest, oldest): False,
    }
    with CaptureQueriesContext(connection) as asked:
        has_unscored(run)
    (query,) = asked.captured_queries
    assert query["sql"].endswith("DESC LIMIT 1")


def test_a_chunk_that_comes_twice_changes_nothing(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion]
) -> None:
    run = started(survey_round, reweighted)
    ids = [version.pk for version in submitted]
    score_chunk(run_id=run.pk, version_ids=ids, now=LATER)
    rows = list(NodeScore.objects.order_by("pk").values())
    ScoringRun.objects.filter(pk=run.pk).update(state=ScoringRun.State.RUNNING)

    score_chunk(run_id=run.pk, version_ids=ids, now=LATER)

    assert list(NodeScore.objects.order_by("pk").values()) == rows


def test_the_sweep_wakes_only_what_has_fallen_silent(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion]
) -> None:
    now = dt.datetime.now(tz=dt.UTC)
    run = started(survey_round, reweighted, now=now)
    sweep()
    assert run.scorecards.count() == 0, "its own message is under way"

    ScoringRun.objects.filter(pk=run.pk).update(touched_at=now - dt.timedelta(minutes=2))
    sweep()

    run.refresh_from_db()
    assert (run.state, run.scorecards.count()) == (ScoringRun.State.FINISHED, 2)


def test_what_is_submitted_meanwhile_is_scored_too(
    survey_round: Round,
    reweighted: QuestionnaireVersion,
    submission: Submission,
    other_submission: Submission,
    officer: User,
) -> None:
    first = complete_and_submit(submission, officer)
    run = started(survey_round, reweighted)
    late = complete_and_submit(other_submission, officer, LATER)
    score_chunk(run_id=run.pk, version_ids=[first.pk], now=LATER)
    run.refresh_from_db()
    assert run.state == ScoringRun.State.RUNNING

    continue_run(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, {card.version for card in run.scorecards.all()}) == ("finished", {first, late})


def test_a_stopped_run_scores_nothing_more(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion]
) -> None:
    run = started(survey_round, reweighted)
    stop_run(run=run, user=None, now=LATER)
    score_chunk_task(run_id=run.pk, version_ids=[version.pk for version in submitted])
    continue_run(run_id=run.pk)

    run.refresh_from_db()
    assert (run.state, run.scorecards.count()) == (ScoringRun.State.STOPPED, 0)
    with pytest.raises(RunRefused, match="not_running"):
        stop_run(run=run, user=None, now=LATER)


def test_a_failure_is_tried_three_times_and_then_told(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion]
) -> None:
    broken = submitted[0]
    document = broken.document.replace('"in_preparation"', '"gone"')
    SubmissionVersion.objects.filter(pk=broken.pk).update(document=document)
    run, now = started(survey_round, reweighted), LATER
    for attempt in (1, 2, 3):
        for chunk in chunks_to_queue(run_id=run.pk, size=10, now=now):
            score_chunk(run_id=run.pk, version_ids=chunk, now=now)
        failure = ScoringFailure.objects.get(run=run)
        assert (failure.version, failure.attempts) == (broken, attempt)
        now = failure.retry_at

    run.refresh_from_db()
    assert (run.state, run.scorecards.count()) == (ScoringRun.State.FINISHED, 1)
    with pytest.raises(RunRefused, match="has_failures"):
        make_live(run=run, user=None, now=now)


def test_the_figures_move_only_when_a_run_is_made_live(
    survey_round: Round,
    reweighted: QuestionnaireVersion,
    submitted: list[SubmissionVersion],
    office_submission: Submission,
    officer: User,
    manager: User,
) -> None:
    old = ScoringRun.objects.get()
    run = started(survey_round, reweighted)
    with pytest.raises(RunRefused, match="not_finished"):
        make_live(run=run, user=manager, now=LATER)
    continue_run(run_id=run.pk)

    make_live(run=run, user=manager, now=LATER)

    run.refresh_from_db()
    old.refresh_from_db()
    assert (run.is_live, run.made_live_by, run.made_live_at) == (True, manager, LATER)
    assert not old.is_live
    assert {card.run for card in Scorecard.objects.live()} == {run}
    version = complete_and_submit(office_submission, officer)
    assert score_version(version_id=version.pk, now=LATER).run == run

    make_live(run=old, user=manager, now=LATER)
    assert {card.run for card in Scorecard.objects.live()} == {old}
    with pytest.raises(RunRefused, match="already_live"):
        make_live(run=old, user=manager, now=LATER)


@pytest.fixture
def unscored(submission: Submission, other_submission: Submission, officer: User) -> list[SubmissionVersion]:
    """Two submissions of a round that nobody has begun to score."""
    return [complete_and_submit(each, officer) for each in (submission, other_submission)]


def test_the_first_run_of_a_round_is_live_when_it_is_whole(
    survey_round: Round, unscored: list[SubmissionVersion]
) -> None:
    run = started(survey_round, survey_round.chosen_questionnaire)
    score_chunk(run_id=run.pk, version_ids=[unscored[0].pk], now=LATER)
    run.refresh_from_db()
    assert (run.state, run.is_live, Scorecard.objects.live().count()) == ("running", False, 0)

    score_chunk(run_id=run.pk, version_ids=[unscored[1].pk], now=LATER)

    run.refresh_from_db()
    assert (run.state, run.is_live, run.made_live_by, run.made_live_at) == ("finished", True, None, LATER)
    assert [card.version for card in Scorecard.objects.live().order_by("version")] == unscored


def test_the_sweep_leaves_to_the_first_run_what_it_is_going_to_score(
    survey_round: Round, reweighted: QuestionnaireVersion, unscored: list[SubmissionVersion]
) -> None:
    def overdue() -> list[int]:
        return unscored_versions(now=LATER, submitted_before=LATER, at_most=10)

    everything = [version.pk for version in unscored]
    assert overdue() == everything

    run = started(survey_round, survey_round.chosen_questionnaire)
    assert overdue() == []
    stop_run(run=run, user=None, now=LATER)
    assert overdue() == everything

    started(survey_round, reweighted)
    assert overdue() == everything, "a run that is not going to be live leaves them to the sweep"


def test_the_sweep_leaves_a_round_alone_that_is_still_being_made(
    survey_round: Round, unscored: list[SubmissionVersion]
) -> None:
    Round.objects.update(state=Round.State.PREPARING)

    assert unscored_versions(now=LATER, submitted_before=LATER, at_most=10) == []


def test_a_run_that_is_not_the_first_waits_for_a_decision(
    survey_round: Round, reweighted: QuestionnaireVersion, unscored: list[SubmissionVersion]
) -> None:
    other_weights = started(survey_round, reweighted)
    continue_run(run_id=other_weights.pk)
    for version in unscored:
        score_version(version_id=version.pk, now=LATER)
    again = started(survey_round, survey_round.chosen_questionnaire)
    continue_run(run_id=again.pk)

    live = ScoringRun.objects.get(is_live=True)
    assert live.pk not in (other_weights.pk, again.pk)
    assert set(ScoringRun.objects.values_list("state", flat=True)) == {ScoringRun.State.FINISHED}


def test_a_first_run_with_a_failure_is_not_live(
    survey_round: Round, unscored: list[SubmissionVersion]
) -> None:
    document = unscored[0].document.replace('"in_preparation"', '"gone"')
    SubmissionVersion.objects.filter(pk=unscored[0].pk).update(document=document)
    run, now = started(survey_round, survey_round.chosen_questionnaire), LATER
    for _attempt in range(3):
        for chunk in chunks_to_queue(run_id=run.pk, size=10, now=now):
            score_chunk(run_id=run.pk, version_ids=chunk, now=now)
        now += dt.timedelta(hours=7)

    run.refresh_from_db()
    assert (run.state, run.is_live) == (ScoringRun.State.FINISHED, False)


def test_one_run_of_a_round_at_a_time(survey_round: Round, reweighted: QuestionnaireVersion) -> None:
    started(survey_round, reweighted)
    with pytest.raises(RunRefused, match="already_running"):
        started(survey_round, reweighted)


def test_a_run_has_a_reason(survey_round: Round, reweighted: QuestionnaireVersion) -> None:
    with pytest.raises(RunRefused, match="reason_missing"):
        started(survey_round, reweighted, reason="  ")


def test_a_failure_that_was_overcome_stands_in_nobodys_way(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion], manager: User
) -> None:
    run = started(survey_round, reweighted)
    note_failure(run=run, version_id=submitted[0].pk, reason="out of memory", now=LATER)
    score_chunk(run_id=run.pk, version_ids=[version.pk for version in submitted], now=LATER)
    assert list(run.failures.standing()) == []
    make_live(run=run, user=manager, now=LATER)
    run.refresh_from_db()
    assert run.is_live


@pytest.mark.parametrize("error", [ValueError, KeyError, TypeError, AttributeError, RecursionError])
def test_one_bad_version_does_not_hold_up_its_chunk(
    survey_round: Round,
    reweighted: QuestionnaireVersion,
    submitted: list[SubmissionVersion],
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    whole = scored_in

    def broken(run: ScoringRun, version: SubmissionVersion, decisions: Decisions) -> Scored:
        if version == submitted[0]:
            raise error
        return whole(run, version, decisions)

    monkeypatch.setattr(scorecards, "scored_in", broken)
    run = started(survey_round, reweighted)
    score_chunk(run_id=run.pk, version_ids=[version.pk for version in submitted], now=LATER)
    assert [card.version for card in run.scorecards.all()] == submitted[1:]
    assert [failure.version for failure in run.failures.standing()] == submitted[:1]


Keeping = Callable[[ScoringRun, list[Scored], dt.datetime], list[Scorecard]]


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., None]], None]:
    """Has something done before rows are kept; it may raise."""
    whole: Keeping = scorecards._keep_all

    def install(before: Callable[..., None]) -> None:
        def keep_all(run: ScoringRun, scored: Any, now: dt.datetime) -> list[Scorecard]:
            before(run, scored, now, whole)
            return whole(run, scored, now)

        monkeypatch.setattr(scorecards, "_keep_all", keep_all)

    return install


@pytest.mark.parametrize("error", [IntegrityError, DataError, ArithmeticError])
def test_rows_that_the_database_refuses_hold_up_no_others(
    survey_round: Round,
    reweighted: QuestionnaireVersion,
    submitted: list[SubmissionVersion],
    breaking: Any,
    error: type[Exception],
) -> None:
    def refuse(_run: ScoringRun, scored: Any, *_more: Any) -> None:
        if submitted[0] in [each.version for each in scored]:
            raise error("refused")

    breaking(refuse)
    run = started(survey_round, reweighted)
    for attempt in (1, 2, 3):
        now = LATER + attempt * dt.timedelta(hours=7)
        for chunk in chunks_to_queue(run_id=run.pk, size=10, now=now):
            score_chunk(run_id=run.pk, version_ids=chunk, now=now)

    run.refresh_from_db()
    assert (run.state, [card.version for card in run.scorecards.all()]) == ("finished", submitted[1:])
    (failure,) = run.failures.standing()
    assert (failure.version, failure.attempts) == (submitted[0], 3)
    assert failure.reason == repr(error("refused"))


def test_a_race_is_no_failure_and_loses_nothing(
    survey_round: Round, reweighted: QuestionnaireVersion, submitted: list[SubmissionVersion], breaking: Any
) -> None:
    def be_faster(run: ScoringRun, scored: Any, now: dt.datetime, keep: Keeping) -> None:
        if len(scored) > 1:
            keep(run, scored[:1], now)

    breaking(be_faster)
    run = started(survey_round, reweighted)
    score_chunk(run_id=run.pk, version_ids=[version.pk for version in submitted], now=LATER)

    run.refresh_from_db()
    assert (run.state, run.failures.count()) == ("finished", 0)
    assert [card.version for card in run.scorecards.order_by("version")] == submitted


def test_what_a_run_has_not_seen_is_scored_at_once_when_it_is_used(
    survey_round: Round,
    reweighted: QuestionnaireVersion,
    submitted: list[SubmissionVersion],
    office_submission: Submission,
    officer: User,
    manager: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    run = started(survey_round, reweighted)
    continue_run(run_id=run.pk)
    late = complete_and_submit(office_submission, officer, LATER)
    score_version(version_id=late.pk, now=LATER)
    assert list(run.scorecards.order_by("version").values_list("version", flat=True)) == [
        version.pk for version in submitted
    ]
    chunks: list[dict[str, Any]] = []
    monkeypatch.setattr(score_chunk_task, "delay", lambda **sent: chunks.append(sent))

    with django_capture_on_commit_callbacks(execute=True):
        use_run(run=run, user=manager, now=LATER)
    assert chunks == [{"run_id": run.pk, "version_ids": [late.pk]}]

    score_chunk_task(**chunks[0])
    assert {card.version for card in Scorecard.objects.live()} == {*submitted, late}


def test_a_run_that_is_not_in_use_takes_nothing_more(
    survey_round: Round,
    reweighted: QuestionnaireVersion,
    submitted: list[SubmissionVersion],
    office_submission: Submission,
    officer: User,
) -> None:
    run = started(survey_round, reweighted)
    continue_run(run_id=run.pk)
    late = complete_and_submit(office_submission, officer, LATER)

    continue_run(run_id=run.pk)
    score_chunk_task(run_id=run.pk, version_ids=[late.pk])

    assert run.scorecards.count() == 2


def test_a_scorecard_says_which_engine_made_it(
    survey_round: Round, submitted: list[SubmissionVersion], office_submission: Submission, officer: User
) -> None:
    ScoringRun.objects.update(engine_version="0.9")
    Scorecard.objects.update(engine_version="0.9")
    late = complete_and_submit(office_submission, officer, LATER)

    score_version(version_id=late.pk, now=LATER)

    made = Scorecard.objects.order_by("version").values_list("version", "engine_version")
    assert list(made) == [*((version.pk, "0.9") for version in submitted), (late.pk, ENGINE_VERSION)]


def test_a_round_in_preparation_has_nothing_to_score(
    survey_round: Round, reweighted: QuestionnaireVersion
) -> None:
    Round.objects.update(state=Round.State.PREPARING)
    with pytest.raises(RunRefused, match="round_preparing"):
        started(survey_round, reweighted)
    assert not ScoringRun.objects.exists()


def test_another_framework_is_refused(survey_round: Round, small_sheets: dict[str, Any]) -> None:
    for row in small_sheets["ega--framework"]:
        if row["code"] == "1.2":
            row["code"] = "1.9"
    for row in small_sheets["survey"]:
        if row["ega--indicator"] == "1.2":
            row["ega--indicator"] = "1.9"
    with pytest.raises(RunRefused, match="nodes") as refused:
        started(survey_round, loaded(small_sheets))
    assert [orphan.detail for orphan in refused.value.orphans] == ["1.2", "1.9"]


def test_a_questionnaire_that_orphans_answers_is_refused(
    survey_round: Round, small_sheets: dict[str, Any]
) -> None:
    for row in small_sheets["choices"]:
        if (row["list_name"], row["name"]) == ("plan", "in_preparation"):
            row["name"] = "under_way"
    with pytest.raises(RunRefused) as refused:
        started(survey_round, loaded(small_sheets))
    assert [orphan.message for orphan in refused.value.orphans] == [
        "The option in_preparation of the question plan is gone."
    ]
    assert not ScoringRun.objects.exists()


def test_every_step_of_a_run_is_written_down(
    survey_round: Round,
    reweighted: QuestionnaireVersion,
    submitted: list[SubmissionVersion],
    manager: User,
) -> None:
    live = ScoringRun.objects.get()
    stopped = started(survey_round, reweighted, user=manager)
    stop_run(run=stopped, user=manager, now=LATER)
    run = started(survey_round, reweighted, reason="again", user=manager)
    continue_run(run_id=run.pk)
    make_live(run=run, user=manager, now=LATER)

    entries = AuditEntry.objects.filter(kind="run").order_by("pk")
    assert list(entries.values_list("action", "code", "round_code", "actor", "note")) == [
        ("run.started", str(stopped.pk), "2569", manager.pk, "new weights"),
        ("run.stopped", str(stopped.pk), "2569", manager.pk, "new weights"),
        ("run.started", str(run.pk), "2569", manager.pk, "again"),
        ("run.used", str(run.pk), "2569", manager.pk, "again"),
    ]
    last = AuditEntry.objects.latest("pk")
    assert (last.before, last.after) == ({"run": live.pk}, {"run": run.pk})

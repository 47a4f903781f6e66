"""Two people at once: nothing is lost, nothing is overwritten unseen, nothing slips in after the snapshot."""

import datetime as dt
import json
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from audit.models import AuditEntry
from surveys.demo.evidence import demonstration_file
from surveys.models import (
    AnswerRevision,
    EvidenceFile,
    Round,
    Submission,
    SubmissionEvent,
    SubmissionVersion,
)
from surveys.services.answers import SaveResult, save_answers
from surveys.services.errors import EvidenceRefused, NotEditable, NotSignable, RoundRefused
from surveys.services.evidence import attach
from surveys.services.rounds import close_round
from surveys.services.rounds_clock import close_on_time, keep_time
from surveys.services.rounds_days import extend
from surveys.services.rounds_planning import edit_round
from surveys.services.submitting import sign, submit
from tests.resilience.threads import Act, queue_at, queue_at_round
from tests.rounds import COMPLETE, CONFIRMED, answer

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def now() -> dt.datetime:
    return timezone.now()


def save(submission: Submission, user: User, version: int = 0, **values: Any) -> SaveResult:
    versions = dict.fromkeys(values, version)
    return save_answers(submission=submission, values=values, versions=versions, user=user, now=now())


def revisions() -> list[tuple[str, int, Any]]:
    return list(AnswerRevision.objects.values_list("question", "version", "value"))


def test_of_two_who_answer_the_same_question_one_wins_and_the_other_is_told(
    submission: Submission, officer: User, second_officer: User
) -> None:
    with queue_at(submission) as queue:
        queue.join(partial(save, submission, officer, plan="finished"))
        queue.join(partial(save, submission, second_officer, plan="none"))

    results = [result for result in queue.outcomes() if isinstance(result, SaveResult)]
    (winner,) = [result for result in results if result.saved]
    (loser,) = [result for result in results if result.conflicts]
    won = winner.saved["plan"]
    assert loser.conflicts == {"plan": submission.answers.get()}
    assert (loser.conflicts["plan"].value, loser.saved) == (won.value, {})
    assert revisions() == [("plan", 1, won.value)]

    other = "none" if won.value == "finished" else "finished"
    save(submission, second_officer, version=1, plan=other)
    assert revisions() == [("plan", 1, won.value), ("plan", 2, other)]


def test_those_who_answer_different_questions_all_win(
    submission: Submission, officer: User, second_officer: User
) -> None:
    with queue_at(submission) as queue:
        queue.join(partial(save, submission, officer, plan="none"))
        queue.join(partial(save, submission, second_officer, all_posts=200))
        queue.join(partial(save, submission, officer, has_services="no"))

    assert [isinstance(result, SaveResult) for result in queue.outcomes()] == [True] * 3
    submission.refresh_from_db()
    assert (submission.answers.count(), submission.answered_count) == (3, 3)
    assert submission.events.count() == 1, "it was started once"


@pytest.mark.parametrize("first", ["save", "submit"])
def test_the_snapshot_has_what_was_saved_before_it_and_nothing_is_saved_after_it(
    submission: Submission, officer: User, second_officer: User, first: str
) -> None:
    answer(submission, officer, now(), **COMPLETE)
    acts: dict[str, Act] = {
        "save": partial(save, submission, second_officer, remark="ทันเวลา"),
        "submit": partial(submit, submission=submission, user=officer, now=now()),
    }
    second = next(name for name in acts if name != first)

    with queue_at(submission) as queue:
        queue.join(acts[first])
        queue.join(acts[second])

    saved = [result for result in queue.outcomes() if isinstance(result, SaveResult)]
    refused = [error.code for error in queue.outcomes() if isinstance(error, NotEditable)]
    (version,) = [result for result in queue.outcomes() if isinstance(result, SubmissionVersion)]
    frozen = json.loads(version.document)["answers"]
    assert (frozen, refused) == (
        (COMPLETE | {"remark": "ทันเวลา"}, []) if saved else (COMPLETE, ["already_submitted"])
    )
    assert dict(submission.answers.values_list("question", "value")) == frozen


def test_a_double_click_submits_once(submission: Submission, officer: User) -> None:
    answer(submission, officer, now(), **COMPLETE)
    clicks = [Client(), Client()]
    for client in clicks:
        client.force_login(officer)
    codes = [submission.round.code, submission.agency.code]
    button = reverse("surveys:submit", args=codes)

    with queue_at(submission) as queue:
        for client in clicks:
            queue.join(partial(client.post, button, CONFIRMED))

    receipt = reverse("surveys:receipt", args=codes)
    assert [getattr(response, "url", response) for response in queue.outcomes()] == [receipt, receipt]
    assert submission.versions.count() == 1
    assert submission.events.filter(kind=SubmissionEvent.Kind.SUBMITTED).count() == 1


def test_the_same_file_attached_twice_at_once_is_kept_once(
    submission: Submission, officer: User, second_officer: User
) -> None:
    with queue_at(submission) as queue:
        for user in (officer, second_officer):
            file = demonstration_file()
            queue.join(
                partial(
                    attach, submission=submission, question="policy_file", upload=file, user=user, now=now()
                )
            )

    refused = [error.code for error in queue.outcomes() if isinstance(error, EvidenceRefused)]
    assert refused == ["evidence_twice"]
    assert EvidenceFile.objects.present().count() == 1


@pytest.mark.parametrize("first", ["save", "close"])
def test_nothing_is_saved_in_a_round_that_is_closed_meanwhile(
    submission: Submission, officer: User, first: str
) -> None:
    acts: dict[str, Act] = {
        "save": partial(save, submission, officer, plan="none"),
        "close": partial(close_round, survey_round=submission.round, user=None, now=now()),
    }
    second = next(name for name in acts if name != first)

    with queue_at(submission) as queue:
        queue.join(acts[first])
        queue.join(acts[second])

    saved = [result for result in queue.outcomes() if isinstance(result, SaveResult)]
    refused = [error.code for error in queue.outcomes() if isinstance(error, NotEditable)]
    assert (len(saved), refused) in [(1, []), (0, ["round_closed"])]
    assert (submission.answers.count(), Round.objects.get().state) == (len(saved), Round.State.CLOSED)
    if connection.vendor == "postgresql":
        assert len(saved) == (1 if first == "save" else 0), "who came first went first"


@pytest.mark.parametrize("first", ["sign", "close"])
def test_what_is_signed_while_the_round_closes_counts_or_is_refused(
    submission: Submission, officer: User, approver: User, first: str
) -> None:
    answer(submission, officer, now(), **COMPLETE)
    version = submit(submission=submission, user=officer, now=now())
    acts: dict[str, Act] = {
        "sign": partial(sign, submission=submission, sha256=version.sha256, user=approver, now=now()),
        "close": partial(close_round, survey_round=submission.round, user=None, now=now()),
    }
    second = next(name for name in acts if name != first)

    with queue_at(submission) as queue:
        queue.join(acts[first])
        queue.join(acts[second])

    refused = [error.code for error in queue.outcomes() if isinstance(error, NotSignable)]
    submission.refresh_from_db()
    assert (submission.state, refused) in [("signed", []), ("waiting", ["round_closed"])]
    assert Round.objects.get().state == Round.State.CLOSED
    if connection.vendor == "postgresql":
        assert submission.state == ("signed" if first == "sign" else "waiting"), "who came first went first"


@pytest.mark.parametrize("first", ["extend", "close"])
def test_who_is_given_time_at_the_last_moment_has_it_or_is_told(
    submission: Submission, manager: User, first: str
) -> None:
    survey_round = submission.round
    due = survey_round.deadline + dt.timedelta(days=14)
    until = survey_round.closes_on + dt.timedelta(days=20)
    acts: dict[str, Act] = {
        "extend": partial(extend, submission=submission, until=until, reason="x", user=manager, now=now()),
        "close": partial(close_on_time, survey_round=survey_round, now=due),
    }
    second = next(name for name in acts if name != first)

    with queue_at(submission) as queue:
        queue.join(acts[first])
        queue.join(acts[second])

    refused = [error.code for error in queue.outcomes() if isinstance(error, RoundRefused)]
    assert (Round.objects.get().state, refused) in [("open", []), ("closed", ["not_open"])]
    if connection.vendor == "postgresql":
        assert Round.objects.get().state == ("open" if first == "extend" else "closed")


def test_of_two_managers_who_edit_at_once_one_wins_and_the_other_is_told(
    submission: Submission, manager: User
) -> None:
    survey_round = submission.round
    with queue_at_round(survey_round) as queue:
        for name in ("ของคนแรก", "ของคนที่สอง"):
            queue.join(
                partial(
                    edit_round,
                    survey_round=survey_round,
                    seen=survey_round.version,
                    values={"name_th": name},
                    user=manager,
                    now=now(),
                )
            )

    refused = [error.code for error in queue.outcomes() if isinstance(error, RoundRefused)]
    assert refused == ["changed_meanwhile"]
    entry = AuditEntry.objects.get(action="round.edited")
    assert (entry.after or {})["name_th"] == Round.objects.get().name_th


def test_two_beats_at_once_close_a_round_once(submission: Submission) -> None:
    survey_round = submission.round
    due = survey_round.deadline + dt.timedelta(days=14)
    with queue_at(submission) as queue:
        for _beat in range(2):
            queue.join(partial(keep_time, now=due))

    assert queue.outcomes() == [None, None]
    assert AuditEntry.objects.filter(action="round.closed_on_time").count() == 1

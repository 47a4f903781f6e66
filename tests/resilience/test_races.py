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
from surveys.services.errors import EvidenceRefused, NotEditable
from surveys.services.evidence import attach
from surveys.services.rounds import close_round
from surveys.services.submitting import submit
from tests.resilience.threads import Act, queue_at
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

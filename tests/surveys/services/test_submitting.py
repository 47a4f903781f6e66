import datetime as dt
import hashlib
import json

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from agencies.models import User
from scoring.models import Scorecard
from surveys.models import Signature, Submission, SubmissionVersion
from surveys.questionnaire.review import IssueCode
from surveys.services.errors import BlanksChanged, Incomplete, NotEditable, NotReturnable, NotSignable
from surveys.services.rounds import close_round
from surveys.services.rounds_days import extend
from surveys.services.submitting import return_for_correction, sign, submit
from tests.rounds import AFTER, COMPLETE, DURING, LAST_DAY, LEFT_BLANK, answer, complete_and_submit

State = Submission.State
LATER = DURING + dt.timedelta(hours=1)


def test_the_snapshot_holds_what_was_stated(submission: Submission, officer: User) -> None:
    answer(submission, officer, plan_date="2026-01-31", remark="ทดสอบ")

    version = complete_and_submit(submission, officer)

    document = json.loads(version.document)
    assert document["answers"] == COMPLETE | {"remark": "ทดสอบ"}, "the date stands behind a gate that says no"
    assert document["states"] == {
        "plan": "answered",
        "topics": "answered",
        "remark": "answered",
        "plan_date": "not_applicable",
        "all_posts": "answered",
        "digital_posts": "answered",
        "budget": "answered",
        "has_services": "answered",
        "services": "answered",
        "citizen_survey": "not_stated",
        "systems_owner": "not_stated",
        "policy_file": "not_stated",
    }
    assert hashlib.sha256(version.document.encode()).hexdigest() == version.sha256
    assert version.receipt_number == "2569-D1101-1"
    assert (submission.state, submission.current_version, submission.submitted_at) == (
        State.WAITING,
        version,
        DURING,
    )


def test_an_incomplete_questionnaire_is_refused(submission: Submission, officer: User) -> None:
    answer(submission, officer, **{name: value for name, value in COMPLETE.items() if name != "plan"})

    with pytest.raises(Incomplete) as refused:
        submit(submission=submission, user=officer, now=DURING)

    assert [(issue.question, issue.code) for issue in refused.value.review.blocking] == [
        ("plan", IssueCode.REQUIRED)
    ]
    assert not SubmissionVersion.objects.exists()


def test_a_claim_without_its_evidence_is_refused(submission: Submission, officer: User) -> None:
    answer(submission, officer, **COMPLETE | {"plan": "finished"})

    with pytest.raises(Incomplete) as refused:
        submit(submission=submission, user=officer, now=DURING)

    assert [(issue.question, issue.code) for issue in refused.value.review.blocking] == [
        ("plan", IssueCode.EVIDENCE)
    ]


@pytest.mark.parametrize("shown", [(), LEFT_BLANK[1:], (*LEFT_BLANK, "plan")])
def test_only_the_blanks_that_were_shown_are_submitted(
    submission: Submission, officer: User, shown: tuple[str, ...]
) -> None:
    answer(submission, officer, **COMPLETE)

    with pytest.raises(BlanksChanged):
        submit(submission=submission, user=officer, now=DURING, blank=shown)

    assert not SubmissionVersion.objects.exists()
    assert submit(submission=submission, user=officer, now=DURING, blank=LEFT_BLANK[::-1]).number == 1


def test_submitting_twice_is_refused(submission: Submission, officer: User) -> None:
    complete_and_submit(submission, officer)

    with pytest.raises(NotEditable, match="already_submitted"):
        submit(submission=submission, user=officer, now=LATER)

    assert submission.versions.count() == 1


def test_the_signature_is_bound_to_what_was_read(
    submission: Submission, officer: User, approver: User
) -> None:
    version = complete_and_submit(submission, officer)

    with pytest.raises(NotSignable, match="version_changed"):
        sign(submission=submission, sha256="0" * 64, user=approver, now=LATER)
    sign(submission=submission, sha256=version.sha256, user=approver, now=LATER)

    submission.refresh_from_db()
    assert (submission.state, submission.signed_at) == (State.SIGNED, LATER)
    signature = Signature.objects.get()
    assert (signature.version, signature.sha256, signature.full_name) == (
        version,
        version.sha256,
        approver.full_name,
    )
    with pytest.raises(NotSignable, match="already_signed"):
        sign(submission=submission, sha256=version.sha256, user=approver, now=LATER)


def test_there_is_nothing_to_sign_before_submission(submission: Submission, approver: User) -> None:
    with pytest.raises(NotSignable, match="not_submitted"):
        sign(submission=submission, sha256="0" * 64, user=approver, now=DURING)


def test_a_returned_submission_is_submitted_again_as_a_new_version(
    submission: Submission, officer: User, approver: User
) -> None:
    first = complete_and_submit(submission, officer)
    sign(submission=submission, sha256=first.sha256, user=approver, now=DURING)

    return_for_correction(submission=submission, reason=" จำนวนตำแหน่งไม่ตรง ", user=approver, now=LATER)
    submission.refresh_from_db()
    assert (submission.state, submission.signed_at) == (State.RETURNED, None)
    assert [event.note for event in submission.events.filter(kind="returned")] == ["จำนวนตำแหน่งไม่ตรง"]

    answer(submission, officer, LATER, digital_posts=12)
    second = submit(submission=submission, user=officer, now=LATER)
    assert second.receipt_number == "2569-D1101-2"
    assert json.loads(first.document)["answers"]["digital_posts"] == 10
    assert json.loads(second.document)["answers"]["digital_posts"] == 12


@pytest.mark.parametrize(
    "reason, code", [("", "reason_missing"), ("  ", "reason_missing"), ("ผิด", "not_submitted")]
)
def test_what_cannot_be_returned(submission: Submission, approver: User, reason: str, code: str) -> None:
    with pytest.raises(NotReturnable, match=code):
        return_for_correction(submission=submission, reason=reason, user=approver, now=DURING)


def test_a_response_is_not_voided_by_returning_it_too_late(
    submission: Submission, officer: User, approver: User, manager: User
) -> None:
    version = complete_and_submit(submission, officer)
    sign(submission=submission, sha256=version.sha256, user=approver, now=DURING)

    with pytest.raises(NotReturnable, match="no_time_left"):
        return_for_correction(submission=submission, reason="ผิด", user=approver, now=AFTER)
    submission.refresh_from_db()
    assert submission.state == State.SIGNED

    until = LAST_DAY + dt.timedelta(days=3)
    extend(submission=submission, until=until, reason="ให้แก้ไข", user=manager, now=AFTER)
    return_for_correction(submission=submission, reason="ผิด", user=approver, now=AFTER)
    submission.refresh_from_db()
    assert submission.state == State.RETURNED


def test_a_closed_round_takes_no_signature(submission: Submission, officer: User, approver: User) -> None:
    version = complete_and_submit(submission, officer)
    close_round(survey_round=submission.round, user=None, now=DURING)

    with pytest.raises(NotSignable, match="round_closed"):
        sign(submission=submission, sha256=version.sha256, user=approver, now=LATER)


def test_submitting_survives_an_absent_broker(
    submission: Submission,
    officer: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scoring.tasks.score.apply_async", _refuse_connection)

    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        complete_and_submit(submission, officer)

    assert len(callbacks) == 1
    assert submission.state == State.WAITING
    assert not Scorecard.objects.exists()


def _refuse_connection(*_args: object, **_kwargs: object) -> None:
    raise ConnectionRefusedError

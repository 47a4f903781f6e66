import datetime as dt
from typing import Any

import pytest

from agencies.models import User
from surveys.models import Answer, AnswerRevision, Round, Submission, SubmissionEvent
from surveys.queries.submissions import PRESENT_FOR, people_working
from surveys.questionnaire.faults import AnswerError
from surveys.services.answers import save_answers
from surveys.services.errors import NotEditable, UnknownQuestion
from surveys.services.rounds import close_round
from surveys.services.submitting import sign
from tests.rounds import AFTER, BEFORE, DURING, LAST_MOMENT, answer, complete_and_submit

State = Submission.State
LATER = DURING + dt.timedelta(minutes=5)


def stored(submission: Submission) -> dict[str, tuple[Any, int]]:
    return {answer.question: (answer.value, answer.version) for answer in submission.answers.all()}


def test_first_save_starts_the_submission(submission: Submission, officer: User) -> None:
    result = save_answers(
        submission=submission, values={"plan": "finished"}, versions={}, user=officer, now=DURING
    )

    submission.refresh_from_db()
    assert stored(submission) == {"plan": ("finished", 1)}
    assert submission.state == State.DRAFT
    assert (submission.started_at, submission.last_saved_at) == (DURING, DURING)
    assert [event.kind for event in submission.events.all()] == [SubmissionEvent.Kind.STARTED]
    assert (set(result.saved), result.conflicts, result.unchanged) == ({"plan"}, {}, frozenset())


def test_every_value_is_kept(submission: Submission, officer: User, second_officer: User) -> None:
    answer(submission, officer, plan="finished")
    answer(submission, second_officer, LATER, plan="none")
    answer(submission, officer, LATER, plan=None)

    assert stored(submission) == {"plan": (None, 3)}
    revisions = AnswerRevision.objects.values_list("version", "value", "saved_by", "saved_at")
    assert list(revisions) == [
        (1, "finished", officer.pk, DURING),
        (2, "none", second_officer.pk, LATER),
        (3, None, officer.pk, LATER),
    ]


def test_a_stale_page_overwrites_nothing(submission: Submission, officer: User, second_officer: User) -> None:
    answer(submission, officer, plan="finished", remark="เดิม")

    result = save_answers(
        submission=submission,
        values={"plan": "none", "remark": "ใหม่", "all_posts": 10},
        versions={"plan": 0, "remark": 1},
        user=second_officer,
        now=LATER,
    )

    assert set(result.saved) == {"remark", "all_posts"}
    assert {name: theirs.value for name, theirs in result.conflicts.items()} == {"plan": "finished"}
    assert stored(submission) == {"plan": ("finished", 1), "remark": ("ใหม่", 2), "all_posts": (10, 1)}


def test_a_page_has_seen_no_version_but_the_one_that_stands(submission: Submission, officer: User) -> None:
    answer(submission, officer, plan="finished")

    result = save_answers(
        submission=submission,
        values={"plan": "none", "remark": "ใหม่"},
        versions={"plan": 999_999_999, "remark": 999_999_999},
        user=officer,
        now=LATER,
    )

    assert (set(result.saved), set(result.conflicts)) == ({"remark"}, {"plan"})
    assert stored(submission) == {"plan": ("finished", 1), "remark": ("ใหม่", 1)}


def test_saving_what_stands_changes_nothing(submission: Submission, officer: User) -> None:
    answer(submission, officer, plan="finished")

    result = save_answers(
        submission=submission, values={"plan": "finished"}, versions={}, user=officer, now=LATER
    )

    assert result.unchanged == {"plan"}
    assert Answer.objects.get().saved_at == DURING
    assert AnswerRevision.objects.count() == 1


@pytest.mark.parametrize(
    "values, error",
    [
        ({"plan": "later"}, AnswerError),
        ({"budget": {"equipment": "40", "systems": "50", "training": "9"}}, AnswerError),
        ({"remark": "ก" * 4001}, AnswerError),
        ({"nonsense": "x"}, UnknownQuestion),
        ({"policy_file": "x"}, UnknownQuestion),
    ],
)
def test_nonsense_is_refused_whole(
    submission: Submission, officer: User, values: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        save_answers(
            submission=submission, values={"all_posts": 5} | values, versions={}, user=officer, now=DURING
        )

    assert stored(submission) == {}


def test_a_question_of_the_other_level_is_unknown(
    office_submission: Submission, office_officer: User
) -> None:
    with pytest.raises(UnknownQuestion):
        answer(office_submission, office_officer, citizen_survey="yes")


@pytest.mark.parametrize("text", ["=1+1", "๑๒๓ 😀", "บรรทัดหนึ่ง\nบรรทัดสอง", "<b>&amp;</b>"])
def test_text_is_kept_as_typed(submission: Submission, officer: User, text: str) -> None:
    answer(submission, officer, remark=text)

    assert stored(submission) == {"remark": (text, 1)}


@pytest.mark.parametrize(
    "now, code",
    [(BEFORE, "round_not_open"), (DURING, None), (LAST_MOMENT, None), (AFTER, "deadline_passed")],
)
def test_the_round_has_hours(
    submission: Submission, officer: User, now: dt.datetime, code: str | None
) -> None:
    assert refusal(submission, officer, now) == code


def test_grace_is_added_to_the_last_day(submission: Submission, officer: User) -> None:
    Round.objects.update(grace_minutes=15)
    submission.refresh_from_db()

    assert refusal(submission, officer, AFTER + dt.timedelta(minutes=14, seconds=59)) is None
    assert refusal(submission, officer, AFTER + dt.timedelta(minutes=15)) == "deadline_passed"


def test_an_extension_moves_one_agency_only(
    submission: Submission, other_submission: Submission, officer: User, other_officer: User
) -> None:
    submission.extended_to = dt.date(2026, 8, 1)
    submission.save()

    assert refusal(submission, officer, AFTER) is None
    assert refusal(submission, officer, AFTER + dt.timedelta(days=1)) == "deadline_passed"
    assert refusal(other_submission, other_officer, AFTER) == "deadline_passed"


def test_nothing_changes_after_submission_signature_or_closing(
    submission: Submission, other_submission: Submission, officer: User, approver: User, other_officer: User
) -> None:
    version = complete_and_submit(submission, officer)
    assert refusal(submission, officer, DURING) == "already_submitted"

    sign(submission=submission, sha256=version.sha256, user=approver, now=DURING)
    assert refusal(submission, officer, DURING) == "already_signed"

    close_round(survey_round=submission.round, user=None, now=DURING)
    assert refusal(other_submission, other_officer, DURING) == "round_closed"


def test_progress_counts_what_is_asked(submission: Submission, officer: User) -> None:
    answer(submission, officer, has_services="no")
    assert (submission.answered_count, submission.asked_count) == (1, 9)

    answer(submission, officer, has_services="yes", plan="none")
    assert (submission.answered_count, submission.asked_count) == (2, 10)


def refusal(submission: Submission, user: User, now: dt.datetime) -> str | None:
    try:
        answer(submission, user, now, remark=now.isoformat())
    except NotEditable as refused:
        return refused.code
    return None


def test_whoever_saves_is_working_on_that_dimension(
    submission: Submission, officer: User, second_officer: User
) -> None:
    answer(submission, officer, plan="finished")
    answer(submission, officer, LATER, has_services="yes")

    [presence] = people_working(submission, now=LATER, besides=second_officer)
    assert (presence.user, presence.dimension, presence.seen_at) == (officer, "2", LATER)
    assert people_working(submission, now=LATER, besides=officer) == []
    assert people_working(submission, now=LATER + PRESENT_FOR, besides=second_officer) == []

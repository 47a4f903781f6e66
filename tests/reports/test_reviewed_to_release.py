"""The whole way of an adjustment: submitted, scored, reviewed, scored again, compared, in use, released."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from agencies.models import Agency, User
from portal.formats import format_datetime
from scoring.models import Scorecard, ScoringRun
from scoring.services.releases import release_results
from scoring.tasks import analyse, continue_run, score_chunk
from scoring.tasks import score as score_task
from surveys.models import Review, Round, Submission, SubmissionVersion
from surveys.queries.adjustments import decided_until
from surveys.services.reviewing import decide, take
from surveys.services.reviewing_finish import finish
from surveys.services.rounds import close_round
from surveys.services.submitting import sign
from tests.rounds import AFTER, DURING, complete_and_submit

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

WHY = "แผนที่แนบยังเป็นร่าง"
HOUR = dt.timedelta(hours=1)
ROUND = "/dashboard/2569/"

Read = Callable[[User | None, str], str]


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that does at once what it is told."""
    for task in (score_task, continue_run, score_chunk, analyse):
        monkeypatch.setattr(task, "delay", task.run)


@pytest.fixture
def read(client: Client) -> Read:
    """The words of a page, in English, as somebody sees it."""

    def read(user: User | None, path: str) -> str:
        client.force_login(user) if user else client.logout()
        client.cookies["django_language"] = "en"
        return " ".join(client.get(path).content.decode().split())

    return read


def reviewed(submission: Submission, analyst: User) -> Review:
    """The plan, worth 50 as it was answered, set to 0; everything else stands."""
    review = take(submission=submission, user=analyst, now=DURING + HOUR)
    decide(
        review=review,
        question="plan",
        kind="adjusted",
        score=Decimal(0),
        reason=WHY,
        seen=0,
        user=analyst,
        now=DURING + HOUR,
    )
    return finish(review=review, user=analyst, now=DURING + HOUR)


def signed(submission: Submission, officer: User, approver: User) -> SubmissionVersion:
    version = complete_and_submit(submission, officer)
    sign(submission=submission, user=approver, sha256=version.sha256, now=DURING)
    submission.refresh_from_db()
    return version


def total_of(agency: Agency, run: ScoringRun) -> Decimal | None:
    return Scorecard.objects.get(run=run, submission__agency=agency).total


def test_from_the_submission_to_the_release(
    client: Client,
    read: Read,
    survey_round: Round,
    submission: Submission,
    officer: User,
    approver: User,
    analyst: User,
    manager: User,
) -> None:
    signed(submission, officer, approver)
    agency, first = submission.agency, ScoringRun.objects.get()
    assert total_of(agency, first) == Decimal("42.5")

    review = reviewed(submission, analyst)
    until = decided_until(survey_round)
    assert until is not None
    assert until == review.finished_at
    assert "1 adjustment decided since the scoring run in use does not count" in read(manager, ROUND)

    sent = {
        "questionnaire": survey_round.questionnaire_id,
        "reason": "reviewed",
        "adjusted_until": until.isoformat(),
    }
    client.post(ROUND + "runs/", sent)
    second = ScoringRun.objects.get(reason="reviewed")
    assert (second.state, second.adjusted_until) == ("finished", until)
    # A point of the plan is a tenth of a point of the total.
    assert (total_of(agency, second), total_of(agency, first)) == (Decimal("37.5"), Decimal("42.5"))

    compared = read(manager, f"{ROUND}runs/compared/?before={first.pk}&after={second.pk}")
    assert "Digital plan (the answer gives 50.0, now 0.0)" in compared
    client.post(f"{ROUND}runs/{second.pk}/use/")
    assert "does not count" not in read(manager, ROUND)

    close_round(survey_round=survey_round, user=manager, now=AFTER)
    assert "With 1 adjustment by EGA’s reviews" in read(manager, ROUND + "results/release/")
    release_results(survey_round=survey_round, note="Results", user=manager, now=AFTER)

    explained = read(officer, "/rounds/2569/D1101/score/explained/")
    assert "The answer alone gives 50.000 points. “In preparation” earns 50 points." in explained
    assert f"EGA’s review set the score to 0: {WHY}" in explained
    assert analyst.full_name not in explained
    assert "The scores hold 1 adjustment that it made with a reason." in read(None, "/results/2569/")
    assert f"decided until {format_datetime(until, 'en')}" in read(manager, ROUND + "runs/")

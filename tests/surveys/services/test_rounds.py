"""Opening, closing and opening again."""

import datetime as dt
from typing import Any

import pytest

from agencies.models import Agency, User
from audit.models import AuditEntry
from scoring.services.releases import release_results
from surveys.models import QuestionnaireVersion, Round
from surveys.services.errors import RoundRefused
from surveys.services.rounds import add_agencies, close_round, open_round, reopen_round
from surveys.services.rounds_archive import archive_round
from surveys.services.rounds_scores import hide_scores, show_scores
from tests.reports.making import score, sign, submission_of
from tests.rounds import AFTER, BEFORE, DURING, LAST_DAY, make_round

LATER = AFTER + dt.timedelta(days=30)


@pytest.fixture
def closed(survey_round: Round, manager: User) -> Round:
    close_round(survey_round=survey_round, user=manager, now=AFTER)
    survey_round.refresh_from_db()
    return survey_round


def written(survey_round: Round) -> list[tuple[Any, ...]]:
    """The latest entry about the round."""
    entries = AuditEntry.objects.about("round", survey_round.code)
    return list(entries.values_list("action", "actor", "at", "before", "after", "note")[:1])


def test_agencies_are_asked_once(
    small_questionnaire: QuestionnaireVersion, agency_a: Agency, office: Agency
) -> None:
    survey_round = make_round(small_questionnaire)

    assert add_agencies(survey_round=survey_round, agencies=[agency_a]) == 1
    assert add_agencies(survey_round=survey_round, agencies=[agency_a, office]) == 1

    asked = survey_round.submissions.values_list("agency__code", "state", "asked_count", "answered_count")
    assert list(asked) == [("D1101", "not_started", 9, 0), ("P5010", "not_started", 7, 0)]


def test_opening_is_written_down(
    small_questionnaire: QuestionnaireVersion, agency_a: Agency, manager: User
) -> None:
    survey_round = make_round(small_questionnaire)
    add_agencies(survey_round=survey_round, agencies=[agency_a])
    open_round(survey_round=survey_round, user=manager, now=BEFORE, seen=1)

    states = {"state": "preparing"}, {"state": "open", "version": 2}
    assert written(survey_round) == [("round.opened", manager.pk, BEFORE, *states, "")]
    assert Round.objects.values_list("state", "version").get() == ("open", 2)


def test_closing_is_written_down(closed: Round, manager: User) -> None:
    states = {"state": "open"}, {"state": "closed", "version": 3}
    assert written(closed) == [("round.closed", manager.pk, AFTER, *states, "")]


@pytest.mark.parametrize(
    "lacks, code",
    [
        ({"questionnaire": None}, "no_questionnaire"),
        ({"closes_on": LAST_DAY, "opens_on": dt.date(2026, 7, 1)}, "days_over"),
        ({"state": "open"}, "already_open"),
        ({"state": "closed"}, "already_closed"),
        ({"archived_at": AFTER}, "archived"),
    ],
)
def test_what_cannot_be_opened(
    small_questionnaire: QuestionnaireVersion, agency_a: Agency, lacks: dict[str, Any], code: str
) -> None:
    survey_round = make_round(small_questionnaire)
    add_agencies(survey_round=survey_round, agencies=[agency_a])
    Round.objects.update(**lacks)
    before = Round.objects.values().get()

    with pytest.raises(RoundRefused, match=code):
        open_round(survey_round=survey_round, user=None, now=AFTER)

    assert Round.objects.values().get() == before


def test_a_round_that_asks_nobody_does_not_open(small_questionnaire: QuestionnaireVersion) -> None:
    with pytest.raises(RoundRefused, match="no_agencies"):
        open_round(survey_round=make_round(small_questionnaire), user=None, now=BEFORE)


def test_a_step_on_what_somebody_else_has_changed_is_refused(survey_round: Round, manager: User) -> None:
    with pytest.raises(RoundRefused, match="changed_meanwhile"):
        close_round(survey_round=survey_round, user=manager, now=AFTER, seen=1)

    assert Round.objects.get().state == Round.State.OPEN


def test_a_round_closes_once(closed: Round) -> None:
    with pytest.raises(RoundRefused, match="not_open"):
        close_round(survey_round=closed, user=None, now=AFTER)


@pytest.mark.parametrize(
    "closes_on, now, after",
    [
        (dt.date(2026, 8, 20), AFTER, {"state": "open", "closes_on": "2026-08-20"}),
        (None, AFTER, {"state": "open"}),
        (None, LATER, {"state": "open", "closes_after_days": None}),
    ],
    ids=["for everybody", "while the clock leaves time to sign", "when the clock would close it at once"],
)
def test_a_closed_round_is_opened_again_for_a_reason(
    closed: Round, manager: User, closes_on: dt.date | None, now: dt.datetime, after: dict[str, Any]
) -> None:
    before = {"state": "closed", "closes_on": "2026-07-31", "closes_after_days": 14}
    reopen_round(survey_round=closed, closes_on=closes_on, reason=" น้ำท่วม ", user=manager, now=now, seen=3)

    said = {name: before[name] for name in after}, after | {"version": 4}
    assert written(closed) == [("round.reopened", manager.pk, now, *said, "น้ำท่วม")]


@pytest.mark.parametrize(
    "closes_on, reason, code",
    [
        (LAST_DAY, "น้ำท่วม", "days_over"),
        (dt.date(2026, 6, 30), "น้ำท่วม", "days_reversed"),
        (dt.date(2026, 8, 20), "  ", "reason_missing"),
    ],
)
def test_what_does_not_open_it_again(closed: Round, closes_on: dt.date, reason: str, code: str) -> None:
    with pytest.raises(RoundRefused, match=code):
        reopen_round(survey_round=closed, closes_on=closes_on, reason=reason, user=None, now=AFTER)

    assert Round.objects.values_list("state", "closes_on").get() == ("closed", LAST_DAY)


def test_an_open_round_is_not_opened_again(survey_round: Round) -> None:
    with pytest.raises(RoundRefused, match="not_closed"):
        reopen_round(survey_round=survey_round, closes_on=None, reason="x", user=None, now=DURING)


def test_released_results_keep_the_round_closed(survey_round: Round, agency_a: Agency, officer: User) -> None:
    score(sign(submission_of(survey_round, agency_a), officer), "42.5")
    close_round(survey_round=survey_round, user=None, now=AFTER)
    release_results(survey_round=survey_round, note="final", user=None, now=AFTER)

    with pytest.raises(RoundRefused, match="results_published"):
        reopen_round(survey_round=survey_round, closes_on=None, reason="x", user=None, now=AFTER)

    assert Round.objects.get().state == Round.State.CLOSED


def test_scores_are_shown_since_the_first_time(survey_round: Round, manager: User) -> None:
    show_scores(survey_round=survey_round, user=manager, now=DURING)
    show_scores(survey_round=survey_round, user=None, now=AFTER)
    assert Round.objects.get().scores_shown_at == DURING

    for user in (manager, None):
        hide_scores(survey_round=survey_round, user=user, now=AFTER)
    assert Round.objects.get().scores_shown_at is None
    decisions = AuditEntry.objects.about("round", survey_round.code).filter(action__startswith="round.scores")
    assert list(decisions.values_list("action", "actor", "at")) == [
        ("round.scores_hidden", manager.pk, AFTER),
        ("round.scores_shown", manager.pk, DURING),
    ]


def test_scores_of_an_archived_round_stay_as_they_are(closed: Round, manager: User) -> None:
    archive_round(survey_round=closed, user=manager, now=AFTER)
    for step in (show_scores, hide_scores):
        with pytest.raises(RoundRefused, match="archived"):
            step(survey_round=closed, user=manager, now=AFTER)

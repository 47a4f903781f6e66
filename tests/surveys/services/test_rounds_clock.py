"""Rounds that open and close because time passes."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings

from agencies.models import Agency, User
from audit.models import AuditEntry
from surveys.clock import keep_time as keep_time_task
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.services.editing import why_not_editable
from surveys.services.errors import RoundRefused
from surveys.services.round_roster import withdraw
from surveys.services.rounds import add_agencies, open_round
from surveys.services.rounds_clock import keep_time, set_opening, unset_opening
from surveys.services.rounds_days import extend
from surveys.services.submitting import sign
from tests.rounds import AFTER, BEFORE, DURING, LAST_DAY, complete_and_submit, make_round

OPENING = BEFORE + dt.timedelta(seconds=1)
CLOSING = AFTER + dt.timedelta(days=14)
MOMENT = dt.timedelta(seconds=1)


@pytest.fixture
def planned(small_questionnaire: QuestionnaireVersion, agency_a: Agency) -> Round:
    survey_round = make_round(small_questionnaire)
    add_agencies(survey_round=survey_round, agencies=[agency_a])
    return survey_round


def decisions(code: str = "2569") -> list[tuple[Any, ...]]:
    """By the clock, the latest first."""
    entries = AuditEntry.objects.about("round", code).filter(action__endswith="on_time")
    return list(entries.values_list("action", "actor", "at"))


def test_a_round_opens_at_the_first_moment_of_its_first_day(planned: Round, manager: User) -> None:
    set_opening(survey_round=planned, user=manager, now=BEFORE)
    keep_time(now=BEFORE)
    assert Round.objects.get().state == Round.State.PREPARING

    for _again in range(2):
        keep_time(now=OPENING)
    assert Round.objects.values_list("state", "opens_by_clock").get() == ("open", False)
    assert decisions() == [("round.opened_on_time", None, OPENING)]


def test_a_beat_that_was_lost_is_made_good(planned: Round) -> None:
    set_opening(survey_round=planned, user=None, now=BEFORE)
    keep_time(now=DURING)
    assert Round.objects.get().state == Round.State.OPEN


def test_a_round_that_nobody_set_to_open_waits(planned: Round) -> None:
    keep_time(now=DURING)
    assert Round.objects.get().state == Round.State.PREPARING

    set_opening(survey_round=planned, user=None, now=BEFORE)
    unset_opening(survey_round=planned, user=None, now=BEFORE)
    keep_time(now=DURING)
    assert Round.objects.get().state == Round.State.PREPARING


def test_what_lacks_something_is_not_opened_until_it_is_mended(planned: Round, agency_a: Agency) -> None:
    set_opening(survey_round=planned, user=None, now=BEFORE)
    Submission.objects.all().delete()
    keep_time(now=OPENING)
    assert Round.objects.values_list("state", "opens_by_clock").get() == ("preparing", True)

    add_agencies(survey_round=planned, agencies=[agency_a])
    keep_time(now=DURING)
    assert decisions() == [("round.opened_on_time", None, DURING)]


@pytest.mark.parametrize(
    "fields, now, code",
    [
        ({"opens_by_clock": True}, BEFORE, "already_set"),
        ({}, OPENING, "opening_day_past"),
        ({"questionnaire": None}, BEFORE, "no_questionnaire"),
        ({"state": "open"}, BEFORE, "already_open"),
    ],
)
def test_what_is_not_set_to_open(planned: Round, fields: dict[str, Any], now: dt.datetime, code: str) -> None:
    Round.objects.update(**fields)
    with pytest.raises(RoundRefused, match=code):
        set_opening(survey_round=planned, user=None, now=now)


def test_what_is_not_set_is_not_unset(planned: Round) -> None:
    with pytest.raises(RoundRefused, match="not_set"):
        unset_opening(survey_round=planned, user=None, now=BEFORE)


@pytest.mark.parametrize(
    "settings_of_it, moment",
    [
        ({}, CLOSING),
        ({"grace_minutes": 20}, CLOSING + dt.timedelta(minutes=20)),
        ({"closes_after_days": 0}, AFTER),
        ({"closes_after_days": 0, "grace_minutes": 20}, AFTER + dt.timedelta(minutes=20)),
    ],
)
def test_a_round_closes_when_its_time_to_sign_is_over(
    survey_round: Round, settings_of_it: dict[str, int], moment: dt.datetime
) -> None:
    Round.objects.update(**settings_of_it)
    keep_time(now=moment - MOMENT)
    assert Round.objects.get().state == Round.State.OPEN

    for _again in range(2):
        keep_time(now=moment)
    assert Round.objects.get().state == Round.State.CLOSED
    assert decisions() == [("round.closed_on_time", None, moment)]


def test_a_round_without_a_number_of_days_is_closed_by_ega(survey_round: Round) -> None:
    Round.objects.update(closes_after_days=None)
    keep_time(now=CLOSING + dt.timedelta(days=365))
    assert Round.objects.get().state == Round.State.OPEN


def test_who_was_given_more_time_has_it_although_the_others_have_none(
    submission: Submission, other_submission: Submission, manager: User
) -> None:
    until = LAST_DAY + dt.timedelta(days=40)
    extend(submission=submission, until=until, reason="น้ำท่วม", user=manager, now=DURING)
    keep_time(now=CLOSING)

    for each in (submission, other_submission):
        each.refresh_from_db()
    assert why_not_editable(submission, CLOSING) is None
    assert why_not_editable(other_submission, CLOSING) == "deadline_passed"

    end = AFTER + dt.timedelta(days=54)
    keep_time(now=end - MOMENT)
    assert Round.objects.get().state == Round.State.OPEN
    keep_time(now=end)
    assert Round.objects.get().state == Round.State.CLOSED


def test_what_came_in_time_is_signed_until_the_clock_closes_the_round(
    submission: Submission, officer: User, approver: User
) -> None:
    version = complete_and_submit(submission, officer)
    last = CLOSING - MOMENT
    keep_time(now=last)
    sign(submission=submission, sha256=version.sha256, user=approver, now=last)

    keep_time(now=CLOSING)
    submission.refresh_from_db()
    assert (submission.state, Round.objects.get().state) == ("signed", "closed")


def test_several_rounds_are_open_at_once_and_close_each_in_its_time(
    survey_round: Round, small_questionnaire: QuestionnaireVersion, agency_a: Agency
) -> None:
    other = make_round(small_questionnaire, "2569-2", closes_after_days=0)
    add_agencies(survey_round=other, agencies=[agency_a])
    open_round(survey_round=other, user=None, now=BEFORE)

    keep_time(now=AFTER)
    assert dict(Round.objects.values_list("code", "state")) == {"2569": "open", "2569-2": "closed"}


def test_the_beat_keeps_time(survey_round: Round) -> None:
    """The rounds of the tests are over."""
    entry = settings.CELERY_BEAT_SCHEDULE["surveys.keep_time"]
    assert (entry["task"], entry["schedule"]) == (keep_time_task.name, settings.SWEEP_SECONDS)

    Round.objects.update(opens_on=dt.date(2020, 1, 1), closes_on=dt.date(2020, 1, 31))
    keep_time_task()
    assert Round.objects.get().state == Round.State.CLOSED


def test_who_was_withdrawn_keeps_no_round_open(submission: Submission, manager: User) -> None:
    until = LAST_DAY + dt.timedelta(days=40)
    extend(submission=submission, until=until, reason="น้ำท่วม", user=manager, now=DURING)
    withdraw(submission=submission, reason="ยุบรวม", user=manager, now=DURING)

    keep_time(now=CLOSING)
    assert Round.objects.get().state == Round.State.CLOSED

"""More time, for everybody and for one agency."""

import datetime as dt

import pytest

from agencies.models import User
from audit.models import AuditEntry
from surveys.models import Round, Submission
from surveys.queries.rounds import DayMove, last_move_of
from surveys.services.errors import RoundRefused
from surveys.services.rounds import close_round
from surveys.services.rounds_days import extend, move_days
from tests.rounds import AFTER, BEFORE, DURING, LAST_DAY, OPENS

LATER = LAST_DAY + dt.timedelta(days=10)


def test_days_are_moved_for_everybody_for_a_reason(
    submission: Submission, survey_round: Round, manager: User
) -> None:
    assert last_move_of(survey_round) is None
    move_days(survey_round=survey_round, closes_on=LATER, reason=" น้ำท่วม ", user=manager, now=DURING, seen=2)

    submission.refresh_from_db()
    assert submission.last_day == LATER
    assert last_move_of(survey_round) == DayMove(DURING, LAST_DAY, LATER, "น้ำท่วม")
    entry = AuditEntry.objects.filter(action="round.days_moved").get()
    assert (entry.actor, entry.before, entry.after) == (
        manager,
        {"closes_on": "2026-07-31"},
        {"closes_on": "2026-08-10", "version": 3},
    )


def test_the_first_day_moves_while_it_has_not_come(survey_round: Round) -> None:
    opens_on = OPENS + dt.timedelta(days=2)
    move_days(
        survey_round=survey_round, opens_on=opens_on, closes_on=LAST_DAY, reason="x", user=None, now=BEFORE
    )

    assert Round.objects.get().opens_on == opens_on
    assert last_move_of(survey_round) is None, "the last day stays"


@pytest.mark.parametrize(
    "opens_on, closes_on, reason, now, code",
    [
        (None, LATER, "  ", DURING, "reason_missing"),
        (None, LAST_DAY, "x", DURING, "days_unchanged"),
        (None, OPENS - dt.timedelta(days=1), "x", DURING, "days_reversed"),
        (None, dt.date(2569, 8, 10), "x", DURING, "days_too_far"),
        (None, dt.date(2026, 7, 14), "x", DURING, "days_over"),
        (dt.date(2026, 7, 2), LATER, "x", DURING, "already_begun"),
    ],
)
def test_how_days_are_not_moved(
    survey_round: Round,
    opens_on: dt.date | None,
    closes_on: dt.date,
    reason: str,
    now: dt.datetime,
    code: str,
) -> None:
    with pytest.raises(RoundRefused, match=code):
        move_days(
            survey_round=survey_round,
            opens_on=opens_on,
            closes_on=closes_on,
            reason=reason,
            user=None,
            now=now,
        )

    assert Round.objects.values_list("opens_on", "closes_on").get() == (OPENS, LAST_DAY)


def test_the_days_of_a_closed_round_stay(survey_round: Round) -> None:
    close_round(survey_round=survey_round, user=None, now=DURING)
    with pytest.raises(RoundRefused, match="not_open"):
        move_days(survey_round=survey_round, closes_on=LATER, reason="x", user=None, now=DURING)


def test_an_extension_is_kept_with_its_reason(submission: Submission, manager: User) -> None:
    until = LAST_DAY + dt.timedelta(days=3)
    extend(submission=submission, until=until, reason="น้ำท่วม", user=manager, now=DURING)

    submission.refresh_from_db()
    assert submission.deadline == AFTER + dt.timedelta(days=3)
    assert [(event.kind, event.actor, event.note) for event in submission.events.all()] == [
        ("extended", manager, "2026-08-03 น้ำท่วม")
    ]


@pytest.mark.parametrize(
    "until, reason, now, code",
    [
        (LAST_DAY + dt.timedelta(days=1), "  ", DURING, "reason_missing"),
        (LAST_DAY, "น้ำท่วม", DURING, "extension_too_short"),
        (LAST_DAY + dt.timedelta(days=367), "น้ำท่วม", DURING, "extension_too_long"),
        (dt.date.max, "น้ำท่วม", DURING, "extension_too_long"),
        (LAST_DAY + dt.timedelta(days=1), "น้ำท่วม", AFTER + dt.timedelta(days=1), "extension_in_the_past"),
    ],
)
def test_what_is_no_extension(
    submission: Submission, manager: User, until: dt.date, reason: str, now: dt.datetime, code: str
) -> None:
    with pytest.raises(RoundRefused, match=code):
        extend(submission=submission, until=until, reason=reason, user=manager, now=now)

    assert Submission.objects.get(pk=submission.pk).extended_to is None


def test_an_extension_can_be_corrected(submission: Submission, manager: User) -> None:
    longer, shorter = LAST_DAY + dt.timedelta(days=30), LAST_DAY + dt.timedelta(days=3)
    extend(submission=submission, until=longer, reason="น้ำท่วม", user=manager, now=DURING)

    with pytest.raises(RoundRefused, match="extension_unchanged"):
        extend(submission=submission, until=longer, reason="น้ำท่วม", user=manager, now=DURING)
    extend(submission=submission, until=shorter, reason="พิมพ์ผิด", user=manager, now=DURING)

    assert Submission.objects.get(pk=submission.pk).extended_to == shorter
    assert submission.events.count() == 2


def test_a_closed_round_is_not_extended(submission: Submission, manager: User) -> None:
    close_round(survey_round=submission.round, user=None, now=DURING)

    with pytest.raises(RoundRefused, match="not_open"):
        extend(
            submission=submission,
            until=LAST_DAY + dt.timedelta(days=1),
            reason="น้ำท่วม",
            user=manager,
            now=DURING,
        )

import datetime as dt

import pytest

from agencies.models import Agency, User
from audit.models import AuditEntry
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.services.errors import RoundRefused
from surveys.services.rounds import add_agencies, close_round, extend, hide_scores, open_round, show_scores
from tests.rounds import AFTER, DURING, LAST_DAY, make_round


def test_agencies_are_asked_once(
    small_questionnaire: QuestionnaireVersion, agency_a: Agency, office: Agency
) -> None:
    survey_round = make_round(small_questionnaire)

    assert add_agencies(survey_round=survey_round, agencies=[agency_a]) == 1
    assert add_agencies(survey_round=survey_round, agencies=[agency_a, office]) == 1

    asked = survey_round.submissions.values_list("agency__code", "state", "asked_count", "answered_count")
    assert list(asked) == [("D1101", "not_started", 9, 0), ("P5010", "not_started", 7, 0)]


def test_a_round_opens_and_closes_once(survey_round: Round) -> None:
    with pytest.raises(RoundRefused, match="already_open"):
        open_round(survey_round=survey_round)

    close_round(survey_round=survey_round, user=None, now=DURING)
    survey_round.refresh_from_db()
    assert survey_round.state == Round.State.CLOSED
    with pytest.raises(RoundRefused, match="not_open"):
        close_round(survey_round=survey_round, user=None, now=DURING)


def test_a_round_that_asks_nobody_does_not_open(small_questionnaire: QuestionnaireVersion) -> None:
    with pytest.raises(RoundRefused, match="no_agencies"):
        open_round(survey_round=make_round(small_questionnaire))


def test_scores_are_shown_since_the_first_time(survey_round: Round, manager: User) -> None:
    show_scores(survey_round=survey_round, user=manager, now=DURING)
    show_scores(survey_round=survey_round, user=None, now=AFTER)
    assert Round.objects.get().scores_shown_at == DURING

    for user in (manager, None):
        hide_scores(survey_round=survey_round, user=user, now=AFTER)
    assert Round.objects.get().scores_shown_at is None
    decisions = AuditEntry.objects.about("round", survey_round.code)
    assert list(decisions.values_list("action", "actor", "at")) == [
        ("round.scores_hidden", manager.pk, AFTER),
        ("round.scores_shown", manager.pk, DURING),
    ]


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

"""Making rounds, and changing their settings."""

import datetime as dt
from typing import Any

import pytest

from agencies.models import Agency, User
from audit.models import AuditEntry
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.models.round import SIGNING_DAYS
from surveys.questionnaire.document import sha256_of
from surveys.services.errors import RoundRefused
from surveys.services.rounds import add_agencies, close_round
from surveys.services.rounds_clock import set_opening
from surveys.services.rounds_planning import RoundPlan, copy_round, create_round, edit_round
from tests.rounds import AFTER, BEFORE, DURING, LAST_DAY, OPENS, answer, make_round

PLAN: dict[str, Any] = {
    "code": "2570",
    "year_be": 2570,
    "name_th": "รอบปี 2570",
    "name_en": "Round 2570",
    "opens_on": dt.date(2027, 7, 1),
    "closes_on": dt.date(2027, 7, 31),
}


@pytest.fixture
def planned(small_questionnaire: QuestionnaireVersion, agency_a: Agency, office: Agency) -> Round:
    survey_round = make_round(small_questionnaire)
    add_agencies(survey_round=survey_round, agencies=[agency_a, office])
    return survey_round


def edit(survey_round: Round, seen: int = 1, now: dt.datetime = BEFORE, **values: Any) -> None:
    edit_round(survey_round=survey_round, seen=seen, values=values, user=None, now=now)


def test_a_round_can_be_planned_before_there_is_a_questionnaire(manager: User) -> None:
    made = create_round(plan=RoundPlan(**PLAN), questionnaire=None, user=manager, now=BEFORE)

    assert (made.state, made.questionnaire, made.closes_after_days) == ("preparing", None, SIGNING_DAYS)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.before) == ("round.created", manager, None)
    assert entry.after == {
        **PLAN,
        "opens_on": "2027-07-01",
        "closes_on": "2027-07-31",
        "grace_minutes": 0,
        "is_synthetic": False,
        "needs_sign_off": True,
        "closes_after_days": SIGNING_DAYS,
        "questionnaire": None,
        "version": 1,
    }


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"code": "2569"}, "code_taken"),
        ({"closes_on": dt.date(2027, 6, 30)}, "days_reversed"),
        ({"closes_on": dt.date(2570, 7, 31)}, "days_too_far"),
    ],
)
def test_what_cannot_be_planned(planned: Round, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RoundRefused, match=code):
        create_round(plan=RoundPlan(**PLAN | changes), questionnaire=None, user=None, now=BEFORE)

    assert Round.objects.count() == 1


def test_a_copy_asks_the_same_of_those_who_are_there_still(
    planned: Round, agency_a: Agency, office: Agency, manager: User
) -> None:
    Agency.objects.filter(pk=office.pk).update(is_active=False)
    made = copy_round(source=planned, plan=RoundPlan(**PLAN), user=manager, now=BEFORE)

    assert made.questionnaire == planned.questionnaire
    assert list(made.submissions.values_list("agency__code", "asked_count")) == [("D1101", 9)]
    entry = AuditEntry.objects.about("round", "2570").get()
    assert (entry.action, (entry.after or {})["source"]) == ("round.copied", "2569")


def test_a_copy_does_not_ask_who_was_withdrawn(planned: Round, agency_a: Agency) -> None:
    Submission.objects.filter(agency=agency_a).update(withdrawn_at=BEFORE, withdrawn_why="x")
    made = copy_round(source=planned, plan=RoundPlan(**PLAN), user=None, now=BEFORE)
    assert list(made.submissions.values_list("agency__code", flat=True)) == ["P5010"]


@pytest.mark.parametrize("version", ["none", "other"])
def test_a_questionnaire_that_answers_need_is_not_exchanged(
    planned: Round, agency_a: Agency, officer: User, version: str
) -> None:
    """A round in preparation has answers only where they are made up."""
    other = QuestionnaireVersion.objects.create(
        sha256=sha256_of("x"),
        title_th="ก",
        title_en="A",
        document=planned.chosen_questionnaire.document.replace('"plan"', '"plans"'),
        source_name="x",
        loaded_at=BEFORE,
    )
    Round.objects.update(state="open")
    answer(planned.submissions.with_agency().get(agency=agency_a), officer, plan="none")
    Round.objects.update(state="preparing")
    with pytest.raises(RoundRefused, match="answers_lost"):
        edit(planned, questionnaire=other if version == "other" else None)

    assert Round.objects.get().questionnaire == planned.questionnaire


def test_only_what_differs_is_changed_and_written_down(planned: Round) -> None:
    edit(planned, name_en="Round 2026", grace_minutes=0, closes_after_days=None)

    entry = AuditEntry.objects.about("round", "2569").first()
    assert entry is not None
    assert (entry.action, entry.before, entry.after) == (
        "round.edited",
        {"name_en": "Round 2569", "closes_after_days": SIGNING_DAYS},
        {"name_en": "Round 2026", "closes_after_days": None, "version": 2},
    )


def test_nothing_changed_is_nothing_written_down(planned: Round) -> None:
    edit(planned, name_en="Round 2569")
    assert Round.objects.get().version == 1
    assert AuditEntry.objects.about("round", "2569").count() == 1


def test_of_two_who_edit_the_second_is_told(planned: Round) -> None:
    edit(planned, name_en="first")
    with pytest.raises(RoundRefused, match="changed_meanwhile"):
        edit(planned, name_en="second")

    assert Round.objects.get().name_en == "first"


def test_with_another_questionnaire_the_questions_are_counted_anew(
    small_questionnaire: QuestionnaireVersion, agency_a: Agency, office: Agency
) -> None:
    survey_round = create_round(plan=RoundPlan(**PLAN), questionnaire=None, user=None, now=BEFORE)
    add_agencies(survey_round=survey_round, agencies=[agency_a, office])
    assert list(survey_round.submissions.values_list("asked_count", flat=True)) == [0, 0]

    edit(survey_round, questionnaire=small_questionnaire)
    assert list(survey_round.submissions.values_list("asked_count", flat=True)) == [9, 7]


@pytest.mark.parametrize(
    "state, values, code",
    [
        ("open", {"questionnaire": None}, "questionnaire_frozen"),
        ("closed", {"questionnaire": None}, "questionnaire_frozen"),
        ("open", {"closes_on": LAST_DAY + dt.timedelta(days=1)}, "days_need_a_reason"),
        ("open", {"year_be": 2570}, "settings_frozen"),
        ("closed", {"needs_sign_off": False}, "settings_frozen"),
        ("preparing", {"closes_on": OPENS - dt.timedelta(days=1)}, "days_reversed"),
    ],
)
def test_what_stays_as_it_is(planned: Round, state: str, values: dict[str, Any], code: str) -> None:
    Round.objects.update(state=state)
    before = Round.objects.values().get()
    with pytest.raises(RoundRefused, match=code):
        edit(planned, **values)

    assert Round.objects.values().get() == before


def test_an_open_round_can_change_its_rules_and_a_closed_one_its_names(survey_round: Round) -> None:
    edit(survey_round, 2, DURING, needs_sign_off=False, grace_minutes=30)
    close_round(survey_round=survey_round, user=None, now=AFTER)
    edit(survey_round, 4, AFTER, name_th="ใหม่")

    found = Round.objects.get()
    assert (found.needs_sign_off, found.grace_minutes, found.name_th) == (False, 30, "ใหม่")


def test_a_setting_does_not_close_a_round(survey_round: Round) -> None:
    with pytest.raises(RoundRefused, match="would_close_at_once"):
        edit(survey_round, 2, AFTER + dt.timedelta(days=3), closes_after_days=3)
    edit(survey_round, 2, AFTER + dt.timedelta(days=3), closes_after_days=4)

    assert Round.objects.get().closes_after_days == 4


def test_the_first_day_of_a_round_that_opens_by_itself_lies_ahead(planned: Round) -> None:
    set_opening(survey_round=planned, user=None, now=BEFORE - dt.timedelta(days=9))
    with pytest.raises(RoundRefused, match="opening_day_past"):
        edit(planned, 2, opens_on=dt.date(2026, 6, 30))

    assert Round.objects.get().opens_on == OPENS


def test_an_archived_round_is_not_edited(planned: Round) -> None:
    Round.objects.update(archived_at=BEFORE)
    with pytest.raises(RoundRefused, match="archived"):
        edit(planned, name_en="x")

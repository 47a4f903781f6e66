"""Whom a round asks: brought up to date with the roster, added and withdrawn, with nothing lost."""

import datetime as dt

import pytest

from agencies.models import Agency, OfficeKind
from agencies.roster.loading import load_roster
from agencies.roster.reading import OFFICE_KINDS, read_roster
from agencies.roster.writing import Cause
from audit.models import AuditEntry
from surveys.models import Round, Submission, SubmissionEvent
from surveys.queries.round_roster import agencies_to_ask, asked_in, at_work, up_to_date, withdrawn_from
from surveys.queries.rounds import rounds_to_close
from surveys.queries.submissions import Access, find_submission, my_submissions
from surveys.services.answers import save_answers
from surveys.services.errors import AskingRefused, NotEditable, NotReturnable, NotSignable
from surveys.services.round_roster import ask, bring_up_to_date, withdraw
from surveys.services.rounds import add_agencies, close_round
from surveys.services.rounds_days import extend
from surveys.services.rounds_planning import RoundPlan, copy_round
from surveys.services.submitting import return_for_correction, sign
from tests.agencies.test_roster import SMALL
from tests.people import make_department
from tests.rounds import AFTER, DURING, answer, complete_and_submit, make_round

pytestmark = pytest.mark.django_db
WHY = "ควบรวมหน่วยงานแล้ว"
NEXT_MONTH, NEXT_YEAR = dt.date(2026, 8, 31), dt.date(2027, 7, 1)
LATER = AFTER + dt.timedelta(days=5)


@pytest.fixture
def prepared(small_questionnaire, agency_a, agency_b, office) -> Round:
    survey_round = make_round(small_questionnaire, code="2570")
    add_agencies(survey_round=survey_round, agencies=[agency_a, agency_b, office])
    return survey_round


def codes(rows):
    return [row.agency.code if isinstance(row, Submission) else row.code for row in rows]


def test_a_round_in_preparation_follows_the_roster(prepared, agency_a, ministry, manager):
    make_department("D1102", ministry)
    make_department("D1103", ministry, is_active=False)
    Agency.objects.filter(code="D1101").update(is_active=False)
    plan = up_to_date(prepared)
    assert (codes(plan.new), codes(plan.gone), codes(plan.kept)) == (["D1102"], ["D1101"], [])

    bring_up_to_date(survey_round=prepared, stamp=plan.stamp, user=manager, now=DURING)

    assert codes(prepared.submissions.order_by("agency__code")) == ["D1102", "D1201", "P5010"]
    assert not up_to_date(prepared).is_needed
    entries = AuditEntry.objects.filter(action="round.brought_up_to_date")
    assert list(entries.values_list("action", "round_code", "before", "after")) == [
        ("round.brought_up_to_date", "2570", {"agencies": ["D1101"]}, {"agencies": ["D1102"]})
    ]


def test_what_has_answers_stays(prepared, manager):
    prepared.submissions.filter(agency__code="D1101").update(state="draft", started_at=DURING)
    Agency.objects.filter(code__in=["D1101", "P5010"]).update(is_active=False)
    plan = up_to_date(prepared)
    assert (codes(plan.gone), codes(plan.kept)) == (["P5010"], ["D1101"])
    bring_up_to_date(survey_round=prepared, stamp=plan.stamp, user=manager, now=DURING)
    assert codes(prepared.submissions.order_by("agency__code")) == ["D1101", "D1201"]


def test_the_roster_may_change_under_the_reader(prepared, ministry, manager):
    stamp = up_to_date(prepared).stamp
    with pytest.raises(AskingRefused, match="up_to_date"):
        bring_up_to_date(survey_round=prepared, stamp=stamp, user=manager, now=DURING)
    make_department("D1102", ministry)
    with pytest.raises(AskingRefused, match="plan_changed"):
        bring_up_to_date(survey_round=prepared, stamp=stamp, user=manager, now=DURING)
    assert prepared.submissions.count() == 3


def test_an_open_round_is_not_brought_up_to_date_as_a_whole(survey_round, ministry, manager):
    make_department("D1102", ministry)
    with pytest.raises(AskingRefused, match="not_preparing"):
        bring_up_to_date(
            survey_round=survey_round, stamp=up_to_date(survey_round).stamp, user=manager, now=DURING
        )
    assert survey_round.submissions.count() == 3


def test_an_open_round_asks_one_more(survey_round, ministry, manager):
    agency = make_department("D1102", ministry)
    assert codes(agencies_to_ask(survey_round)) == ["D1102"]
    submission = ask(survey_round=survey_round, agency=agency, reason=WHY, user=manager, now=DURING)
    assert (submission.state, submission.asked_count > 0) == ("not_started", True)
    events = SubmissionEvent.objects.values_list("submission__agency__code", "kind", "actor", "note")
    assert list(events) == [("D1102", "asked", manager.pk, WHY)]
    assert agencies_to_ask(survey_round) == []


def test_a_withdrawn_agency_keeps_everything(submission, officer, approver, manager):
    version = complete_and_submit(submission, officer)
    sign(submission=submission, sha256=version.sha256, user=approver, now=DURING)
    answers = list(submission.answers.values())
    withdraw(submission=submission, reason=f" {WHY}\n", user=manager, now=DURING)

    kept = Submission.everything.get(pk=submission.pk)
    assert (kept.state, kept.withdrawn_at, kept.withdrawn_why) == ("signed", DURING, WHY)
    assert (list(kept.answers.values()), kept.current_version, kept.versions.count()) == (answers, version, 1)
    last = kept.events.order_by("pk").last()
    assert last is not None
    assert (last.kind, last.actor, last.note) == ("withdrawn", manager, WHY)
    assert not Submission.objects.filter(pk=submission.pk).exists()
    assert codes(withdrawn_from(kept.round)) == ["D1101"]
    assert codes(my_submissions(officer)) == ["D1101"]
    found = find_submission(user=officer, round_code="2569", agency_code="D1101", access=Access.READ)
    assert found == kept


def test_a_withdrawn_agency_can_do_nothing(submission, officer, approver, manager):
    version = complete_and_submit(submission, officer)
    withdraw(submission=submission, reason=WHY, user=manager, now=DURING)
    with pytest.raises(NotEditable, match="withdrawn"):
        save_answers(submission=submission, values={"remark": "x"}, versions={}, user=officer, now=DURING)
    with pytest.raises(NotSignable, match="withdrawn"):
        sign(submission=submission, sha256=version.sha256, user=approver, now=DURING)
    with pytest.raises(NotReturnable, match="withdrawn"):
        return_for_correction(submission=submission, reason="x", user=approver, now=DURING)


def test_it_can_be_asked_again_and_goes_on_where_it_was(submission, officer, manager):
    answer(submission, officer, plan="in_preparation")
    withdraw(submission=submission, reason=WHY, user=manager, now=DURING)
    again = ask(
        survey_round=submission.round, agency=submission.agency, reason="ผิดพลาด", user=manager, now=DURING
    )
    assert (again.pk, again.state, again.withdrawn_at, again.withdrawn_why) == (
        submission.pk,
        "draft",
        None,
        "",
    )
    answer(again, officer, remark="ต่อ")
    assert sorted(again.answers.values_list("question", flat=True)) == ["plan", "remark"]


REASONS = ["", " "]


@pytest.mark.parametrize("reason", REASONS)
def test_both_need_a_reason(submission, ministry, manager, reason):
    with pytest.raises(AskingRefused, match="reason_missing"):
        withdraw(submission=submission, reason=reason, user=manager, now=DURING)
    agency = make_department("D1102", ministry)
    with pytest.raises(AskingRefused, match="reason_missing"):
        ask(survey_round=submission.round, agency=agency, reason=reason, user=manager, now=DURING)
    assert submission.round.submissions.count() == 3


def test_what_is_refused_in_an_open_round(submission, other_submission, ministry, manager):
    survey_round = submission.round
    inactive = make_department("D1103", ministry, is_active=False)
    with pytest.raises(AskingRefused, match="not_active"):
        ask(survey_round=survey_round, agency=inactive, reason=WHY, user=manager, now=DURING)
    with pytest.raises(AskingRefused, match="already_asked"):
        ask(survey_round=survey_round, agency=submission.agency, reason=WHY, user=manager, now=DURING)
    withdraw(submission=submission, reason=WHY, user=manager, now=DURING)
    with pytest.raises(AskingRefused, match="already_withdrawn"):
        withdraw(submission=submission, reason=WHY, user=manager, now=DURING)
    close_round(survey_round=survey_round, user=None, now=DURING)
    with pytest.raises(AskingRefused, match="not_open"):
        withdraw(submission=other_submission, reason=WHY, user=manager, now=DURING)
    with pytest.raises(AskingRefused, match="not_open"):
        ask(survey_round=survey_round, agency=submission.agency, reason=WHY, user=manager, now=DURING)


def test_asking_everybody_again_leaves_the_withdrawn_out(submission, manager):
    withdraw(submission=submission, reason=WHY, user=manager, now=DURING)
    assert add_agencies(survey_round=submission.round, agencies=Agency.objects.active()) == 0
    assert submission.round.submissions.count() == 2


def test_a_copy_asks_whom_the_round_asks_still(submission, manager):
    withdraw(submission=submission, reason=WHY, user=manager, now=DURING)
    source = submission.round
    plan = RoundPlan(
        code="2570", year_be=2570, name_th="ก", name_en="A", opens_on=NEXT_YEAR, closes_on=NEXT_YEAR
    )
    copy = copy_round(source=source, plan=plan, user=manager, now=DURING)
    assert codes(copy.submissions.order_by("agency__code")) == ["D1201", "P5010"]


def test_more_time_of_a_withdrawn_agency_keeps_no_round_open(submission, manager):
    survey_round = submission.round
    type(survey_round).objects.filter(pk=survey_round.pk).update(closes_after_days=0)
    extend(submission=submission, until=NEXT_MONTH, reason=WHY, user=manager, now=DURING)
    assert rounds_to_close(LATER) == []
    withdraw(submission=submission, reason=WHY, user=manager, now=DURING)
    assert rounds_to_close(LATER) == [survey_round]


def test_who_is_at_work_in_an_open_round(submission, officer):
    assert at_work() == {}
    answer(submission, officer, plan="in_preparation")
    assert at_work() == {"D1101": [submission.round.name]}
    close_round(survey_round=submission.round, user=None, now=DURING)
    assert at_work() == {}


def test_the_rounds_of_an_agency(submission, prepared, manager):
    withdraw(submission=submission, reason=WHY, user=manager, now=DURING)
    found = asked_in(submission.agency)
    assert [(each.round.code, each.withdrawn_at) for each in found] == [("2570", None), ("2569", DURING)]


NINETEEN = "\n".join(f"{n},สำนักงานที่ {n} จังหวัด,Office {n}" for n in range(1, 20))
FORMS = {
    "19 offices in a province": (NINETEEN, 19),
    "20 offices in a province": (f"{NINETEEN}\n20,สำนักงานดิจิทัลจังหวัด,Digital Office", 20),
    "one committee in a province": ("1,คณะกรรมการรัฐบาลดิจิทัลจังหวัด,Provincial Committee", 1),
}


def load(folder, kinds: str, manager) -> None:
    for name, text in {**SMALL, OFFICE_KINDS: f"no,name_th,name_en\n{kinds}\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    load_roster(read_roster(folder), cause=Cause(reason="รูปแบบใหม่", user=manager, now=DURING))


@pytest.mark.parametrize("kinds, offices", FORMS.values(), ids=FORMS)
def test_a_round_asks_provinces_in_whatever_form(tmp_path, small_questionnaire, manager, kinds, offices):
    load(tmp_path, kinds, manager)
    survey_round = make_round(small_questionnaire)
    plan = up_to_date(survey_round)
    bring_up_to_date(survey_round=survey_round, stamp=plan.stamp, user=manager, now=DURING)
    asked = survey_round.submissions.filter(agency__audience="province")
    assert (asked.count(), survey_round.submissions.count()) == (offices, offices + 2)
    assert all(asked.values_list("asked_count", flat=True))


def test_from_offices_to_one_committee(tmp_path, small_questionnaire, manager):
    load(tmp_path, NINETEEN, manager)
    survey_round = make_round(small_questionnaire)
    add_agencies(survey_round=survey_round, agencies=Agency.objects.active())
    load(tmp_path, "30,คณะกรรมการรัฐบาลดิจิทัลจังหวัด,Provincial Committee", manager)
    plan = up_to_date(survey_round)
    assert (codes(plan.new), len(plan.gone)) == (["P5030"], 19)
    bring_up_to_date(survey_round=survey_round, stamp=plan.stamp, user=manager, now=DURING)
    assert codes(survey_round.submissions.order_by("agency__code")) == ["D0101", "D1509", "P5030"]
    assert OfficeKind.objects.count() == 20

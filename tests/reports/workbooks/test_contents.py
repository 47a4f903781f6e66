"""What stands in a workbook of each kind, read back and compared with the database."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from agencies.models import Agency, Membership, Role, User
from audit.actions import Action
from audit.models import AuditEntry
from audit.services import record
from reports.journal.filters import JournalFilters
from reports.workbooks.building import build
from reports.workbooks.contents import KINDS
from reports.workbooks.material import JournalMaterial
from scoring.models import Scorecard
from scoring.services.runs import chunks_to_queue, score_chunk, start_run
from scoring.services.scorecards import score_version
from surveys.models import Round, Submission
from tests.reports.making import sign, submission_of
from tests.reports.workbooks.making import Kind, Noted, built, named, rows
from tests.rounds import DURING

LOCAL = DURING.replace(tzinfo=None)
SHEETS = {
    Kind.RESPONSE: ["About", "Overview", "Response rates", "By day", "Agencies"],
    Kind.RESULTS: [
        "About",
        "Overview",
        "By Agency type",
        "By Ministry",
        "By Region",
        "By Province",
        "By Kind of provincial office",
        "Scores",
        "Framework",
    ],
    Kind.ITEMS: ["About", "Items"],
    Kind.ANSWERS: [
        "About",
        "Answers Department level",
        "Answers Province level",
        "Rows services",
        "Framework",
        "Codebook",
        "Options",
    ],
}


@pytest.fixture
def answered(survey_round: Round, agency_a: Agency, office: Agency, officer: User) -> Round:
    """A and the office are signed and scored by the engine; B has not begun."""
    for agency in (agency_a, office):
        score_version(version_id=sign(submission_of(survey_round, agency), officer).pk, now=DURING)
    return survey_round


def journal_of(
    path: Path, survey_round: Round | None, user: User, language: str = "en", *, with_addresses: bool = True
) -> Any:
    filters = JournalFilters(source="decision", round=survey_round.code if survey_round else "")
    material = JournalMaterial(
        survey_round=survey_round,
        language=language,
        asked_by=user,
        now=DURING,
        kind=Kind.JOURNAL,
        filters=filters,
        with_addresses=with_addresses,
    )
    with translation.override(language):
        build(path / "journal.xlsx", material, Noted())
    return load_workbook(path / "journal.xlsx")


def facts(book: Any) -> dict[str, Any]:
    return {row[0]: row[1] for row in rows(book, book.sheetnames[0]) if row[1] is not None}


def test_every_kind_has_its_sheets():
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize("kind", SHEETS)
def test_the_sheets(answered: Round, manager: User, tmp_path: Path, kind: Kind):
    book = built(tmp_path, answered, manager, kind=kind)
    assert book.sheetnames == SHEETS[kind]
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types <= {"n", "s", "d"}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("kind", SHEETS)
def test_an_empty_round_makes_a_good_workbook(
    survey_round: Round, manager: User, tmp_path: Path, kind: Kind, language: str
):
    survey_round.submissions.all().delete()
    book = built(tmp_path, survey_round, manager, language, kind)
    says = {
        "th": "ไม่มีหน่วยงานในไฟล์นี้: รอบนี้ยังไม่มีหน่วยงานเป้าหมาย หรือไม่มีหน่วยงานที่ตรงกับตัวกรอง",
        "en": "No agency is in this workbook: the round asks none, or none fits the filters.",
    }
    assert says[language] in facts(book).values()
    for sheet in book.worksheets[1:]:
        assert sheet.max_row >= 2, sheet.title


def test_response(answered: Round, agency_a: Agency, officer: User, manager: User, tmp_path: Path):
    approver = User.objects.create_user("boss@a.example", full_name="=นายอนุมัติ", phone="0 2123 4567")
    Membership.objects.create(user=approver, role=Role.APPROVER, agency=agency_a)
    book = built(tmp_path, answered, manager, kind=Kind.RESPONSE)
    columns = ("Code", "State", "Officer – name", "Approver – name", "Approver – telephone")
    assert named(book, "Agencies", *columns)[0] == (
        "D1101",
        "Signed",
        officer.full_name,
        "=นายอนุมัติ",
        "0 2123 4567",
    )
    asked = Submission.objects.of_round(answered)
    heads, *below = rows(book, "Response rates")
    alone = [row for row in below if row[0] == "All"]
    for name, number in (("Asked", asked.count()), ("Responded", asked.responded().count())):
        assert sum(row[heads.index(name)] for row in alone) == number


def test_what_is_filtered_is_left_out_of_every_figure(
    answered: Round, agency_a: Agency, manager: User, tmp_path: Path
):
    alone = Agency.objects.filter(pk=agency_a.pk)
    only: dict[str, Any] = {"agencies": alone, "chosen": [("Ministry", "Digital")]}
    book = built(tmp_path, answered, manager, kind=Kind.RESPONSE, **only)
    assert named(book, "Agencies", "Code") == [("D1101",)]
    assert named(book, "Response rates", "Level", "Asked", "Responded")[0] == ("Department level", 1, 1)
    assert facts(book)["Ministry"] == "Digital"
    assert facts(book)["Province level – agencies asked"] == 0


def test_results(answered: Round, manager: User, tmp_path: Path):
    book = built(tmp_path, answered, manager, kind=Kind.RESULTS)
    assert named(book, "By Ministry", "Ministry", "Agencies scored", "Total score", "n") == [
        ("Department level", 1, 42.5, 1),
        ("Ministry of Digital Economy", 1, 42.5, 1),
    ]
    totals = Scorecard.objects.order_by("submission__agency__code").values_list("total", flat=True)
    assert [row[0] for row in named(book, "Scores", "Total score")] == [float(total or 0) for total in totals]


def test_results_of_another_run(
    answered: Round, agency_a: Agency, officer: User, manager: User, tmp_path: Path
):
    """The live run does not know of it; every figure and the first sheet are of the run that was named."""
    run = start_run(
        survey_round=answered,
        questionnaire=answered.chosen_questionnaire,
        reason="tried",
        user=manager,
        now=DURING,
    )
    for chunk in chunks_to_queue(run_id=run.pk, size=10, now=DURING):
        score_chunk(run_id=run.pk, version_ids=chunk, now=DURING)
    Scorecard.objects.filter(run=run).update(total="7")
    book = built(tmp_path, answered, manager, kind=Kind.RESULTS, run=run)
    assert [row[0] for row in named(book, "Scores", "Total score")] == [7, 7]
    assert named(book, "By Region", "Region", "Total score") == [("Province level", 7), ("North", 7)]
    assert facts(book)["Scoring run"] == f"{run.pk}: tried"


def test_items(answered: Round, manager: User, tmp_path: Path):
    book = built(tmp_path, answered, manager, kind=Kind.ITEMS)
    of_plan = [
        row for row in named(book, "Items", "Row name", "n", "Base of the shares") if " plan " in row[0]
    ]
    states = {name: (n, base) for name, n, base in of_plan if " state " in name and "department" in name}
    assert states == {
        "department plan state answered": (1, 1),
        "department plan state none": (0, 1),
        "department plan state not_stated": (0, 1),
        "department plan state not_applicable_by_rule": (0, 1),
        "department plan state not_applicable_declared": (0, 1),
    }


def decided(survey_round: Round, user: User) -> None:
    record(
        action=Action.DAYS_MOVED,
        code=survey_round.code,
        user=user,
        now=DURING,
        before={"closes_on": dt.date(2026, 7, 31)},
        after={"closes_on": dt.date(2026, 8, 15)},
        note="=1+1",
    )


def test_journal(survey_round: Round, manager: User, tmp_path: Path):
    decided(survey_round, manager)
    record(action=Action.PERSON_CREATED, code="7", user=None, now=DURING)
    columns = ("When", "Who", "What", "Round", "Note", "Before", "After")
    moved = (
        LOCAL,
        manager.full_name,
        "Days moved for all agencies",
        "2569",
        "=1+1",
        "Last day: 31 Jul 2026",
        "Last day: 15 Aug 2026",
    )
    of_round = named(journal_of(tmp_path, survey_round, manager), "Journal", *columns)
    assert moved in of_round
    assert len(of_round) == AuditEntry.objects.filter(round_code="2569").count()
    whole = journal_of(tmp_path, None, manager)
    assert len(named(whole, "Journal", "What")) == AuditEntry.objects.count()
    assert facts(whole)["About"] == "the whole portal"


def test_only_managers_read_where_a_change_came_from(survey_round: Round, manager: User, tmp_path: Path):
    decided(survey_round, manager)
    heads = {
        seen: rows(journal_of(tmp_path, survey_round, manager, with_addresses=seen), "Journal")[0]
        for seen in (True, False)
    }
    assert {seen: "From where" in each for seen, each in heads.items()} == {True: True, False: False}


def test_a_journal_without_a_line(manager: User, tmp_path: Path):
    book = journal_of(tmp_path, None, manager)
    assert rows(book, "Journal")[1][0] == "No row: nothing fits, or nothing is there yet."

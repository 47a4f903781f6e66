"""Builds commit and use connections of their own, so these tests commit too."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from agencies.models import Agency, Membership, Role, User
from audit.actions import Action
from audit.models import AuditEntry
from reports import tasks
from reports.models import WorkbookExport
from reports.queries.filters import Filters
from reports.queries.listing import page_of_agencies
from reports.services import building
from reports.services.building import build_export
from reports.services.cancelling import NothingToCancel, cancel_export
from reports.services.claims import ATTEMPTS, SILENT_AFTER, Superseded, claim
from reports.services.expiring import expire_exports
from reports.services.materials import NotAllowed
from reports.services.progress import Progress, progress_of
from reports.services.requesting import request_export
from reports.services.sweeping import OVERDUE_AFTER, overdue_exports
from reports.workbooks.check import WorkbookDiffers
from surveys.models import Round
from tests.reports.elsewhere import elsewhere
from tests.reports.making import sign, submission_of
from tests.rounds import DURING

pytestmark = pytest.mark.django_db(transaction=True)

State, Failure = WorkbookExport.State, WorkbookExport.Failure
SECOND = dt.timedelta(seconds=1)


def at(moment: dt.datetime) -> Callable[[], dt.datetime]:
    return lambda: moment


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def asked(survey_round: Round, manager: User) -> WorkbookExport:
    return request_export(survey_round=survey_round, user=manager, language="th", now=DURING)


def state_of(export: WorkbookExport) -> tuple[str, int, str]:
    export.refresh_from_db()
    return export.state, export.attempts, export.failure


def test_it_works(asked: WorkbookExport, survey_round: Round, agency_a: Agency, officer: User):
    sign(submission_of(survey_round, agency_a), officer)
    build_export(export_id=asked.pk, clock=at(DURING + SECOND))
    asked.refresh_from_db()
    with asked.file.open() as file:
        content = file.read()
    assert (asked.state, asked.finished_at, asked.attempts) == (State.DONE, DURING + SECOND, 1)
    assert (asked.size, asked.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert asked.rows_done == asked.rows_total == 5
    assert load_workbook(BytesIO(content)).sheetnames[0] == "เกี่ยวกับไฟล์นี้"


def test_it_keeps_how_many_rows_every_sheet_has(
    asked: WorkbookExport, survey_round: Round, agency_a: Agency, officer: User
):
    WorkbookExport.objects.update(language="en")
    sign(submission_of(survey_round, agency_a), officer)
    build_export(export_id=asked.pk, clock=at(DURING))
    asked.refresh_from_db()
    with asked.file.open() as file:
        book = load_workbook(file)
    assert asked.row_counts == [
        {"title": "Response rates", "rows": 10},
        {"title": "By day", "rows": 15},
        {"title": "Agencies", "rows": 3},
        {"title": "Scores", "rows": 1},
        {"title": "Mean scores", "rows": 2},
        {"title": "Items", "rows": 165},
        {"title": "Answers Department level", "rows": 1},
        {"title": "Answers Province level", "rows": 0},
        {"title": "Rows services", "rows": 2},
        {"title": "Framework", "rows": 7},
        {"title": "Codebook", "rows": 19},
        {"title": "Options", "rows": 23},
    ]
    heads = {each["title"]: book[each["title"]].max_row - each["rows"] for each in asked.row_counts}
    # Where there is no row, a sentence stands in its place.
    assert heads.pop("Answers Province level") == 4
    assert set(heads.values()) == {2, 3}


def test_asking_queues_it_once_committed(
    asked: WorkbookExport, survey_round: Round, manager: User, monkeypatch
):
    queued: list[int] = []
    monkeypatch.setattr(tasks.build_export, "delay", lambda *, export_id: queued.append(export_id))
    export = request_export(survey_round=survey_round, user=manager, language="en", now=DURING)
    assert (queued, state_of(export)) == ([export.pk], (State.QUEUED, 0, ""))


def test_what_is_built_is_not_built_again(asked: WorkbookExport):
    build_export(export_id=asked.pk, clock=at(DURING))
    name = WorkbookExport.objects.get().file.name
    build_export(export_id=asked.pk, clock=at(DURING + dt.timedelta(days=1)))
    assert (state_of(asked), asked.file.name) == ((State.DONE, 1, ""), name)


def test_only_one_worker_has_it(asked: WorkbookExport):
    assert claim(export_id=asked.pk, now=DURING) is not None
    assert claim(export_id=asked.pk, now=DURING + SILENT_AFTER) is None


def test_a_silent_worker_is_taken_over_and_finds_out(asked: WorkbookExport):
    first = claim(export_id=asked.pk, now=DURING)
    later = DURING + SILENT_AFTER + SECOND
    build_export(export_id=asked.pk, clock=at(later))
    assert state_of(asked) == (State.DONE, 2, "")
    assert first is not None
    with pytest.raises(Superseded):
        first.update(rows_done=1)


def test_a_worker_overtaken_at_the_end_leaves_no_file(asked: WorkbookExport, monkeypatch):
    def too_slow(path, *_args):
        path.write_bytes(b"late")
        elsewhere(lambda: WorkbookExport.objects.update(attempts=2))
        return []

    monkeypatch.setattr(building, "build", too_slow)
    build_export(export_id=asked.pk, clock=at(DURING))
    assert state_of(asked) == (State.RUNNING, 2, "")
    assert not asked.file
    assert not list(asked.file.storage.listdir("exports")[1])


@pytest.mark.parametrize("kind", ["response", "results", "items", "answers"])
def test_every_kind_is_built(survey_round: Round, manager: User, agency_a: Agency, officer: User, kind: str):
    sign(submission_of(survey_round, agency_a), officer)
    filters = {"ministry": "11"}
    export = request_export(
        survey_round=survey_round, user=manager, language="en", now=DURING, kind=kind, filters=filters
    )
    build_export(export_id=export.pk, clock=at(DURING))
    export.refresh_from_db()
    with export.file.open() as file:
        book = load_workbook(file)
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert (export.state, about["Ministry"]) == (State.DONE, "Ministry of Digital Economy")
    assert about["Department level – agencies asked"] == 1


Kept = dict[str, str]


@pytest.mark.parametrize("filters", [{}, {"state": "signed"}, {"responded": "no", "audience": "department"}])
def test_a_workbook_has_the_agencies_of_the_page_with_the_same_filters(
    survey_round: Round,
    manager: User,
    agency_a: Agency,
    office: Agency,
    officer: User,
    filters: dict[str, str],
):
    for agency in (agency_a, office):
        sign(submission_of(survey_round, agency), officer)
    page = page_of_agencies(
        survey_round=survey_round,
        agencies=Agency.objects.all(),
        filters=Filters(**filters),
        sort="code",
        number="1",
        now=DURING,
    )
    export = request_export(
        survey_round=survey_round, user=manager, language="en", now=DURING, kind="response", filters=filters
    )
    build_export(export_id=export.pk, clock=at(DURING))
    export.refresh_from_db()
    with export.file.open() as file:
        book = load_workbook(file)
    listed = [row[0] for row in book["Agencies"].iter_rows(min_row=3, values_only=True)]
    assert listed == [row.submission.agency.code for row in page.rows]
    heads, *rates = book["Response rates"].iter_rows(min_row=2, values_only=True)
    asked = sum(int(str(row[heads.index("Asked")])) for row in rates if row[0] == "All")
    assert asked == page.page.paginator.count


@pytest.mark.parametrize("who, with_addresses", [("manager", True), ("analyst", False)])
def test_a_journal_is_built(people: dict[str, User], who: str, with_addresses: bool):
    export = request_export(
        survey_round=None,
        user=people[who],
        language="en",
        now=DURING,
        kind="journal",
        filters={"source": "decision", "since": "2026-07-01", "person": who},
    )
    build_export(export_id=export.pk, clock=at(DURING))
    export.refresh_from_db()
    with export.file.open() as file:
        book = load_workbook(file)
    heads, *lines = book["Journal"].iter_rows(min_row=2, values_only=True)
    assert ("From where" in heads) is with_addresses
    # That it was asked for, without the name that was looked for.
    [said] = (line[heads.index("After")] for line in lines)
    assert set(re.split("\n|, |Filters: ", str(said))) - {""} == {
        "Kind of workbook: Journal",
        "Lines of the journal: Decisions of EGA",
        "From: 1 Jul 2026",
    }


def test_who_may_no_longer_read_the_journal_gets_none(survey_round: Round, analyst: User):
    export = request_export(survey_round=None, user=analyst, language="en", now=DURING, kind="journal")
    analyst.memberships.all().delete()
    with pytest.raises(NotAllowed):
        build_export(export_id=export.pk, clock=at(DURING))
    assert not export.file


def test_who_becomes_a_monitor_gets_no_answers(
    survey_round: Round, analyst: User, agency_a: Agency, officer: User
):
    sign(submission_of(survey_round, agency_a), officer)
    export = request_export(
        survey_round=survey_round, user=analyst, language="en", now=DURING, kind="answers"
    )
    analyst.memberships.all().delete()
    Membership.objects.create(user=analyst, role=Role.MONITOR, ministry=agency_a.ministry)
    build_export(export_id=export.pk, clock=at(DURING))
    export.refresh_from_db()
    assert {each["title"]: each["rows"] for each in export.row_counts}["Answers Department level"] == 0


def cancelled(export: WorkbookExport, user: User) -> None:
    cancel_export(export=WorkbookExport.objects.get(pk=export.pk), user=user, now=DURING)


def test_what_was_cancelled_is_not_begun(asked: WorkbookExport, manager: User):
    cancelled(asked, manager)
    build_export(export_id=asked.pk, clock=at(DURING))
    assert overdue_exports(now=DURING + SILENT_AFTER + SECOND) == []
    assert state_of(asked) == (State.CANCELLED, 0, "")
    entry = AuditEntry.objects.get(action=Action.WORKBOOK_CANCELLED)
    assert (entry.code, entry.actor, entry.round_code) == (str(asked.pk), manager, "2569")


def test_a_worker_stops_at_the_next_row(asked: WorkbookExport, manager: User, tmp_path: Path, monkeypatch):
    """The clock is a second on at every look, so that progress is written at every row."""
    ticks = iter(DURING + n * SECOND for n in range(1000))
    rows: list[int] = []

    def cancelled_at_the_second(self):
        rows.append(1)
        if len(rows) == 2:
            elsewhere(lambda: cancelled(asked, manager))
        return row(self)

    row = Progress.row
    monkeypatch.setattr(Progress, "row", cancelled_at_the_second)
    build_export(export_id=asked.pk, clock=lambda: next(ticks))
    assert state_of(asked) == (State.CANCELLED, 1, "")
    assert len(rows) == 2
    assert not asked.file
    assert not list(tmp_path.rglob("*.xlsx"))


def test_what_is_cancelled_at_the_end_leaves_no_file(
    asked: WorkbookExport, manager: User, tmp_path: Path, monkeypatch
):
    def too_slow(path, *_args):
        path.write_bytes(b"late")
        elsewhere(lambda: cancelled(asked, manager))
        return []

    monkeypatch.setattr(building, "build", too_slow)
    build_export(export_id=asked.pk, clock=at(DURING))
    assert state_of(asked) == (State.CANCELLED, 1, "")
    assert not list(tmp_path.rglob("*.xlsx"))


def test_what_a_killed_worker_left_goes_with_the_next_attempt(asked: WorkbookExport, tmp_path: Path):
    assert claim(export_id=asked.pk, now=DURING)
    left = tmp_path / f"exports/{asked.pk}-1.xlsx"
    left.parent.mkdir()
    left.write_bytes(b"left behind")
    build_export(export_id=asked.pk, clock=at(DURING + SILENT_AFTER + SECOND))
    assert state_of(asked) == (State.DONE, 2, "")
    assert [path.name for path in left.parent.iterdir()] == [f"{asked.pk}-2.xlsx"]


def test_what_has_ended_cannot_be_cancelled(asked: WorkbookExport, manager: User):
    build_export(export_id=asked.pk, clock=at(DURING))
    with pytest.raises(NothingToCancel):
        cancelled(asked, manager)
    assert state_of(asked) == (State.DONE, 1, "")


@pytest.mark.parametrize("age, expired", [(7, 0), (7.1, 1)])
def test_files_expire(asked: WorkbookExport, settings: Any, age: float, expired: int):
    settings.EXPORT_DAYS = 7
    build_export(export_id=asked.pk, clock=at(DURING))
    asked.refresh_from_db()
    path, sha256 = Path(asked.file.path), asked.sha256
    assert expire_exports(now=DURING + dt.timedelta(days=age)) == expired
    assert path.exists() is not bool(expired)
    asked.refresh_from_db()
    assert (asked.state, bool(asked.file)) == ((State.EXPIRED, False) if expired else (State.DONE, True))
    assert asked.sha256 == sha256


def test_a_sweep_goes_on_where_expiring_was_broken_off(asked: WorkbookExport):
    build_export(export_id=asked.pk, clock=at(DURING))
    WorkbookExport.objects.update(state=State.EXPIRED)
    asked.refresh_from_db()
    path = Path(asked.file.path)
    assert expire_exports(now=DURING) == 1
    assert (path.exists(), expire_exports(now=DURING)) == (False, 0)


def test_a_file_that_differs_is_thrown_away(asked: WorkbookExport, monkeypatch):
    def differ(*_args):
        raise WorkbookDiffers([("scores", "total")])

    monkeypatch.setattr(building, "build", differ)
    build_export(export_id=asked.pk, clock=at(DURING))
    assert state_of(asked) == (State.FAILED, 1, Failure.DIFFERS)
    assert not asked.file


def test_after_any_other_error_it_waits_for_the_next_attempt(asked: WorkbookExport, monkeypatch):
    def break_down(*_args):
        raise OSError("disk full")

    monkeypatch.setattr(building, "build", break_down)
    now = DURING
    for attempt in range(1, ATTEMPTS + 1):
        with pytest.raises(OSError, match="disk full"):
            build_export(export_id=asked.pk, clock=at(now))
        assert state_of(asked) == (State.QUEUED, attempt, "")
        now += OVERDUE_AFTER + SECOND
    build_export(export_id=asked.pk, clock=at(now))
    assert overdue_exports(now=now) == []
    assert state_of(asked) == (State.FAILED, ATTEMPTS, Failure.GAVE_UP)


@pytest.mark.parametrize(
    "fields, age, found",
    [
        ({}, OVERDUE_AFTER, False),
        ({}, OVERDUE_AFTER + SECOND, True),
        ({"state": State.RUNNING, "attempts": 1}, SILENT_AFTER, False),
        ({"state": State.RUNNING, "attempts": 1}, SILENT_AFTER + SECOND, True),
        ({"state": State.FAILED, "attempts": 3, "failure": "gave_up"}, SILENT_AFTER + SECOND, False),
    ],
    ids=["just asked", "message lost", "at work", "killed", "failed"],
)
def test_what_the_sweep_finds(asked: WorkbookExport, fields, age, found):
    WorkbookExport.objects.update(**fields)
    assert overdue_exports(now=DURING + age) == ([asked.pk] if found else [])


def test_the_sweep_queues_again(asked: WorkbookExport, monkeypatch):
    queued: list[int] = []
    monkeypatch.setattr(tasks.build_export, "delay", lambda *, export_id: queued.append(export_id))
    for _time in range(2):
        tasks.sweep_exports()
    assert queued == [asked.pk, asked.pk]


def test_progress_is_seen_while_it_works(asked: WorkbookExport):
    ticks = iter(DURING + n * SECOND for n in range(100))
    mine = claim(export_id=asked.pk, now=DURING)
    assert mine is not None
    with progress_of(mine, lambda: next(ticks)) as progress:
        progress.expect(10)
        progress.row()
        asked.refresh_from_db()
    assert (asked.rows_done, asked.rows_total) == (1, 10)
    assert asked.touched_at > DURING


def test_progress_is_not_written_for_every_row(asked: WorkbookExport, django_assert_num_queries):
    mine = claim(export_id=asked.pk, now=DURING)
    assert mine is not None
    with progress_of(mine, at(DURING)) as progress:
        progress.expect(10)
        progress.row()
        asked.refresh_from_db()
    assert asked.rows_done == 0

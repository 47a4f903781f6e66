"""How the portal's own processes fare, and what has failed."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from agencies.models import User
from audit.models import AuditEntry
from portal import health
from portal.sweeps import note_sweep
from reports.models import WorkbookExport
from reports.queries.troubles import TroubleKind, troubles
from scoring.models import ScoringFailure
from scoring.services.scorecards import note_live_failure
from surveys.models import Round, Submission
from tests.reports.making import submit
from tests.rounds import DURING

URL = "/manage/system/"


@pytest.fixture(autouse=True)
def _nothing_known():
    health.verdict_on_all.forget()
    cache.clear()
    yield
    health.verdict_on_all.forget()
    cache.clear()


@pytest.fixture
def failure(submission: Submission, officer: User) -> ScoringFailure:
    version = submit(submission, officer)
    return note_live_failure(version_id=version.pk, reason="ValueError('x')", now=DURING)


@pytest.fixture
def workbook(survey_round: Round, manager: User) -> WorkbookExport:
    return WorkbookExport.objects.create(
        round=survey_round,
        language="en",
        state=WorkbookExport.State.FAILED,
        failure=WorkbookExport.Failure.GAVE_UP,
        requested_by=manager,
        requested_at=DURING,
        touched_at=DURING,
        finished_at=timezone.now(),
    )


def open_page(client: Client, user: User):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(URL)


def test_it_works(client: Client, manager: User, failure: ScoringFailure, workbook: WorkbookExport):
    note_sweep("scoring.sweep", now=timezone.now())
    response = open_page(client, manager)
    assert [well for _label, well in response.context["processes"]] == [True, True, False, True]
    assert [each.kind for _label, each in response.context["troubles"]] == ["score", "workbook"]
    content = response.content.decode()
    assert "The work broke off three times." in content
    assert "ValueError(&#x27;x&#x27;)" in content


@pytest.mark.parametrize("path", [URL, "/manage/system/score/1/again/"])
def test_it_is_for_managers(client: Client, people: dict[str, User], failure: ScoringFailure, path: str):
    ask = client.get if path == URL else client.post
    codes = {}
    for name, user in people.items():
        client.force_login(user)
        codes[name] = ask(path).status_code
    assert (codes.pop("manager") < 400, codes.pop("analyst")) == (True, 403)
    assert set(codes.values()) == {404}


def test_when_the_broker_is_away_the_page_says_so(client: Client, manager: User, absent_broker: None):
    content = open_page(client, manager).content.decode()
    assert "Not known, while the broker does not answer." in content


def test_nothing_has_failed(client: Client, manager: User):
    assert "Nothing has failed" in open_page(client, manager).content.decode()


def test_a_score_is_tried_again_at_once(client: Client, manager: User, failure: ScoringFailure):
    client.force_login(manager)
    client.post(f"/manage/system/score/{failure.pk}/again/")
    failure.refresh_from_db()
    assert (failure.attempts, failure.retry_at <= timezone.now()) == (0, True)
    assert AuditEntry.objects.filter(kind="task").get().action == "task.run_again"


def test_a_workbook_is_built_again(client: Client, manager: User, workbook: WorkbookExport):
    client.force_login(manager)
    client.post(f"/manage/system/workbook/{workbook.pk}/again/")
    newest = WorkbookExport.objects.exclude(pk=workbook.pk).get()
    assert (newest.state, newest.language, newest.round) == ("queued", "en", workbook.round)


@pytest.mark.parametrize("kind", list(TroubleKind))
def test_what_is_gone_is_not_done_again(client: Client, manager: User, kind: str):
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    response = client.post(f"/manage/system/{kind}/1/again/", follow=True)
    assert "That has been done meanwhile." in response.content.decode()
    assert AuditEntry.objects.count() == 0


def test_an_unknown_kind_does_not_exist(client: Client, manager: User):
    client.force_login(manager)
    assert client.post("/manage/system/mail/1/again/").status_code == 404


def test_old_failures_are_left_out(workbook: WorkbookExport):
    assert len(troubles(now=timezone.now())) == 1
    assert troubles(now=timezone.now() + dt.timedelta(days=31)) == []


@pytest.mark.parametrize(
    "tables, said",
    [
        (None, "ฐานข้อมูลนี้ไม่มีบัญชีผู้ใช้"),
        ([], ">แก้ไขไม่ได้<"),
        (["audit_auditentry"], ">แก้ไขได้<"),
    ],
)
def test_it_says_whether_the_portal_could_change_its_journal(
    client: Client, manager: User, monkeypatch: pytest.MonkeyPatch, tables: list[str] | None, said: str
):
    monkeypatch.setattr("reports.views.system.changeable_tables", lambda: tables)
    client.force_login(manager)
    assert said in client.get(URL).text

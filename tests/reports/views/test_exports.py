import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from agencies.models import Role, User
from audit.actions import Action
from audit.models import AuditEntry
from reports.models import WorkbookExport
from scoring.models import ScoringRun
from scoring.services.runs import start_run
from surveys.models import Round
from tests.people import make_member
from tests.rounds import DURING

State = WorkbookExport.State
QUERIES = 17


def make_export(survey_round: Round, user: User, **fields) -> WorkbookExport:
    defaults = {"language": "th", "requested_at": DURING, "touched_at": DURING}
    return WorkbookExport.objects.create(round=survey_round, requested_by=user, **defaults | fields)


def finished(survey_round: Round, user: User, content: bytes = b"workbook") -> WorkbookExport:
    done = {"state": State.DONE, "finished_at": DURING, "rows_total": 1746, "rows_done": 1746}
    sha256 = hashlib.sha256(content).hexdigest()
    export = make_export(survey_round, user, size=len(content), sha256=sha256, **done)
    export.file.save("workbook.xlsx", ContentFile(content))
    return export


def close(response: Any) -> None:
    """Its file, without the end of the request that `response.close()` would be."""
    for closer in response._resource_closers:
        closer()


def open_page(client: Client, user: User, survey_round: Round, page: str = "exports"):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse(f"reports:{page}", args=[survey_round.code]))


def test_nothing_yet(client: Client, survey_round: Round, analyst: User):
    content = open_page(client, analyst, survey_round).content.decode()
    assert "No workbook yet" in content
    assert "hx-get" not in content


@pytest.mark.parametrize("language", ["th", "en"])
def test_asking(client: Client, survey_round: Round, analyst: User, language: str):
    client.force_login(analyst)
    url = reverse("reports:exports", args=[survey_round.code])
    assert client.post(url, {"language": language}).headers["Location"] == url
    export = WorkbookExport.objects.get()
    assert (export.round, export.requested_by, export.language, export.state) == (
        survey_round,
        analyst,
        language,
        State.QUEUED,
    )


def test_asking_in_no_language(client: Client, survey_round: Round, analyst: User):
    client.force_login(analyst)
    response = client.post(reverse("reports:exports", args=[survey_round.code]), {"language": "de"})
    assert (response.status_code, WorkbookExport.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "fields, says",
    [
        ({}, "A worker will take it"),
        ({"state": State.RUNNING}, "A worker counts and writes."),
        ({"state": State.RUNNING, "rows_done": 500, "rows_total": 1746}, "500 of 1,746"),
        ({"state": State.RUNNING, "rows_done": 1746, "rows_total": 1746}, "Being compared with the database"),
        ({"state": State.FAILED, "failure": "gave_up"}, "The work broke off three times."),
    ],
)
def test_how_far_it_is(client: Client, survey_round: Round, analyst: User, fields, says: str):
    make_export(survey_round, analyst, **fields)
    assert says in open_page(client, analyst, survey_round).content.decode()


@pytest.mark.parametrize("page", ["exports", "export_list"])
@pytest.mark.parametrize(
    "state, asks_again", [(State.QUEUED, True), (State.RUNNING, True), (State.DONE, False)]
)
def test_the_page_asks_again_until_all_are_done(
    client: Client, survey_round: Round, analyst: User, page: str, state: str, asks_again: bool
):
    export = finished(survey_round, analyst)
    WorkbookExport.objects.filter(pk=export.pk).update(state=state)
    content = open_page(client, analyst, survey_round, page).content.decode()
    assert ("hx-get" in content) is asks_again
    if page == "exports":
        assert ('http-equiv="refresh"' in content) is asks_again


def test_what_is_known_of_a_finished_one(client: Client, survey_round: Round, analyst: User, manager: User):
    export = finished(survey_round, manager)
    content = open_page(client, analyst, survey_round).content.decode()
    for text in (export.sha256, manager.full_name, "15 Jul 2026, 14:32"):
        assert text in content
    assert " row" not in content.partition('class="exports"')[2]


def test_rows_are_those_of_the_sheets_and_not_of_the_progress(
    client: Client, survey_round: Round, analyst: User
):
    export = finished(survey_round, analyst)
    export.row_counts = [{"title": "Scores", "rows": 1560}, {"title": "By day", "rows": 1}]
    export.save()
    content = open_page(client, analyst, survey_round).content.decode()
    assert "Scores: 1,560 rows · By day: 1 row<" in content
    assert "1,746" not in content


def test_download(client: Client, survey_round: Round, analyst: User):
    export = finished(survey_round, analyst, "สมุดงาน".encode())
    WorkbookExport.objects.update(language="en")
    client.force_login(analyst)
    response: Any = client.get(reverse("reports:download", args=[export.pk]))
    assert b"".join(response.streaming_content).decode() == "สมุดงาน"
    headers = {
        name: response.headers[name]
        for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")
    }
    assert headers == {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": 'attachment; filename="Everything-2569-2026-07-15.xlsx"',
        "X-Content-Type-Options": "nosniff",
    }
    close(response)


def test_a_synthetic_one_says_so_in_its_name(client: Client, survey_round: Round, analyst: User):
    export = finished(survey_round, analyst)
    Round.objects.update(is_synthetic=True)
    WorkbookExport.objects.update(language="en")
    client.force_login(analyst)
    response = client.get(reverse("reports:download", args=[export.pk]))
    assert "Everything-2569-2026-07-15-synthetic.xlsx" in response.headers["Content-Disposition"]
    close(response)


def test_what_has_no_file_is_not_there(client: Client, survey_round: Round, analyst: User):
    running = make_export(survey_round, analyst, state=State.RUNNING)
    lost = finished(survey_round, analyst)
    Path(lost.file.path).unlink()
    expired = finished(survey_round, analyst)
    WorkbookExport.objects.filter(pk=expired.pk).update(state=State.EXPIRED)
    client.force_login(analyst)
    for number in (running.pk, lost.pk, expired.pk, 999):
        assert client.get(reverse("reports:download", args=[number])).status_code == 404
    assert not AuditEntry.objects.filter(action=Action.WORKBOOK_DOWNLOADED).exists()


def test_the_name_of_a_thai_file(client: Client, survey_round: Round, analyst: User):
    export = finished(survey_round, analyst)
    WorkbookExport.objects.update(kind="response")
    client.force_login(analyst)
    response = client.get(reverse("reports:download", args=[export.pk]))
    name = quote("รายงานการตอบกลับ-2569-2026-07-15.xlsx")
    assert response.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    close(response)


@pytest.mark.parametrize(
    "page, method",
    [
        ("all_exports", "get"),
        ("all_export_list", "get"),
        ("export_again", "post"),
        ("journal_workbook", "post"),
    ],
)
def test_who_opens_the_pages_of_all_workbooks(
    client: Client, survey_round: Round, people: dict[str, User], page: str, method: str
):
    export = finished(survey_round, people["manager"])
    url = reverse(f"reports:{page}", args=[export.pk] if page == "export_again" else [])
    found = {}
    for name, user in people.items():
        client.force_login(user)
        found[name] = getattr(client, method)(url).status_code
    may = 200 if method == "get" else 302
    assert found == {name: may if name in ("analyst", "manager") else 404 for name in people}


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_of_all(
    client: Client, survey_round: Round, analyst: User, manager: User, number: int, django_assert_num_queries
):
    for _export in range(number):
        finished(survey_round, manager)
    client.force_login(analyst)
    url = reverse("reports:all_exports")
    client.get(url)
    with django_assert_num_queries(13):
        assert len(client.get(url).context["exports"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_exports(
    client: Client, survey_round: Round, analyst: User, manager: User, number: int, django_assert_num_queries
):
    for _export in range(number):
        finished(survey_round, manager)
    open_page(client, analyst, survey_round)
    with django_assert_num_queries(QUERIES):
        response = client.get(reverse("reports:exports", args=[survey_round.code]))
    assert len(response.context["exports"]) == number


def test_an_export_takes_the_filters_of_the_page(client: Client, survey_round: Round, analyst: User):
    client.force_login(analyst)
    client.cookies["django_language"] = "en"
    url = reverse("reports:exports", args=[survey_round.code])
    page = client.get(url, {"make": "results", "ministry": "11", "state": "signed"})
    content = page.content.decode()
    assert "Ministry: Ministry of Digital Economy · State: Signed" in content
    assert page.context["form"].initial["kind"] == "results"
    fields = re.findall(r'<input type="hidden" name="(ministry|state)" value="(\w+)">', content)
    client.post(url, dict(fields) | {"language": "en", "kind": "response"})
    export = WorkbookExport.objects.get()
    assert (export.kind, export.filters) == ("response", {"state": "signed", "ministry": "11"})
    shown = client.get(url).content.decode()
    assert "Filters: Ministry: Ministry of Digital Economy · State: Signed" in shown


def test_a_filter_that_does_not_fit_makes_no_workbook(client: Client, survey_round: Round, analyst: User):
    client.force_login(analyst)
    client.cookies["django_language"] = "en"
    url = reverse("reports:exports", args=[survey_round.code])
    response = client.post(url, {"language": "en", "kind": "response", "ministry": "99"})
    assert (response.status_code, WorkbookExport.objects.count()) == (422, 0)
    assert "A filter does not fit any more." in response.content.decode()


def test_a_journal_of_the_round_has_its_decisions(client: Client, survey_round: Round, analyst: User):
    client.force_login(analyst)
    url = reverse("reports:exports", args=[survey_round.code])
    client.post(url, {"language": "en", "kind": "journal", "ministry": "11"})
    export = WorkbookExport.objects.get()
    assert (export.round, export.filters) == (survey_round, {"source": "decision", "round": "2569"})


def test_only_results_are_of_another_run(client: Client, survey_round: Round, analyst: User):
    run = start_run(
        survey_round=survey_round,
        questionnaire=survey_round.chosen_questionnaire,
        reason="tried",
        user=None,
        now=DURING,
    )
    ScoringRun.objects.filter(pk=run.pk).update(state="finished", finished_at=DURING, is_live=False)
    client.force_login(analyst)
    url = reverse("reports:exports", args=[survey_round.code])
    assert f"{run.pk}: tried" in client.get(url).content.decode()
    for kind in ("results", "response"):
        client.post(url, {"language": "en", "kind": kind, "run": str(run.pk)})
    assert dict(WorkbookExport.objects.values_list("kind", "run")) == {"results": run.pk, "response": None}


def test_the_journal_as_it_is_filtered(client: Client, survey_round: Round, analyst: User):
    client.force_login(analyst)
    client.cookies["django_language"] = "en"
    filters = {"round": "2569", "since": "2026-07-01"}
    page = client.get(reverse("reports:journal"), filters).content.decode()
    assert 'name="since" value="2026-07-01"' in page
    url = reverse("reports:journal_workbook")
    assert client.post(url, filters).headers["Location"] == reverse("reports:all_exports")
    export = WorkbookExport.objects.get()
    assert (export.kind, export.round, export.filters) == ("journal", None, filters)
    listed = client.get(reverse("reports:all_exports")).content.decode()
    assert "Round: Round 2569 · From: 1 Jul 2026" in listed
    assert client.post(url, {"since": "soon"}).headers["Location"] == reverse("reports:journal")
    assert WorkbookExport.objects.count() == 1


def test_downloads_are_written_down(client: Client, survey_round: Round, analyst: User):
    export = finished(survey_round, analyst)
    client.force_login(analyst)
    client.cookies["django_language"] = "en"
    for _time in range(2):
        close(client.get(reverse("reports:download", args=[export.pk])))
    written = AuditEntry.objects.filter(action=Action.WORKBOOK_DOWNLOADED)
    assert (
        list(written.values_list("actor", "code", "round_code"))
        == [
            (analyst.pk, str(export.pk), "2569"),
        ]
        * 2
    )
    assert "Downloaded 2 times, last on" in open_page(client, analyst, survey_round).content.decode()


def test_a_journal_is_for_who_asked_and_for_managers(
    client: Client, survey_round: Round, analyst: User, manager: User
):
    statuses = {}
    for asked_by in (analyst, manager):
        export = finished(survey_round, asked_by)
        WorkbookExport.objects.filter(pk=export.pk).update(kind="journal")
        for reader in (analyst, manager):
            client.force_login(reader)
            response = client.get(reverse("reports:download", args=[export.pk]))
            statuses[asked_by.full_name, reader.full_name] = response.status_code
            close(response)
    assert statuses == {
        ("คุณ analyst", "คุณ analyst"): 200,
        ("คุณ analyst", "คุณ manager"): 200,
        ("คุณ manager", "คุณ analyst"): 404,
        ("คุณ manager", "คุณ manager"): 200,
    }
    assert "Only who asked for it and managers" in open_page(client, analyst, survey_round).content.decode()


@pytest.mark.parametrize(
    "who, status, state",
    [
        ("analyst", 302, State.CANCELLED),
        ("manager", 302, State.CANCELLED),
        ("other", 403, State.QUEUED),
        ("ministry_monitor", 404, State.QUEUED),
    ],
)
def test_who_may_cancel(
    client: Client, survey_round: Round, people: dict[str, User], analyst: User, who, status, state
):
    export = make_export(survey_round, analyst)
    others = people | {"other": make_member("other-analyst", Role.ANALYST)}
    client.force_login(others[who])
    response = client.post(reverse("reports:export_cancel", args=[export.pk]))
    export.refresh_from_db()
    assert (response.status_code, export.state) == (status, state)


def test_what_has_ended_is_not_cancelled(client: Client, survey_round: Round, analyst: User):
    export = finished(survey_round, analyst)
    client.force_login(analyst)
    client.cookies["django_language"] = "en"
    response = client.post(reverse("reports:export_cancel", args=[export.pk]), follow=True)
    export.refresh_from_db()
    assert export.state == State.DONE
    assert "There was nothing left to cancel" in response.content.decode()


def test_an_expired_one_is_made_again_with_its_filters(client: Client, survey_round: Round, analyst: User):
    export = finished(survey_round, analyst)
    kept = {"kind": "items", "filters": {"audience": "department"}, "language": "en"}
    WorkbookExport.objects.filter(pk=export.pk).update(state=State.EXPIRED, file="", **kept)
    content = open_page(client, analyst, survey_round).content.decode()
    assert "Make it again with the same filters; the figures will be those of now." in content
    assert export.sha256 in content
    client.post(reverse("reports:export_again", args=[export.pk]))
    newest = WorkbookExport.objects.first()
    assert newest is not None
    assert newest.pk != export.pk
    assert {name: getattr(newest, name) for name in kept} == kept


def test_the_list_filters_and_pages(client: Client, survey_round: Round, analyst: User, manager: User):
    for number in range(25):
        make_export(survey_round, analyst, kind="items", requested_at=DURING + dt.timedelta(minutes=number))
    make_export(survey_round, manager, kind="answers")
    client.force_login(analyst)
    url = reverse("reports:exports", args=[survey_round.code])

    def shown(**query: str) -> int:
        return len(client.get(url, query).context["exports"])

    found = (
        shown(),
        shown(page="2"),
        shown(kind="items"),
        shown(kind="answers"),
        shown(kind="answers", whose="mine"),
        shown(kind="no such"),
    )
    assert found == (20, 6, 20, 1, 0, 20)

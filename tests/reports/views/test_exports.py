import hashlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from agencies.models import User
from reports.models import WorkbookExport
from surveys.models import Round
from tests.rounds import DURING, make_round

State = WorkbookExport.State


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
    response: Any = client.get(reverse("reports:download", args=[survey_round.code, export.pk]))
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
    response = client.get(reverse("reports:download", args=[survey_round.code, export.pk]))
    assert "Everything-2569-2026-07-15-synthetic.xlsx" in response.headers["Content-Disposition"]
    close(response)


def test_what_is_not_finished_or_of_another_round_is_not_there(
    client: Client, survey_round: Round, small_questionnaire, analyst: User
):
    other = make_round(small_questionnaire, "2570")
    running = make_export(survey_round, analyst, state=State.RUNNING)
    done = finished(survey_round, analyst)
    client.force_login(analyst)
    for code, number in ((survey_round.code, running.pk), (other.code, done.pk), (survey_round.code, 999)):
        assert client.get(reverse("reports:download", args=[code, number])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_exports(
    client: Client, survey_round: Round, analyst: User, manager: User, number: int, django_assert_num_queries
):
    for _export in range(number):
        finished(survey_round, manager)
    open_page(client, analyst, survey_round)
    with django_assert_num_queries(6):
        response = client.get(reverse("reports:exports", args=[survey_round.code]))
    assert len(response.context["exports"]) == number

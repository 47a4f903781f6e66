"""One version: its facts, its workbook, and giving it to a round."""

import io

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of, questionnaire_with_hash
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.document import canonical_json, sha256_of, to_document
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.review import review
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies
from tests.rounds import answer, make_round
from tests.surveys.questionnaire.test_orphans import without
from tests.surveys.questionnaire.workbooks import asked, both, workbook
from tests.surveys.views.questionnaires.conftest import LIST, load

pytestmark = pytest.mark.django_db


def page(version):
    return f"{LIST}{version.pk}/"


def use(version, survey_round):
    return f"{LIST}{version.pk}/use/{survey_round.code}/"


def reworded():
    book = workbook()
    book["survey"][0].update(both("label", "ถามใหม่", "Asked anew"))
    return load(book)


def status_by_name(client, people, address):
    answers = {}
    for name, user in people.items():
        client.force_login(user)
        response = client.get(address)
        b"".join(response.streaming_content if response.streaming else [])
        answers[name] = response.status_code
    return answers


@pytest.mark.parametrize("part", ["", "workbook.xlsx", "differences/", "preview/department/"])
def test_who_may_open_its_pages(client, people, part):
    answers = status_by_name(client, people, page(load(workbook())) + part)
    assert {name for name, code in answers.items() if code == 200} == {"analyst", "manager"}
    assert {code for name, code in answers.items() if name not in {"analyst", "manager"}} == {404}


def test_a_version_that_there_is_not(client, manager):
    client.force_login(manager)
    for part in ("", "workbook.xlsx", "differences/", "differences.xlsx", "preview/department/", "use/2569/"):
        assert client.get(f"{LIST}7/{part}").status_code == 404


def test_a_version_that_came_without_a_file_is_written_anew(client, manager, small_questionnaire):
    client.force_login(manager)
    response = client.get(f"{page(small_questionnaire)}workbook.xlsx")
    again = compile_workbook(read_workbook(response.content, "again.xlsx"))
    assert sha256_of(canonical_json(to_document(again))) == small_questionnaire.sha256
    assert response.headers["Content-Disposition"].startswith('attachment; filename="')


def test_former_names_travel_with_the_workbook(client, manager):
    book = workbook()
    book["survey"][0]["ega--formerly"] = "aim"
    version = load(book)
    assert version.former_names == {"plan": "aim"}
    version.file.delete(save=False)
    type(version).objects.filter(pk=version.pk).update(file="", file_sha256="", file_size=0)
    client.force_login(manager)
    written = client.get(f"{page(version)}workbook.xlsx").content
    row = read_workbook(io.BytesIO(written).getvalue(), "again.xlsx").get("survey").rows[0]
    assert row.get("ega--formerly") == "aim"


def test_a_round_in_preparation_is_given_the_version(client, manager, small_questionnaire, agency_a):
    preparing = make_round(small_questionnaire)
    add_agencies(survey_round=preparing, agencies=[agency_a])
    book = workbook()
    book["survey"].insert(0, asked("text", "aim", indicator="1.1"))
    version = load(book)
    client.force_login(manager)
    assert use(version, preparing) in client.get(page(version)).text
    assert client.get(use(version, preparing)).context["possible"]
    response = client.post(use(version, preparing), {"instead_of": small_questionnaire.sha256})
    assert response.url == page(version)
    preparing.refresh_from_db()
    assert preparing.questionnaire == version
    now = review(questionnaire_of(preparing), Audience.DEPARTMENT, {}).asked_count
    before = review(questionnaire_with_hash(small_questionnaire.sha256), Audience.DEPARTMENT, {}).asked_count
    assert preparing.submissions.get().asked_count == now != before
    entry = AuditEntry.objects.get(action="round.questionnaire_chosen")
    assert (entry.code, entry.before, entry.after, entry.actor) == (
        "2569",
        {"questionnaire": small_questionnaire.sha256},
        {"questionnaire": version.sha256, "version": 2},
        manager,
    )


def test_only_managers_give_a_version_to_a_round(client, people, small_questionnaire):
    preparing, version = make_round(small_questionnaire), load(workbook())
    answers = {}
    for name, user in people.items():
        client.force_login(user)
        answers[name] = client.post(
            use(version, preparing), {"instead_of": small_questionnaire.sha256}
        ).status_code
    assert answers.pop("manager") == 302
    assert answers.pop("analyst") == 403
    assert set(answers.values()) == {404}


@pytest.mark.parametrize("state", [Round.State.OPEN, Round.State.CLOSED])
def test_a_round_that_has_opened_keeps_its_questionnaire(client, manager, survey_round, state):
    before = survey_round.questionnaire
    Round.objects.filter(pk=survey_round.pk).update(state=state)
    version = load(workbook())
    client.force_login(manager)
    assert not client.get(use(version, survey_round)).context["possible"]
    assert client.post(use(version, survey_round), {"instead_of": before.sha256}).status_code == 409
    assert f"/dashboard/{survey_round.code}/runs/" in client.get(page(version)).text
    survey_round.refresh_from_db()
    assert survey_round.questionnaire == before


def test_nothing_is_chosen_over_what_another_manager_chose(client, manager, small_questionnaire):
    preparing, version, other = make_round(small_questionnaire), load(workbook()), reworded()
    Round.objects.update(questionnaire=other)
    client.force_login(manager)
    response = client.post(use(version, preparing), {"instead_of": small_questionnaire.sha256})
    assert response.status_code == 409
    assert response.context["present"] == other
    preparing.refresh_from_db()
    assert preparing.questionnaire == other


def test_answers_are_never_lost(client, manager, officer, submission, survey_round):
    """A round that was opened, answered, and then taken back to preparation."""
    full = load(workbook())
    Round.objects.update(questionnaire=full)
    submission.refresh_from_db()
    answer(submission, officer, timezone.now(), remark="ก")
    Round.objects.update(state=Round.State.PREPARING)
    lacking = load(without("survey", name="remark"))
    client.force_login(manager)
    (line,) = client.get(use(lacking, survey_round)).context["lost"]
    assert line.agencies == 1
    assert client.post(use(lacking, survey_round), {"instead_of": full.sha256}).status_code == 409
    survey_round.refresh_from_db()
    assert survey_round.questionnaire == full


def test_the_version_that_is_asked_already_is_not_chosen_again(client, manager, small_questionnaire):
    preparing = make_round(small_questionnaire)
    client.force_login(manager)
    assert not client.get(use(small_questionnaire, preparing)).context["possible"]
    response = client.post(use(small_questionnaire, preparing), {"instead_of": small_questionnaire.sha256})
    assert response.status_code == 409
    assert not AuditEntry.objects.filter(action="round.questionnaire_chosen").exists()


def test_orphans_are_counted_by_agency(client, manager, officer, other_officer, survey_round):
    full, lacking = load(workbook()), load(without("survey", name="remark"))
    Round.objects.update(questionnaire=full)
    for submission, user in zip(
        survey_round.submissions.order_by("agency__code"), [officer, other_officer], strict=False
    ):
        answer(submission, user, timezone.now(), remark="ก")
    client.force_login(manager)
    response = client.get(f"{page(lacking)}differences/?round={survey_round.code}")
    assert [(line.question[-6:], line.agencies) for line in response.context["lost"]] == [("remark", 2)]
    assert response.context["other"] == full


def test_a_round_that_there_is_not(client, manager):
    version = load(workbook())
    client.force_login(manager)
    assert client.get(f"{page(version)}differences/?round=none").status_code == 404
    assert client.get(f"{page(version)}use/none/").status_code == 404

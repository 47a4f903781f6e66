"""The pages of differences and of the codes of two versions."""

import io

import pytest
from openpyxl import load_workbook

from audit.models import AuditEntry
from surveys.models import Crosswalk
from tests.surveys.questionnaire.workbooks import both, workbook
from tests.surveys.views.questionnaires.conftest import LIST, load

pytestmark = pytest.mark.django_db


def changed():
    """The plan reworded, weighed and pointed otherwise, the remark under another code."""
    book = workbook()
    for row in book["survey"]:
        if row.get("name") == "remark":
            row["name"] = "comment"
        if row.get("name") == "plan":
            row.update(both("label", "=ถามใหม่", "=Asked anew") | {"ega--weight": "2"})
    book["choices"][1]["score"] = "60"
    return book


@pytest.fixture
def old():
    return load(workbook())


@pytest.fixture
def new(old):
    return load(changed())


def differences(version, query=""):
    return f"{LIST}{version.pk}/differences/{query}"


def codes(new, old):
    return f"{LIST}{new.pk}/codes/{old.pk}/"


def test_the_version_before_is_what_it_is_compared_with(client, analyst, old, new):
    client.force_login(analyst)
    context = client.get(differences(new)).context
    assert context["other"] == old
    assert {each.kind: each.count for each in context["counts"]} == {
        "renamed": 1,
        "reworded": 1,
        "points": 1,
        "weight": 2,
    }
    assert client.get(differences(old)).context["other"] == new


def test_a_kind_can_be_looked_at_alone(client, analyst, old, new):
    client.force_login(analyst)
    lines = client.get(differences(new, "?kind=points")).context["lines"]
    assert [(line.code, line.before[0].pieces[0].text, line.after[0].pieces[0].text) for line in lines] == [
        ("plan", "50", "60")
    ]
    assert len(client.get(differences(new, "?kind=no_such")).context["lines"]) == 5


def test_both_languages_are_shown_with_what_changed(client, analyst, old, new):
    client.force_login(analyst)
    response = client.get(differences(new, "?kind=reworded"))
    (line,) = response.context["lines"]
    assert [side.language for side in line.before] == ["th", "en"]
    assert "<ins>" in response.text
    assert "<del>" in response.text


def test_two_versions_are_compared_as_the_address_says(client, analyst, old, new):
    book = changed()
    book["survey"][0].update(both("label", "อีก", "Again"))
    third = load(book)
    client.force_login(analyst)
    assert client.get(differences(third)).context["other"] == new
    assert client.get(differences(third, f"?from={old.pk}")).context["other"] == old
    for wrong in ("9999", "x", "9" * 40):
        assert client.get(differences(third, f"?from={wrong}")).status_code == 404


def test_the_only_version_has_nothing_to_compare_with(client, analyst, old):
    client.force_login(analyst)
    response = client.get(differences(old))
    assert (response.status_code, response.context["other"]) == (200, None)
    assert client.get(f"{LIST}{old.pk}/differences.xlsx").status_code == 404
    assert client.get(differences(old, f"?from={old.pk}")).context["other"] is None


def test_differences_can_be_taken_away_as_a_workbook(client, analyst, old, new):
    client.force_login(analyst)
    response = client.get(f"{LIST}{new.pk}/differences.xlsx?from={old.pk}")
    (sheet,) = load_workbook(io.BytesIO(response.content)).worksheets
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == 5
    assert "=ถามใหม่\n=Asked anew" in [row[-1] for row in rows]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_page_asks_the_database_the_same_for_few_and_many_changes(
    client, analyst, old, new, django_assert_num_queries
):
    client.force_login(analyst)
    same = workbook()
    same["settings"][0]["version"] = "2"
    few = load(same)
    client.get(differences(few, f"?from={old.pk}"))
    client.get(differences(new, f"?from={old.pk}"))
    queries = 13
    with django_assert_num_queries(queries):
        assert len(client.get(differences(few, f"?from={old.pk}")).context["lines"]) == 1
    with django_assert_num_queries(queries):
        assert len(client.get(differences(new, f"?from={old.pk}")).context["lines"]) == 5


def filled(client, new, old, **typed):
    form = client.get(codes(new, old)).context["form"]
    return {name: form[name].value() for name in form.fields} | typed


def test_the_table_proposes_the_question_with_the_same_text(client, manager, old, new):
    client.force_login(manager)
    context = client.get(codes(new, old)).context
    assert [(line.name, line.code.value()) for line in context["changed"]] == [("comment", "remark")]
    assert context["changed"][0].why


def test_a_table_that_is_saved_is_what_differences_follow(client, manager, old, new):
    client.force_login(manager)
    sent = filled(client, new, old, code__comment="", note__plan="ปรับคะแนน")
    response = client.post(codes(new, old), sent)
    assert response.url == f"{differences(new)}?from={old.pk}"
    kinds = {each.kind for each in client.get(differences(new)).context["counts"]}
    assert {"added", "dropped"} <= kinds
    assert "renamed" not in kinds
    rows = Crosswalk.objects.get().rows.values_list("new_name", "old_name", "note")
    assert set(rows) == {("plan", "plan", "ปรับคะแนน"), ("comment", "", "")}
    entry = AuditEntry.objects.get(action="questionnaire.crosswalk_saved")
    assert (entry.code, entry.note, entry.actor) == (new.sha256, old.sha256, manager)


def test_a_table_is_not_saved_over_a_newer_one(client, manager, old, new):
    client.force_login(manager)
    first, second = (
        filled(client, new, old, code__comment=""),
        filled(client, new, old, note__comment="ของฉัน"),
    )
    client.post(codes(new, old), first)
    response = client.post(codes(new, old), second)
    assert response.status_code == 409
    (line,) = [line for line in response.context["changed"] if line.name == "comment"]
    assert (line.code.value(), line.note.value(), line.standing) == ("remark", "ของฉัน", "")
    assert set(Crosswalk.objects.get().rows.values_list("new_name", "old_name")) == {("comment", "")}
    again = second | {"saves": response.context["form"]["saves"].value()}
    assert client.post(codes(new, old), again).status_code == 302
    assert set(Crosswalk.objects.get().rows.values_list("old_name", "note")) == {("remark", "ของฉัน")}


@pytest.mark.parametrize(("typed", "wrong"), [("no_such", "code__comment"), ("plan", "code__comment")])
def test_codes_that_cannot_be_are_refused_and_kept(client, manager, old, new, typed, wrong):
    client.force_login(manager)
    response = client.post(codes(new, old), filled(client, new, old, code__comment=typed))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [wrong]
    assert response.context["form"][wrong].value() == typed
    assert not Crosswalk.objects.exists()


def test_who_may_save_a_table(client, people, old, new):
    answers = {}
    for name, user in people.items():
        client.force_login(user)
        answers[name] = (
            client.get(codes(new, old)).status_code,
            client.post(codes(new, old), {}).status_code,
        )
    assert answers.pop("manager") == (200, 422)
    assert answers.pop("analyst") == (200, 403)
    assert set(answers.values()) == {(404, 404)}


def test_a_version_has_no_table_with_itself(client, manager, old):
    client.force_login(manager)
    assert client.get(codes(old, old)).status_code == 404

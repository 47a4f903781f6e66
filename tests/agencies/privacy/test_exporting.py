"""What a person gets who asks what is kept of them."""

import io
import json
import zipfile
from typing import Any

import pytest

from agencies.models import User
from agencies.privacy.register import register
from agencies.second_factor.session import PASSED
from audit.models import AuditEntry
from tests.agencies.privacy import lives
from tests.agencies.privacy.lives import lived

pytestmark = pytest.mark.django_db
SECRETS = ("argon2", "md5$", "secret-hash", "a1b2c3d4e5f6")


@pytest.fixture
def person(submission, manager) -> User:
    return lived(submission, manager)


def log_in(client: Any, user: User) -> None:
    """With the second step behind them."""
    client.force_login(user)
    session = client.session
    session[PASSED] = user.pk
    session.save()


def files(response: Any) -> dict[str, str]:
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def rows(document: dict[str, Any], title: str) -> list[dict[str, Any]]:
    (found,) = [each["rows"] for each in document["tables"] if each["title"]["en"] == title]
    return list(found)


def test_a_person_gets_all_that_is_kept(client, person):
    log_in(client, person)

    got = files(client.post("/profile/data/"))

    assert list(got) == ["data.json", "read-th.html", "read-en.html"]
    document = json.loads(got["data.json"])
    expected = [
        {column.path for column in table.shows}
        for table in register().tables
        if table.rows_of(person).exists()
    ]
    assert [set(each["rows"][0]) for each in document["tables"] if each["rows"]] == expected
    for text in got.values():
        assert [trace for trace in lives.TRACES if trace not in text] == []
        assert [secret for secret in (*SECRETS, person.password) if secret in text] == []


def test_of_answers_it_says_which_and_when_and_not_what(client, person, submission):
    log_in(client, person)
    document = json.loads(files(client.post("/profile/data/"))["data.json"])
    saved = rows(document, "Answers saved")
    assert [each["question"] for each in saved] == list(
        submission.answer_revisions.order_by("pk").values_list("question", flat=True)
    )
    assert {tuple(each) for each in saved} == {
        ("submission__round__code", "submission__agency__code", "question", "version", "saved_at", "address")
    }


def test_of_others_it_says_what_they_decided_and_not_who(client, person, manager):
    log_in(client, person)
    about = rows(json.loads(files(client.post("/profile/data/"))["data.json"]), "Decisions about this person")
    assert [each["action"] for each in about] == ["person.created", "person.role_granted", "person.invited"]
    assert {key for each in about for key in each} == {
        "at",
        "action",
        "kind",
        "code",
        "round_code",
        "before",
        "after",
        "note",
    }


def test_the_pages_speak_their_language(client, person):
    log_in(client, person)
    got = files(client.post("/profile/data/"))
    assert '<html lang="th">' in got["read-th.html"]
    assert '<th scope="col">ชื่อและนามสกุล</th>' in got["read-th.html"]
    assert '<th scope="col">Full name</th>' in got["read-en.html"]
    assert "15 Jul 2026" in got["read-en.html"]
    assert "2569" in got["read-th.html"]


def test_what_people_type_is_no_markup(client, person):
    User.objects.filter(pk=person.pk).update(position="<script>alert(1)</script>")
    log_in(client, person)
    got = files(client.post("/profile/data/"))
    assert "<script>" not in got["read-th.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in got["read-th.html"]


def test_a_manager_takes_it_for_a_request(client, person, manager):
    client.force_login(manager)
    got = files(client.post(f"/manage/people/{person.pk}/data/", {"reason": " ดศ 12/2569 "}))
    assert json.loads(got["data.json"])["person"] == person.pk
    entry = AuditEntry.objects.get(action="person.data_exported")
    assert (entry.code, entry.actor_id, entry.note) == (str(person.pk), manager.pk, "ดศ 12/2569")


def test_without_a_reference_nothing_is_handed_out(client, person, manager):
    client.force_login(manager)
    refused = client.post(f"/manage/people/{person.pk}/data/", {"reason": ""})
    assert (refused.status_code, "โปรดระบุ" in refused.text) == (422, True)
    assert not AuditEntry.objects.filter(action="person.data_exported").exists()


def test_nobody_else_takes_it(people, person, client):
    for name, user in people.items():
        client.force_login(user)
        status = client.get(f"/manage/people/{person.pk}/data/").status_code
        assert (name, status) == (name, {"manager": 200, "analyst": 403}.get(name, 404))
    client.logout()
    assert client.post("/profile/data/").status_code == 302
    assert client.get("/profile/data/").status_code == 302

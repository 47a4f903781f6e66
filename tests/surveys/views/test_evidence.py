"""Files attached, fetched and taken away one at a time."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agencies.typed import sign_page_user
from surveys.models import Submission
from surveys.services.evidence import attach
from tests.surveys.views.pages import BASE, DIMENSION, save

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 something"
UPLOAD = BASE + "answers/plan/evidence/"


@pytest.fixture(autouse=True)
def in_english(client, officer, draft):
    client.cookies["django_language"] = "en"
    client.force_login(officer)


def send(client, content=PDF, name="plan.pdf", url=UPLOAD):
    return client.post(
        url, {"file": SimpleUploadedFile(name, content)}, headers={"accept": "application/json"}
    )


def test_it_works(client, draft):
    body = send(client, name="แผน 2560.pdf").json()
    assert "แผน 2560.pdf" in body["files"]
    assert "attached by คุณ officer" in body["files"]
    assert draft.evidence.get().question == "plan"


def test_what_was_missing_is_no_longer(client):
    before = save(client, "plan", 1, plan="finished").json()
    after = send(client).json()
    assert [body["issues"]["plan"]["errors"] for body in (before, after)] == [
        ["A file that shows this is missing."],
        [],
    ]


REFUSED = [
    (b"", "plan.pdf", "The file is empty."),
    (b"MZ\x90 a program", "plan.pdf", "The file is not what its name says"),
    (PDF, "plan.exe", "Files of this kind cannot be attached. Attach .docx"),
    (
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 504,
        "แผน.doc",
        "Files in the old format .doc cannot be attached. Open the file in its program, choose “Save as”",
    ),
    (
        b"%PDF" + b"x" * 20 * 1024 * 1024,
        "plan.pdf",
        "The file is 20.1\u00a0MB, more than the 10\u00a0MB allowed. Make it smaller, or attach it in parts.",
    ),
]


@pytest.mark.parametrize("content, name, text", REFUSED)
def test_what_cannot_be_evidence(client, draft, content, name, text):
    response = send(client, content, name)
    assert (response.status_code, response.json()["error"].startswith(text)) == (422, True)
    assert not draft.evidence.exists()


def test_the_limit_is_said_beside_the_input_and_to_the_script(client):
    html = client.get(DIMENSION).content.decode()
    assert ".pdf, .docx, .xlsx, .pptx, .jpg or .png, at most 10\u00a0MB each" in html
    assert "The file is %(size)s, more than the 10\\u00a0MB allowed." in html


def test_the_same_file_twice(client, draft):
    send(client)
    response = send(client, name="again.pdf")
    assert response.json() == {"error": "This file is already attached here."}
    assert draft.evidence.count() == 1


def test_nothing_sent(client):
    assert client.post(UPLOAD).json() == {"error": "The file is empty."}


def test_a_question_that_takes_no_files(client):
    response = send(client, url=BASE + "answers/remark/evidence/")
    assert (response.status_code, response.json()) == (422, {"error": "No files belong to this question."})


def test_too_late(client, draft):
    Submission.objects.filter(pk=draft.pk).update(state="returned")
    draft.round.__class__.objects.update(state="closed")
    assert send(client).status_code == 409
    assert not draft.evidence.exists()


@pytest.fixture
def file(draft, officer):
    upload = SimpleUploadedFile('แผน "1".pdf', PDF)
    return attach(submission=draft, question="plan", upload=upload, user=officer, now=timezone.now())


def test_it_is_saved_to_disk_and_never_shown(client, file):
    response = client.get(f"{BASE}evidence/{file.pk}/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/pdf")


def test_taken_away(client, file):
    body = client.post(f"{BASE}evidence/{file.pk}/remove/").json()
    assert body["files"].strip() == ""
    assert client.get(f"{BASE}evidence/{file.pk}/").status_code == 404


def test_a_page_of_somebody_else_changes_no_files(client, draft, file, second_officer):
    other = {"page_user": sign_page_user(second_officer)}
    upload = {"file": SimpleUploadedFile("plan.pdf", PDF + b" else")}
    replies = [client.post(UPLOAD, upload | other), client.post(f"{BASE}evidence/{file.pk}/remove/", other)]
    assert [(reply.status_code, reply.json()["refused"][:26]) for reply in replies] == [
        (409, "Somebody else is logged in")
    ] * 2
    assert list(draft.evidence.present()) == [file]


def test_taken_away_twice(client, file):
    client.post(f"{BASE}evidence/{file.pk}/remove/")
    assert client.post(f"{BASE}evidence/{file.pk}/remove/").status_code == 404

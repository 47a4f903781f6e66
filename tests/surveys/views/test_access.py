"""Who may open and send which page. Nobody learns more than "not found" about what is not theirs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from surveys.models import Signature, Submission
from surveys.services.evidence import attach
from surveys.services.submitting import sign
from tests.people import CAST
from tests.surveys.views.pages import BASE, DIMENSION, save_url

pytestmark = pytest.mark.django_db

READERS = {"officer", "second_officer", "approver", "reader", "analyst", "manager"}
EDITORS = {"officer", "second_officer", "approver"}
APPROVERS = {"approver"}

READ = [
    BASE,
    DIMENSION,
    BASE + "review/",
    BASE + "score/",
    BASE + "receipt/",
    BASE + "receipt/answers.json",
    BASE + "answers/plan/history/",
    BASE + "evidence/1/",
]


@pytest.fixture
def evidence(submitted, officer):
    """The file number 1, beside an answer that is submitted: there is something to leak on every page."""
    Submission.objects.filter(pk=submitted.pk).update(state=Submission.State.DRAFT)
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 1")
    file = attach(submission=submitted, question="plan", upload=upload, user=officer, now=timezone.now())
    Submission.objects.filter(pk=submitted.pk).update(state=Submission.State.WAITING)
    return file


@pytest.mark.parametrize("path", READ)
def test_only_the_agency_and_ega_read(client, people, evidence, path):
    seen = {}
    for name in CAST:
        client.force_login(people[name])
        response = client.get(path.replace("evidence/1/", f"evidence/{evidence.pk}/"))
        b"".join(response)  # a file that is read to its end is closed
        seen[name] = response.status_code
    assert seen == {name: 200 if name in READERS else 404 for name in CAST}


def test_only_approvers_read_to_sign(client, people, submitted):
    seen = {}
    for name in CAST:
        client.force_login(people[name])
        seen[name] = client.get(BASE + "sign/").status_code
    assert seen == {name: 200 if name in APPROVERS else 404 for name in CAST}


SENT_BY_EDITORS = [
    (DIMENSION, {"version__plan": "1", "plan": "none"}, 302),
    (save_url("plan"), {"version__plan": "1", "plan": "none"}, 200),
    (BASE + "submit/", {}, 422),
]


@pytest.mark.parametrize("path, data, accepted", SENT_BY_EDITORS)
def test_only_officers_and_approvers_change_answers(client, people, draft, path, data, accepted):
    seen = {}
    for name in CAST:
        if name not in EDITORS:
            client.force_login(people[name])
            seen[name] = client.post(path, data).status_code
    assert set(seen.values()) == {404}
    assert draft.answers.get(question="plan").value == "in_preparation"
    client.force_login(people["officer"])
    assert client.post(path, data).status_code == accepted


def test_only_officers_and_approvers_take_files_away(client, people, evidence):
    Submission.objects.filter(pk=evidence.submission_id).update(state=Submission.State.DRAFT)
    path = f"{BASE}evidence/{evidence.pk}/remove/"
    for name in sorted(set(CAST) - EDITORS):
        client.force_login(people[name])
        assert (name, client.post(path).status_code) == (name, 404)
    evidence.refresh_from_db()
    assert evidence.removed_at is None
    client.force_login(people["officer"])
    assert client.post(path).status_code == 200


@pytest.mark.parametrize("page, data", [("sign/", {"declared": "on"}), ("return/", {"reason": "because"})])
def test_only_approvers_sign_and_return(client, people, submitted, page, data):
    data |= {"sha256": submitted.current_version.sha256}
    for name in sorted(set(CAST) - APPROVERS):
        client.force_login(people[name])
        assert (name, client.post(BASE + page, data).status_code) == (name, 404)
    submitted.refresh_from_db()
    assert (submitted.state, Signature.objects.count()) == (Submission.State.WAITING, 0)


@pytest.mark.parametrize("path", [*READ, BASE + "sign/", "/"])
def test_strangers_are_sent_to_log_in(client, submitted, path):
    response = client.get(path)
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/login/")


def test_the_script_of_an_ended_session_is_told_to_log_in(client, draft):
    response = client.post(save_url("plan"), {"plan": "none"}, headers={"accept": "application/json"})
    assert response.status_code == 401
    assert draft.answers.get(question="plan").value == "in_preparation"


def test_evidence_of_another_agency_is_not_found_under_ones_own(client, people, evidence, other_submission):
    client.force_login(people["other_officer"])
    assert client.get(f"/rounds/2569/D1201/evidence/{evidence.pk}/").status_code == 404


def test_a_round_in_preparation_does_not_exist_for_agencies(client, draft, officer):
    type(draft.round).objects.filter(pk=draft.round_id).update(state="preparing")
    client.force_login(officer)
    assert client.get(BASE).status_code == 404


@pytest.mark.parametrize("path", ["dimensions/9/", "answers/unheard/history/", "evidence/999/", "receipt/"])
def test_what_does_not_exist(client, draft, officer, path):
    client.force_login(officer)
    assert client.get(BASE + path).status_code == 404


def test_a_signed_submission_is_open_to_the_same_readers(client, submitted, approver, reader):
    sign(submission=submitted, sha256=submitted.current_version.sha256, user=approver, now=timezone.now())
    client.force_login(reader)
    assert client.get(BASE + "receipt/").status_code == 200

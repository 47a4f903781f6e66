"""The approver reads what was submitted, and signs it or gives it back."""

import hashlib

import pytest
from django.utils import timezone

from surveys.models import Submission
from surveys.services.submitting import return_for_correction, submit
from tests.surveys.views.pages import BASE

pytestmark = pytest.mark.django_db

SIGN, RETURN, RECEIPT = BASE + "sign/", BASE + "return/", BASE + "receipt/"
State = Submission.State


@pytest.fixture(autouse=True)
def in_english(client, approver):
    client.cookies["django_language"] = "en"
    client.force_login(approver)


def declared(submission):
    return {"sha256": submission.current_version.sha256, "declared": "on"}


def test_it_works(client, submitted):
    html = client.get(SIGN).content.decode()
    assert all(text in html for text in [submitted.current_version.sha256, "2569-D1101-1", "In preparation"])
    response = client.post(SIGN, declared(submitted))
    submitted.refresh_from_db()
    assert (response["Location"], submitted.state) == (RECEIPT, State.SIGNED)


def test_the_declaration_must_be_ticked(client, submitted):
    response = client.post(SIGN, declared(submitted) | {"declared": ""})
    submitted.refresh_from_db()
    assert (response.status_code, submitted.state) == (422, State.WAITING)
    assert "Tick the declaration to sign." in response.content.decode()


def test_what_was_read_must_be_what_is_signed(client, submitted, officer, approver):
    data = declared(submitted)
    return_for_correction(submission=submitted, reason="แก้", user=approver, now=timezone.now())
    submit(submission=submitted, user=officer, now=timezone.now())
    response = client.post(SIGN, data, follow=True)
    submitted.refresh_from_db()
    assert submitted.state == State.WAITING
    assert "Read them once more before you sign." in response.content.decode()


@pytest.mark.parametrize("page", [SIGN, RETURN])
def test_a_draft_can_be_neither_signed_nor_returned(client, draft, page):
    response = client.post(page, {"sha256": "0" * 64, "declared": "on", "reason": "แก้"})
    draft.refresh_from_db()
    assert (response["Location"], draft.state) == (BASE, State.DRAFT)


def test_signing_twice_leads_to_the_overview(client, submitted):
    client.post(SIGN, declared(submitted))
    assert client.post(SIGN, declared(submitted))["Location"] == BASE


@pytest.mark.parametrize(
    "reason, status, state", [("งบประมาณยังไม่ถูก", 302, State.RETURNED), ("  ", 422, State.WAITING)]
)
def test_returning_needs_a_reason(client, submitted, reason, status, state):
    response = client.post(RETURN, {"reason": reason})
    submitted.refresh_from_db()
    assert (response.status_code, submitted.state) == (status, state)


class TestReceipt:
    def test_it_waits_for_the_approver(self, client, submitted, officer, approver):
        client.force_login(officer)
        html = client.get(RECEIPT).content.decode()
        assert "Submitted, waiting for sign-off" in html
        assert f"Approvers: {approver.full_name}" in html

    def test_it_tells_who_signed(self, client, submitted, approver):
        client.post(SIGN, declared(submitted))
        html = client.get(RECEIPT).content.decode()
        assert all(text in html for text in ["Submitted and signed", approver.full_name, "2569-D1101-1"])

    def test_the_document_has_the_hash_of_the_receipt(self, client, submitted):
        response = client.get(RECEIPT + "answers.json")
        assert hashlib.sha256(response.content).hexdigest() == submitted.current_version.sha256
        assert response["Content-Disposition"] == 'attachment; filename="2569-D1101-1.json"'

    def test_of_returned_answers_it_no_longer_stands(self, client, submitted):
        client.post(RETURN, {"reason": "แก้"})
        assert "This receipt no longer stands" in client.get(RECEIPT).content.decode()

    def test_an_approver_who_was_switched_off_is_not_named(self, client, submitted, officer, approver):
        client.force_login(officer)
        approver.is_active = False
        approver.save()
        html = client.get(RECEIPT).content.decode()
        assert (approver.full_name in html, "Your agency has no approver yet." in html) == (False, True)

    def test_an_agency_without_an_approver_is_told(self, client, submitted, officer, approver):
        approver.memberships.all().delete()
        client.force_login(officer)
        assert "Your agency has no approver yet." in client.get(RECEIPT).content.decode()

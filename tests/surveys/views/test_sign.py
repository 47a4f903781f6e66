"""The approver reads what was submitted, and signs it or gives it back."""

import datetime as dt
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from agencies.models import Role
from portal.templatetags.portal_format import datetime_be
from surveys.models import Round, Signature, Submission
from surveys.services.evidence import attach
from surveys.services.submitting import return_for_correction, submit
from tests.people import make_member
from tests.rounds import COMPLETE, answer, complete_and_submit
from tests.surveys.views.pages import BASE

pytestmark = pytest.mark.django_db

SIGN, RETURN, RECEIPT = BASE + "sign/", BASE + "return/", BASE + "receipt/"
State = Submission.State


@pytest.fixture(autouse=True)
def in_english(client, approver):
    client.cookies["django_language"] = "en"
    client.force_login(approver)


def end_time():
    """The last day is over; the round is still open."""
    Round.objects.update(opens_on=dt.date(2020, 1, 1), closes_on=dt.date(2020, 1, 2))


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


class TestAnOlderPage:
    """Of an approver who comes after another, or presses twice."""

    @pytest.mark.parametrize("send", ["get", "post"])
    def test_says_who_has_signed(self, client, submitted, approver, send):
        client.post(SIGN, declared(submitted))
        response = getattr(client, send)(SIGN, declared(submitted), follow=True)
        with override("en"):
            when = datetime_be(Signature.objects.get().signed_at)
        assert response.redirect_chain == [(RECEIPT, 302)]
        assert f"{approver.full_name} signed these answers, {when}." in response.content.decode()

    @pytest.mark.parametrize("send", ["get", "post"])
    def test_says_who_has_returned(self, client, submitted, manager, send):
        data = declared(submitted)
        return_for_correction(submission=submitted, reason="แก้", user=manager, now=timezone.now())
        response = getattr(client, send)(SIGN, data, follow=True)
        assert response.redirect_chain == [(BASE, 302)]
        assert f"{manager.full_name} returned these answers for correction," in response.content.decode()

    @pytest.mark.parametrize("send", ["get", "post"])
    def test_says_that_the_round_is_closed(self, client, submitted, send):
        Round.objects.update(state="closed")
        response = getattr(client, send)(SIGN, declared(submitted), follow=True)
        assert response.redirect_chain == [(BASE, 302)]
        assert "The round is closed. Answers can only be read now." in response.content.decode()


def test_evidence_can_be_opened_from_where_it_is_read(client, submission, officer):
    answer(submission, officer, timezone.now(), **COMPLETE)
    upload = SimpleUploadedFile("แผน.pdf", b"%PDF-1.7 plan")
    file = attach(submission=submission, question="plan", upload=upload, user=officer, now=timezone.now())
    submit(submission=submission, user=officer, now=timezone.now())
    address = f"{BASE}evidence/{file.pk}/"
    for page in (SIGN, BASE + "review/"):
        assert f'<a href="{address}">แผน.pdf</a>' in client.get(page).content.decode()
    assert b"".join(client.get(address).streaming_content) == b"%PDF-1.7 plan"


def test_what_was_left_blank_is_not_stated(client, submitted, officer):
    html = client.get(SIGN).content.decode()
    assert (html.count("Not stated"), "Not answered yet" in html) == (4, False)


def test_after_the_last_day_it_can_still_be_signed_but_not_returned(client, submitted):
    end_time()
    html = client.get(SIGN).content.decode()
    assert "the approver can still sign them, until the round closes, " in html
    assert "Ask EGA for an extension first." in html
    assert f'action="{RETURN}"' not in html
    client.post(SIGN, declared(submitted))
    submitted.refresh_from_db()
    assert submitted.state == State.SIGNED


def test_who_submitted_is_told_that_the_receipt_says_so(client, submission, approver):
    complete_and_submit(submission, approver, timezone.now())
    assert "You submitted these answers yourself." in client.get(SIGN).content.decode()


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
        assert f"<ul>\n          <li>{approver.full_name}</li>\n        </ul>" in html

    def test_each_approver_stands_on_a_line(self, client, submitted, officer, agency_a):
        make_member("second.approver", Role.APPROVER, agency=agency_a)
        client.force_login(officer)
        html = client.get(RECEIPT).content.decode()
        assert "<li>คุณ approver</li><li>คุณ second.approver</li>" in html

    def test_after_the_last_day_it_can_still_be_signed(self, client, submitted, officer):
        client.force_login(officer)
        end_time()
        html = client.get(RECEIPT).content.decode()
        assert "the approver can still sign them, until the round closes, " in html

    @pytest.mark.parametrize("who, alone", [("officer", False), ("approver", True)])
    def test_it_tells_when_one_person_did_both(self, client, submission, people, approver, who, alone):
        complete_and_submit(submission, people[who], timezone.now())
        client.post(SIGN, declared(submission))
        texts = {
            RECEIPT: "One person submitted and signed these answers.",
            BASE: "2569-D1101-1. The same person submitted and signed.",
        }
        assert [text in client.get(page).content.decode() for page, text in texts.items()] == [alone] * 2

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

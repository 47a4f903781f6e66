"""Forgetting a person, and what the agency keeps."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import translation

from agencies.accounts import AccountRefused, switch_on
from agencies.models import InvitationList, Role, User
from agencies.privacy.erasing import concerned, erase
from agencies.privacy.register import Fate
from agencies.services import LastManager
from audit.models import AuditEntry
from surveys.models import ReminderMail, Signature, Submission
from surveys.reminding.sending import claim
from surveys.services.submitting import sign
from tests.agencies.inviting.making import NOW
from tests.agencies.privacy.lives import EMAIL, NAME, POSITION, TRACES, lived, open_sessions
from tests.people import PASSWORD, make_member
from tests.rounds import DURING, complete_and_submit

pytestmark = pytest.mark.django_db
REFERENCE = "ดศ 12/2569"
# In them an address or a name stays, as docs/privacy.md says.
STAYS = {
    ("audit_auditentry", "address"),
    ("surveys_answerrevision", "address"),
    ("surveys_submissionevent", "address"),
    ("surveys_signature", "full_name"),
    ("surveys_signature", "position"),
}


@pytest.fixture
def person(submission, manager) -> User:
    return lived(submission, manager)


def traces() -> set[tuple[str, str]]:
    """Every column of the database in which something of the person stands."""
    return {
        (model._meta.db_table, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        for value in model._base_manager.values_list(field.name, flat=True)
        if any(trace in str(value) for trace in TRACES)
    }


def contents(*names: str) -> dict[str, list[Any]]:
    return {name: list(apps.get_model(name)._base_manager.order_by("pk").values()) for name in names}


AGENCYS = (
    "surveys.Answer",
    "surveys.AnswerRevision",
    "surveys.SubmissionVersion",
    "surveys.SubmissionEvent",
    "surveys.Signature",
    "surveys.EvidenceFile",
    "surveys.Submission",
)


def test_nothing_is_left_but_what_the_documentation_names(person, manager):
    assert len(traces()) > len(STAYS) + 10

    erase(user=person, by=manager, reference=REFERENCE, now=NOW)

    assert traces() == STAYS
    assert (open_sessions(person), person.memberships.count(), InvitationList.objects.count()) == (0, 0, 0)


def test_the_agencys_answers_do_not_change_by_a_byte(person, manager):
    before = contents(*AGENCYS)
    assert [name for name, rows in before.items() if not rows] == []

    erase(user=person, by=manager, reference=REFERENCE, now=NOW)

    assert contents(*AGENCYS) == before


def test_the_account_is_an_empty_row(person, manager):
    erase(user=person, by=manager, reference=REFERENCE, now=NOW)
    person.refresh_from_db()
    assert (person.email, person.position, person.phone, person.is_active, person.last_login) == (
        f"erased-{person.pk}@erased.invalid",
        "",
        "",
        False,
        None,
    )
    assert (person.has_usable_password(), person.second_factor_at, person.erased_at) == (False, None, NOW)


@pytest.mark.parametrize(
    "language, name", [("th", "บุคคลที่ลบข้อมูลแล้ว หมายเลข {}"), ("en", "Erased person no. {}")]
)
def test_pages_show_a_number_where_the_name_stood(person, manager, language, name):
    erase(user=person, by=manager, reference=REFERENCE, now=NOW)
    with translation.override(language):
        user = User.objects.get(pk=person.pk)
        shown = name.format(person.pk)
        assert (str(user), user.full_name) == (shown, shown)
        assert list(Signature.objects.values_list("signed_by__full_name", flat=True)) == [shown]
    signature = Signature.objects.get()
    assert (signature.full_name, signature.position) == (NAME, POSITION)
    user.save()
    with translation.override("en"):
        assert User.objects.get(pk=person.pk).full_name == f"Erased person no. {person.pk}"


def test_the_journal_says_who_erased_whom_and_why(person, manager):
    erase(user=person, by=manager, reference=f" {REFERENCE} ", now=NOW)
    entries = AuditEntry.objects.filter(actor=manager, code=str(person.pk)).order_by("pk")
    assert list(entries.values_list("action", "after", "note"))[3:] == [
        ("person.role_revoked", None, ""),
        ("person.role_revoked", None, ""),
        ("person.erased", None, REFERENCE),
    ]


def test_a_reminder_that_waits_is_not_sent(person, manager):
    mail = ReminderMail.objects.get()
    assert mail.state == ReminderMail.State.WAITING
    erase(user=person, by=manager, reference=REFERENCE, now=NOW)
    assert claim(mail_id=mail.pk, now=NOW) is None
    mail.refresh_from_db()
    assert (mail.state, mail.address, mail.reply) == (ReminderMail.State.DROPPED, "", "")


def test_the_account_is_never_used_again(client, person, manager):
    erase(user=person, by=manager, reference=REFERENCE, now=NOW)
    client.post("/login/", {"username": EMAIL, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    switch_on(user=person, by=manager, now=NOW)
    assert not person.is_active
    with pytest.raises(IntegrityError, match="user_erased_is_switched_off"), transaction.atomic():
        User.objects.filter(pk=person.pk).update(is_active=True)


def test_the_address_can_have_an_account_again(person, manager):
    erase(user=person, by=manager, reference=REFERENCE, now=NOW)
    assert User.objects.create_user(email=EMAIL, full_name=NAME).pk != person.pk


@pytest.fixture
def waits_for(submission: Submission, officer: User, approver: User) -> User:
    complete_and_submit(submission, officer)
    return approver


def refused(user: User, by: User, reference: str = REFERENCE) -> str:
    before = contents("agencies.User", "agencies.Membership", "audit.AuditEntry")
    with pytest.raises(AccountRefused) as error:
        erase(user=user, by=by, reference=reference, now=NOW)
    assert contents("agencies.User", "agencies.Membership", "audit.AuditEntry") == before
    return error.value.code


def test_not_while_a_signature_waits_that_nobody_else_can_give(waits_for, manager):
    assert refused(waits_for, manager) == "signature_waits"


def test_but_where_somebody_else_can_sign(waits_for, manager, agency_a):
    make_member("second.approver", Role.APPROVER, agency=agency_a)
    erase(user=waits_for, by=manager, reference=REFERENCE, now=NOW)
    assert waits_for.memberships.count() == 0


def test_not_where_the_other_approver_is_switched_off(waits_for, manager, agency_a):
    other = make_member("second.approver", Role.APPROVER, agency=agency_a)
    User.objects.filter(pk=other.pk).update(is_active=False)
    assert refused(waits_for, manager) == "signature_waits"


def test_and_once_it_is_signed(waits_for, manager, submission):
    submission.refresh_from_db()
    sign(submission=submission, sha256=submission.current_version.sha256, user=waits_for, now=DURING)
    erase(user=waits_for, by=manager, reference=REFERENCE, now=NOW)
    assert waits_for.memberships.count() == 0


def test_not_oneself_not_twice_and_not_without_a_reference(person, manager):
    assert refused(manager, manager) == "own_account"
    assert refused(person, manager, reference="  ") == "reason_missing"
    erase(user=person, by=manager, reference=REFERENCE, now=NOW)
    assert refused(person, manager) == "already_erased"


def test_not_the_last_manager(manager, stranger):
    with pytest.raises(LastManager):
        erase(user=manager, by=stranger, reference=REFERENCE, now=NOW)
    assert manager.memberships.count() == 1


def test_the_page_says_what_goes_and_what_stays(client, person, manager):
    client.force_login(manager)
    page = client.get(f"/manage/people/{person.pk}/erase/", headers={"accept-language": "th"}).text
    found = concerned(person)
    titles = [str(each.table.title) for fate in Fate for each in found[fate]]
    assert [title for title in titles if title not in page and title != "บัญชีผู้ใช้"] == []
    assert {each.table.model for each in found[Fate.KEPT]} >= {"surveys.Signature", "audit.AuditEntry"}


def test_by_its_page(client, person, manager):
    client.force_login(manager)
    where = f"/manage/people/{person.pk}/erase/"
    for posted in ({"reason": ""}, {"reason": REFERENCE}, {"sure": "on"}):
        assert client.post(where, posted).status_code == 422
    assert User.objects.get(pk=person.pk).full_name == NAME

    done = client.post(where, {"reason": REFERENCE, "sure": "on"}, follow=True)

    assert (done.status_code, "ลบข้อมูลส่วนบุคคลแล้ว" in done.text) == (200, True)
    assert [trace for trace in TRACES if trace in done.text] == []
    for what in ("erase", "roles", "on", "invite", "address", "unlock"):
        assert (what, client.post(f"/manage/people/{person.pk}/{what}/").status_code) == (what, 404)
    listed = client.get("/manage/people/", {"access": "off"}).text
    assert f"/manage/people/{person.pk}/" not in listed


def test_the_page_refuses_in_words(client, manager, waits_for):
    client.force_login(manager)
    page = client.get(f"/manage/people/{waits_for.pk}/erase/").text
    assert ("ผู้รับรองของหน่วยงาน" in page, 'name="sure"' in page) == (True, False)
    posted = client.post(f"/manage/people/{waits_for.pk}/erase/", {"reason": "x", "sure": "on"})
    assert posted.status_code == 422
    assert User.objects.get(pk=waits_for.pk).is_active


def test_nobody_else_erases(people, client, person):
    for name, user in people.items():
        if name != "manager":
            client.force_login(user)
            posted = client.post(f"/manage/people/{person.pk}/erase/", {"reason": "x", "sure": "on"})
            assert (name, posted.status_code) == (name, {"analyst": 403}.get(name, 404))
    assert User.objects.get(pk=person.pk).full_name == NAME

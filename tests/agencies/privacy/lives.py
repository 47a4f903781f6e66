"""A person of whom something stands in every table that there is."""

import datetime as dt
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from agencies.links import hash_of
from agencies.models import (
    AddressChange,
    Invitation,
    InvitationList,
    Membership,
    RecoveryCode,
    Role,
    User,
)
from audit.actions import Action
from audit.services import record
from audit.whence import coming_from
from surveys.models import EvidenceFile, Presence, Reminder, ReminderMail, Submission
from surveys.services.submitting import sign
from tests.agencies.inviting.making import NOW, invite_one, put
from tests.people import PASSWORD, with_password
from tests.rounds import DURING, complete_and_submit

NAME, EMAIL, PHONE, POSITION = "สมศรี ลืมไม่ได้", "new@agency.go.th", "0 2999 8877", "นักวิชาการชำนาญการ"
ADDRESS = "203.0.113.77"
NEW_EMAIL = "somsri.new@agency.go.th"
TRACES = (NAME, EMAIL, PHONE, POSITION, ADDRESS, NEW_EMAIL)


def lived(submission: Submission, manager: User) -> User:
    """Invited, logged in, answered, submitted and signed; reminded, and about to change the address."""
    agency = submission.agency
    invitation = invite_one(agency, manager)
    user = with_password(invitation.user)
    User.objects.filter(pk=user.pk).update(full_name=NAME, phone=PHONE, position=POSITION, last_login=NOW)
    user.refresh_from_db()
    Membership.objects.create(user=user, role=Role.APPROVER, agency=agency)
    put(
        invitation,
        state=Invitation.State.SENT,
        sent_at=NOW,
        expires_at=NOW + dt.timedelta(days=1),
        token_hash=hash_of("token"),
        reply=f"250 {EMAIL}",
    )
    with coming_from(ADDRESS):
        version = complete_and_submit(submission, user)
        sign(submission=submission, sha256=version.sha256, user=user, now=DURING)
        record(action=Action.ADDRESS_CHANGED, code=user.pk, user=user, now=NOW)
    _credentials(user, manager)
    _log_ins(user)
    _mails(user, submission, manager)
    Presence.objects.update_or_create(
        submission=submission, user=user, defaults={"dimension": "1", "seen_at": DURING}
    )
    EvidenceFile.objects.create(
        submission=submission,
        question="policy_file",
        name="นโยบาย.pdf",
        content_type="application/pdf",
        size=4,
        sha256="a" * 64,
        uploaded_by=user,
        uploaded_at=DURING,
    )
    return user


def _credentials(user: User, manager: User) -> None:
    User.objects.filter(pk=user.pk).update(second_factor_at=NOW)
    TOTPDevice.objects.create(
        user=user, name="totp", confirmed=True, key="a1b2c3d4e5f60718293a4b5c6d7e8f9001122334"
    )
    RecoveryCode.objects.create(user=user, code_hash="secret-hash")
    AddressChange.objects.create(
        user=user,
        email=NEW_EMAIL,
        token_hash=hash_of("change"),
        asked_by=manager,
        asked_at=NOW,
        expires_at=NOW + dt.timedelta(days=1),
    )
    InvitationList.objects.create(
        file_name="list.xlsx",
        rows=[{"email": EMAIL, "full_name": NAME}],
        uploaded_by=manager,
        uploaded_at=NOW,
    )


def _log_ins(user: User) -> None:
    client = Client()
    client.force_login(user)
    Client().post(
        "/login/", {"username": EMAIL, "password": PASSWORD + "x"}, headers={"x-forwarded-for": ADDRESS}
    )
    where: dict[str, Any] = {
        "username": EMAIL,
        "ip_address": ADDRESS,
        "user_agent": "Firefox",
        "path_info": "/",
    }
    AccessLog.objects.create(**where)
    AccessFailureLog.objects.create(**where)
    AccessAttempt.objects.create(**where, failures_since_start=1)


def _mails(user: User, submission: Submission, manager: User) -> None:
    reminder = Reminder.objects.create(
        round=submission.round,
        step=Reminder.Step.STARTED,
        origin="https://portal.example.go.th",
        created_by=manager,
        created_at=DURING,
    )
    ReminderMail.objects.create(
        reminder=reminder,
        step=reminder.step,
        submission=submission,
        user=user,
        address=EMAIL,
        reply=f"451 {EMAIL} later",
        due_at=DURING,
    )


def open_sessions(user: User) -> int:
    return sum(
        each.get_decoded().get("_auth_user_id") == str(user.pk)
        for each in Session.objects.filter(expire_date__gt=timezone.now())
    )

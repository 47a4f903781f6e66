"""Changing the address under which somebody logs in and gets mail."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.accounts import AccountRefused, end_sessions
from agencies.inviting.stopping import stop_invitation
from agencies.links import hash_of, new_token
from agencies.mails import send_letter
from agencies.models import AddressChange, Invitation, User
from agencies.tasks import mail_letter
from audit.actions import Action
from audit.services import record
from portal.queueing import nudge_on_commit

LINK_WORKS_FOR = dt.timedelta(days=3)


class LinkOver(Exception):
    """The link was used or replaced, or its time is over."""


@transaction.atomic
def change_address(*, user: User, email: str, shown: str, by: User, now: dt.datetime) -> None:
    """Change it at once: a manager has made sure that the person reads mail there.

    `shown` is the address that the manager saw. Raises AccountRefused ("changed_meanwhile", "address_taken",
    "same_address").
    """
    _refuse(user, email, shown)
    _change(user, email, by, now)


def ask_to_confirm(*, user: User, email: str, shown: str, origin: str, by: User, now: dt.datetime) -> None:
    """Mail a link to the new address; the change is made when its reader follows it. Replaces an older one.

    The mail is sent here and now, so that the manager sees whether the address takes it: raises MailNotSent,
    and what `change_address` raises. `origin` is scheme and host, already checked against ALLOWED_HOSTS.
    """
    token = new_token()
    with transaction.atomic():
        _refuse(user, email, shown)
        AddressChange.objects.update_or_create(
            user=user,
            defaults={
                "email": email,
                "token_hash": hash_of(token),
                "asked_by": by,
                "asked_at": now,
                "expires_at": now + LINK_WORKS_FOR,
            },
        )
        record(action=Action.ADDRESS_CHANGE_ASKED, code=user.pk, user=by, now=now)
        link = origin + reverse("agencies:confirm_address", args=[token])
        send_letter(user=user, letter="agencies/mail/confirm_address", context={"link": link}, to=email)


def find_change(*, token: str, now: dt.datetime) -> AddressChange:
    """The change of a link that still works. Raises LinkOver."""
    waiting = AddressChange.objects.filter(token_hash=hash_of(token), expires_at__gt=now)
    found = waiting.filter(user__is_active=True).select_related("user").first()
    if found is None:
        raise LinkOver
    return found


@transaction.atomic
def confirm_address(*, token: str, now: dt.datetime) -> User:
    """The reader of the mail confirms. Raises LinkOver, AccountRefused ("address_taken")."""
    change = find_change(token=token, now=now)
    user = change.user
    _refuse(user, change.email, user.email)
    _change(user, change.email, user, now)
    return user


@transaction.atomic
def drop_change(*, user: User, by: User, now: dt.datetime) -> None:
    """The link in the mail to the new address stops working."""
    deleted, _of = AddressChange.objects.filter(user=user).delete()
    if deleted:
        record(action=Action.ADDRESS_CHANGE_DROPPED, code=user.pk, user=by, now=now)


def _refuse(user: User, email: str, shown: str) -> None:
    user.refresh_from_db()
    if user.email != shown:
        raise AccountRefused("changed_meanwhile")
    if user.email == email:
        raise AccountRefused("same_address")
    if User.objects.filter(email=email).exists():
        raise AccountRefused("address_taken")


def _change(user: User, email: str, by: User, now: dt.datetime) -> None:
    """Links that were mailed to the old address end, as do the sessions; the old address is told."""
    old = user.email
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=email)
    except IntegrityError as error:
        raise AccountRefused("address_taken") from error
    AddressChange.objects.filter(user=user).delete()
    stop_invitation(user=user, failure=Invitation.Failure.ADDRESS_CHANGED)
    end_sessions(user)
    record(action=Action.ADDRESS_CHANGED, code=user.pk, user=by, now=now)
    if user.is_active and user.last_login:
        nudge_on_commit(mail_letter, user_id=user.pk, letter="agencies/mail/address_changed", to=old)

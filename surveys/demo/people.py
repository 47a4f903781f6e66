"""An officer and an approver for every agency whose answers are made up. Nobody can log in as them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from agencies.demo import PHONE
from agencies.models import Agency, Membership, Role, User


@dataclass(frozen=True, slots=True)
class Staff:
    """The two people of an agency."""

    officer: User
    approver: User


def staff_of(agencies: Iterable[Agency]) -> dict[int, Staff]:
    """Agency id → its two people; accounts that are not there yet are made, with unusable passwords."""
    agencies = list(agencies)
    officers = _people(agencies, Role.OFFICER, "ผู้กรอกข้อมูล")
    approvers = _people(agencies, Role.APPROVER, "ผู้รับรองข้อมูล")
    return {agency.pk: Staff(officers[agency.pk], approvers[agency.pk]) for agency in agencies}


def logs_in(user: User, *, at: dt.datetime) -> None:
    """Let the person look as if they had come to the portal at that moment."""
    User.objects.filter(pk=user.pk).update(last_login=at)


def _people(agencies: Sequence[Agency], role: Role, position: str) -> dict[int, User]:
    """Agency id → the person who has the role there."""
    wanted = {agency.pk: _user(agency, role, position) for agency in agencies}
    emails = [user.email for user in wanted.values()]
    there = {user.email: user for user in User.objects.filter(email__in=emails)}
    new = {pk: user for pk, user in wanted.items() if user.email not in there}
    User.objects.bulk_create(new.values())
    Membership.objects.bulk_create(Membership(user=user, role=role, agency_id=pk) for pk, user in new.items())
    return {pk: there.get(user.email, user) for pk, user in wanted.items()}


def _user(agency: Agency, role: Role, position: str) -> User:
    return User(
        email=f"{role}.{agency.code.lower()}@demo.example",
        full_name=f"{position} {agency.name_th}",
        position=position,
        phone=PHONE,
        password=make_password(None),
    )

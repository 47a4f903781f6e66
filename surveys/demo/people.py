"""An officer and an approver for every agency whose answers are made up. Nobody can log in as them."""

from collections.abc import Iterable
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
    """Agency id → its two people, new accounts with unusable passwords."""
    agencies = list(agencies)
    officers = [_user(agency, "officer", "ผู้กรอกข้อมูล") for agency in agencies]
    approvers = [_user(agency, "approver", "ผู้รับรองข้อมูล") for agency in agencies]
    User.objects.bulk_create([*officers, *approvers])
    Membership.objects.bulk_create(
        Membership(user=user, role=role, agency=agency)
        for users, role in ((officers, Role.OFFICER), (approvers, Role.APPROVER))
        for user, agency in zip(users, agencies, strict=True)
    )
    return {
        agency.pk: Staff(officer, approver)
        for agency, officer, approver in zip(agencies, officers, approvers, strict=True)
    }


def _user(agency: Agency, role: str, position: str) -> User:
    return User(
        email=f"{role}.{agency.code.lower()}@demo.example",
        full_name=f"{position} {agency.name_th}",
        position=position,
        phone=PHONE,
        password=make_password(None),
    )

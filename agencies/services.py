"""What changes people and their roles."""

from django.db import IntegrityError, transaction

from agencies.models import Agency, Membership, Ministry, Province, Role, User
from agencies.names import one_visible_line, telephone


class AccountExists(Exception):
    """There is already an account with this address."""


class WrongScope(Exception):
    """The role does not go with what it was given for, such as an officer of a ministry."""


def create_account(
    *, email: str, full_name: str, position: str = "", phone: str = "", language: str = User.Language.THAI
) -> User:
    """An account without a password: its person chooses one through the mail of “Forgot your password?”.

    Raises AccountExists, or ValidationError for a name or number that is none (agencies.names).
    """
    for text in filter(None, (full_name, position, phone)):
        one_visible_line(text)
    if phone:
        telephone(phone)
    try:
        with transaction.atomic():
            return User.objects.create_user(
                email=email, full_name=full_name, position=position, phone=phone, language=language
            )
    except IntegrityError as error:
        raise AccountExists(email) from error


def grant_membership(
    *,
    user: User,
    role: Role,
    agency: Agency | None = None,
    ministry: Ministry | None = None,
    province: Province | None = None,
) -> Membership:
    """Gives a role; giving it again changes nothing. Raises WrongScope."""
    try:
        membership, _new = Membership.objects.get_or_create(
            user=user, role=role, agency=agency, ministry=ministry, province=province
        )
    except IntegrityError as error:
        raise WrongScope(role) from error
    return membership


def revoke_membership(*, membership: Membership) -> None:
    """Takes a role away. What its person did with it stays recorded."""
    membership.delete()


def change_profile(*, user: User, full_name: str, position: str, phone: str, language: str) -> None:
    """What people may change about themselves; the e-mail address is not among it."""
    user.full_name = full_name
    user.position = position
    user.phone = phone
    user.language = language
    user.save(update_fields=["full_name", "position", "phone", "language"])

"""Whom to call at an agency: its officers, who fill in, and its approvers, who sign."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from agencies.models import Membership, Role
from reports.workbooks.kinds import Kind
from reports.workbooks.sheets import Column, Row

ROLES = (Role.OFFICER, Role.APPROVER)


def contact_columns() -> list[Column]:
    """Of `contact_cells`."""
    return [
        column
        for role in ROLES
        for column in (
            Column(f"{role.label} – " + _("name"), Kind.LONG_TEXT, 28),
            Column(f"{role.label} – " + _("telephone"), Kind.LONG_TEXT, 18),
            Column(f"{role.label} – " + _("e-mail"), Kind.LONG_TEXT, 32),
        )
    ]


def contact_cells(people: Sequence[Membership]) -> Row:
    """One person a line, in the same order in all three cells of a role."""
    return [cell for role in ROLES for cell in _of_role([each for each in people if each.role == role])]


def _of_role(members: Sequence[Membership]) -> Iterator[str | None]:
    users = [member.user for member in members]
    for texts in (
        [user.full_name for user in users],
        [user.phone for user in users],
        [user.email for user in users],
    ):
        yield "\n".join(text or "–" for text in texts) or None

"""What would come of a list, before anything does."""

from collections.abc import Mapping
from dataclasses import dataclass

from agencies.invitation_lists.rows import ListRow
from agencies.models import Agency, InvitationList, Role, User


@dataclass(frozen=True, slots=True)
class Line:
    """One row that can be used: `is_new` for a new account, `invited` for who will get a mail."""

    row: ListRow
    agency: Agency
    role: str
    is_new: bool
    invited: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """All rows that can be used, and how many people they are."""

    lines: tuple[Line, ...]
    people: int
    new: int
    invited: int


def preview_of(kept: InvitationList) -> Preview:
    """Two queries."""
    rows = [ListRow.from_json(row) for row in kept.rows]
    emails = {row.email for row in rows}
    known = dict(User.objects.filter(email__in=emails).values_list("email", "last_login"))
    agencies = Agency.objects.in_bulk({row.agency for row in rows}, field_name="code")
    lines = tuple(_line(row, agencies, known) for row in rows if row.agency in agencies)
    return Preview(
        lines,
        people=len(emails),
        new=len(emails - known.keys()),
        invited=len({line.row.email for line in lines if line.invited}),
    )


def _line(row: ListRow, agencies: Mapping[str, Agency], known: Mapping[str, object]) -> Line:
    role = str(Role(row.role).label)
    return Line(row, agencies[row.agency], role, row.email not in known, known.get(row.email) is None)

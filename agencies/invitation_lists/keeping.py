"""A list that was uploaded waits to be looked over, then is used or thrown away."""

import datetime as dt

from django.db import transaction

from agencies.invitation_lists.reading import known, read_list
from agencies.invitation_lists.rows import ListRow
from agencies.inviting.queueing import Invitee, invite
from agencies.models import Agency, InvitationBatch, InvitationList, Role, User


class ListChanged(Exception):
    """Since the list was looked over, an agency was retired or an account switched off."""


def keep_list(*, data: bytes, file_name: str, by: User, now: dt.datetime) -> InvitationList:
    """Read and check the file, and keep what it says until somebody has looked it over."""
    read = read_list(data=data, file_name=file_name)
    return InvitationList.objects.create(
        file_name=file_name[:255],
        rows=[row.as_json() for row in read.rows],
        problems=[problem.as_json() for problem in read.problems],
        uploaded_by=by,
        uploaded_at=now,
    )


@transaction.atomic
def use_list(*, kept: InvitationList, origin: str, by: User, now: dt.datetime) -> InvitationBatch:
    """Make the accounts, give the roles and invite; the list is gone afterwards. Raises ListChanged."""
    rows = [ListRow.from_json(row) for row in kept.rows]
    _refuse_what_changed(rows)
    agencies = Agency.objects.in_bulk({row.agency for row in rows}, field_name="code")
    batch = invite(
        invitees=[_invitee(row, agencies[row.agency]) for row in rows],
        source=InvitationBatch.Source.LIST,
        origin=origin,
        by=by,
        now=now,
    )
    kept.delete()
    return batch


def _refuse_what_changed(rows: list[ListRow]) -> None:
    there = known()
    if not all(there.agencies.get(row.agency) and there.people.get(row.email, True) for row in rows):
        raise ListChanged


def _invitee(row: ListRow, agency: Agency) -> Invitee:
    return Invitee(
        email=row.email,
        full_name=row.full_name,
        position=row.position,
        phone=row.phone,
        role=Role(row.role),
        agency=agency,
    )

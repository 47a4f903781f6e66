"""From a Roster to the database, as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from agencies.roster.changes import RowChange, Sort, changes_between, with_file
from agencies.roster.rows import Roster, Table, by_key
from agencies.roster.writing import Cause, Kind, locked_rows, write


@dataclass(frozen=True, slots=True)
class Change:
    """How many records of one kind the register has, and what loading it did to them."""

    total: int
    new: int
    changed: int
    retired: int = 0


@transaction.atomic
def load_roster(roster: Roster, *, cause: Cause) -> dict[str, Change]:
    """Makes the database agree with the register; loading it again changes nothing, and makes no version.

    An agency that is no longer in the register is deactivated, never deleted: its answers stay.
    Raises `agencies.roster.errors.RosterRefused`.
    """
    standing, file = locked_rows(), by_key(roster)
    after = with_file(standing, file)
    changes = changes_between(standing, after)
    if changes:
        write(kind=Kind.FILES, standing=standing, wanted=after.values(), cause=cause)
    return {
        "ministries": _counted(Table.MINISTRY, len(roster.ministries), changes),
        "provinces": _counted(Table.PROVINCE, len(roster.provinces), changes),
        "office kinds": _counted(Table.OFFICE_KIND, len(roster.office_kinds), changes),
        "agencies": _counted(Table.AGENCY, len(roster.agencies), changes),
    }


def _counted(table: Table, total: int, changes: Iterable[RowChange]) -> Change:
    sorts = [change.sort for change in changes if change.table is table]
    return Change(
        total=total,
        new=sorts.count(Sort.ADDED),
        changed=sorts.count(Sort.CHANGED) + sorts.count(Sort.REACTIVATED),
        retired=sorts.count(Sort.DEACTIVATED),
    )

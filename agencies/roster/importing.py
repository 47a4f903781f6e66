"""A workbook of the roster: read, kept for a while, looked at, and applied once it is confirmed."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from agencies.models import AgencyLineage, RosterImport, RosterVersion, User
from agencies.roster.changes import RowChange, Sort, changes_between, clashes, with_file
from agencies.roster.doubts import Doubt, Doubtful, doubts_of
from agencies.roster.errors import RosterRefused
from agencies.roster.lineage import refuse_circles
from agencies.roster.mistakes import Mistake, RosterMistakes
from agencies.roster.rows import Rows, Table, as_data, from_data, key_of
from agencies.roster.standing import standing_rows, version_number
from agencies.roster.workbook import AGENCIES, OFFICE_KINDS, PROVINCES, read_roster_workbook
from agencies.roster.writing import Cause, Descent, Kind, locked_rows, versions_since, write

KEPT_FOR = dt.timedelta(hours=24)
LONGEST_NAME = 200
SHEETS = {Table.AGENCY: AGENCIES, Table.PROVINCE: PROVINCES, Table.OFFICE_KIND: OFFICE_KINDS}


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying an import would do, computed against the version `base`."""

    base: int
    changes: tuple[RowChange, ...]
    doubts: tuple[Doubtful, ...]

    def of_sort(self, sort: Sort) -> list[RowChange]:
        return [each for each in self.changes if each.table is Table.AGENCY and each.sort is sort]

    @property
    def places(self) -> list[RowChange]:
        """Ministries, provinces and office kinds."""
        return [each for each in self.changes if each.table is not Table.AGENCY]


@transaction.atomic
def keep_import(*, data: bytes, file_name: str, user: User, now: dt.datetime) -> RosterImport:
    """Read the workbook and keep what it says for a day; nothing of the roster changes.

    Raises `RosterMistakes` with all that is wrong in it, and keeps nothing then.
    """
    reading = read_roster_workbook(data, file_name)
    rows = {key_of(row): row for row in reading.roster}
    _refuse_clashes(rows, reading.lines)
    return RosterImport.objects.create(
        file_name=file_name[:LONGEST_NAME],
        rows=[[key_of(row)[0].value, as_data(row)] for row in reading.roster],
        ignored=list(reading.ignored),
        base=version_number(),
        made_by=user,
        made_at=now,
        expires_at=now + KEPT_FOR,
    )


def _refuse_clashes(file: Rows, lines: Mapping[tuple[Table, str], int]) -> None:
    """A row of the file may need what a row has that only the portal has, such as its place."""
    standing = standing_rows()
    after = with_file(standing, file)
    found = [
        Mistake(
            SHEETS[key_of(clash.row)[0]],
            lines.get(key_of(clash.row), 0),
            clash.column,
            "taken",
            {"value": clash.value, "code": clash.code},
        )
        for clash in clashes(after, changes_between(standing, after))
    ]
    if found:
        raise RosterMistakes(found)


def preview_of(kept: RosterImport, *, at_work: Mapping[str, Sequence[str]]) -> Preview:
    """What applying it now would do; `at_work` as for `doubts_of`."""
    base = version_number()
    return _preview(kept, base, standing_rows(), at_work)


def _preview(kept: RosterImport, base: int, standing: Rows, at_work: Mapping[str, Sequence[str]]) -> Preview:
    changes = changes_between(standing, with_file(standing, rows_of(kept)))
    return Preview(base, changes, doubts_of(changes, standing, at_work))


def rows_of(kept: RosterImport) -> Rows:
    """What the workbook says."""
    rows = [from_data(Table(table), data) for table, data in kept.rows]
    return {key_of(row): row for row in rows}


@transaction.atomic
def apply_import(
    *,
    kept: RosterImport,
    seen: int,
    confirmed: Collection[str],
    successions: Collection[str],
    at_work: Mapping[str, Sequence[str]],
    cause: Cause,
) -> RosterVersion:
    """Make the roster what the workbook says, as one version.

    `confirmed` are the keys of the doubts that somebody has looked at; `successions` the codes of new
    agencies that take the place of the one whose name is alike. Raises `RosterMoved` when the roster is not
    the version `seen` any more, and `RosterRefused`; nothing is changed then.
    """
    standing = locked_rows(seen=seen)
    locked = RosterImport.objects.select_for_update().get(pk=kept.pk)
    _refuse_unless_waiting(locked, cause.now)
    preview = _preview(locked, seen, standing, at_work)
    missing = [each for each in preview.doubts if each.key not in confirmed]
    if missing:
        raise RosterRefused("unconfirmed", number=len(missing))
    descents = _descents(preview, successions, cause.now.date())
    refuse_circles(descents)
    wanted = [change.after for change in preview.changes]
    version = write(kind=Kind.IMPORTED, standing=standing, wanted=wanted, cause=cause, descents=descents)
    locked.version, locked.base = version, seen
    locked.save(update_fields=["version", "base"])
    return version


def rebase(kept: RosterImport) -> list[RosterVersion]:
    """Bind the import to the roster as it is now; the versions made since, the newest first."""
    since = versions_since(kept.base)
    kept.base = version_number()
    kept.save(update_fields=["base"])
    return since


def _refuse_unless_waiting(kept: RosterImport, now: dt.datetime) -> None:
    if kept.version_id is not None:
        raise RosterRefused("already_applied")
    if kept.expires_at <= now:
        raise RosterRefused("expired")


def _descents(preview: Preview, successions: Collection[str], on: dt.date) -> list[Descent]:
    return [
        Descent(each.other.code, each.change.code, AgencyLineage.Kind.SUCCEEDED, on)
        for each in preview.doubts
        if each.doubt is Doubt.ALIKE and each.other and each.change and each.change.code in successions
    ]


@transaction.atomic
def discard_import(*, kept: RosterImport) -> None:
    """Throw away an import that was not applied; one that was stays."""
    RosterImport.objects.filter(pk=kept.pk, version__isnull=True).delete()

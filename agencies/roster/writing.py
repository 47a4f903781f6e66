"""Writing changes of the roster: the rows, the version, its changes and the audit, together or not at all."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, models, transaction

from agencies.models import (
    Agency,
    AgencyLineage,
    Ministry,
    OfficeKind,
    Province,
    RosterChange,
    RosterVersion,
    User,
)
from agencies.roster.changes import RowChange, changes_between, clashes, counts_of
from agencies.roster.errors import RosterMoved, RosterRefused
from agencies.roster.rows import AgencyRow, Row, Rows, Table, as_data, key_of
from agencies.roster.standing import standing_rows, version_number
from audit.actions import Action
from audit.services import record

Kind = RosterVersion.Kind
ROSTER_LOCK = 2_560_001
"""Any number, as long as nothing else of the portal locks it."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Who changes the roster, when and why; `user` is None for a command."""

    reason: str
    user: User | None
    now: dt.datetime
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Descent:
    """`successor` comes out of `predecessor`; both are codes."""

    predecessor: str
    successor: str
    kind: AgencyLineage.Kind
    on: dt.date


def locked_rows(*, seen: int | None = None, codes: Collection[str] = ()) -> Rows:
    """The roster as it stands, which nobody else can change until the transaction ends.

    `RosterMoved` when one of the agencies of `codes` was changed after the version `seen`; without codes,
    when anything was. With `seen` None nobody looked before.
    """
    _wait_for_others()
    if seen is not None and (versions := versions_since(seen, codes)):
        raise RosterMoved(versions)
    return standing_rows()


def _wait_for_others() -> None:
    """Hold the roster. By a number and no row: rows of versions are only added, and locking one takes the
    right to change it, which the portal's database user has not. SQLite lets one write at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROSTER_LOCK])


def versions_since(seen: int, codes: Collection[str] = ()) -> list[RosterVersion]:
    """The versions after `seen`, the newest first; only those that changed an agency of `codes`, if any."""
    later = RosterVersion.objects.filter(number__gt=seen).select_related("made_by")
    if codes:
        later = later.filter(changes__table=Table.AGENCY, changes__code__in=codes).distinct()
    return list(later)


def write(
    *, kind: Kind, standing: Rows, wanted: Iterable[Row], cause: Cause, descents: Sequence[Descent] = ()
) -> RosterVersion:
    """Make `wanted` stand in the roster, as a new version. Raises `RosterRefused`, and writes nothing then.

    The caller has the roster by `locked_rows`.
    """
    after = {**standing, **{key_of(row): row for row in wanted}}
    changes = changes_between(standing, after)
    if not cause.reason.strip():
        raise RosterRefused("reason_missing")
    if not changes:
        raise RosterRefused("nothing_changed")
    for clash in clashes(after, changes):
        raise RosterRefused(clash.reason, name=clash.value, agency=clash.code)
    try:
        with transaction.atomic():
            return _write(kind, changes, cause, descents)
    except IntegrityError as error:
        raise RosterRefused("clash") from error


def _write(
    kind: Kind, changes: Sequence[RowChange], cause: Cause, descents: Sequence[Descent]
) -> RosterVersion:
    for table, writer in WRITERS.items():
        writer([change.after for change in changes if change.table is table])
    version = RosterVersion.objects.create(
        number=version_number() + 1,
        kind=kind,
        reason=cause.reason.strip(),
        made_at=cause.now,
        made_by=cause.user,
        file_name=cause.file_name,
        **counts_of(changes),
    )
    RosterChange.objects.bulk_create([_kept(version, change) for change in changes], batch_size=500)
    _write_lineage(version, descents)
    _note(version, changes, cause)
    return version


def _kept(version: RosterVersion, change: RowChange) -> RosterChange:
    return RosterChange(
        version=version,
        table=change.table.value,
        code=change.code,
        before=as_data(change.before) if change.before else None,
        after=as_data(change.after),
    )


def _write_lineage(version: RosterVersion, descents: Sequence[Descent]) -> None:
    codes = {code for each in descents for code in (each.predecessor, each.successor)}
    keys = dict(Agency.objects.filter(code__in=codes).values_list("code", "pk"))
    for each in descents:
        AgencyLineage.objects.create(
            predecessor_id=keys[each.predecessor],
            successor_id=keys[each.successor],
            kind=each.kind,
            happened_on=each.on,
            version=version,
        )


def _note(version: RosterVersion, changes: Sequence[RowChange], cause: Cause) -> None:
    """A single change is written down about its agency, any other about the version."""
    action = ACTIONS[Kind(version.kind)]
    whole = {"version": version.number, **counts_of(changes)}
    if action.kind == "roster":
        record(
            action=action,
            code=version.number,
            user=cause.user,
            now=cause.now,
            after=whole,
            note=version.reason,
        )
        return
    for change in changes:
        record(
            action=action,
            code=change.code,
            user=cause.user,
            now=cause.now,
            before=as_data(change.before) if change.before else {},
            after=as_data(change.after),
            note=version.reason,
        )


def _upsert(records: models.Manager[Any], key: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        records.bulk_create(
            [records.model(**row) for row in rows],
            update_conflicts=True,
            unique_fields=[key],
            update_fields=[column for column in rows[0] if column != key],
        )


def _write_agencies(rows: Sequence[Row]) -> None:
    ministries = dict(Ministry.objects.values_list("code", "pk"))
    provinces = dict(Province.objects.values_list("code", "pk"))
    kinds = dict(OfficeKind.objects.values_list("number", "pk"))
    _upsert(
        Agency.objects,
        "code",
        [_values(row, ministries, provinces, kinds) for row in rows if isinstance(row, AgencyRow)],
    )


def _values(
    row: AgencyRow, ministries: Mapping[str, int], provinces: Mapping[str, int], kinds: Mapping[int, int]
) -> dict[str, Any]:
    values = as_data(row)
    ministry, province, kind = (values.pop(name) for name in ("ministry", "province", "office_kind"))
    return values | {
        "ministry_id": ministries.get(ministry),
        "province_id": provinces.get(province),
        "office_kind_id": kinds.get(kind),
    }


WRITERS: Mapping[Table, Callable[[Sequence[Row]], None]] = {
    Table.MINISTRY: lambda rows: _upsert(Ministry.objects, "code", list(map(as_data, rows))),
    Table.PROVINCE: lambda rows: _upsert(Province.objects, "code", list(map(as_data, rows))),
    Table.OFFICE_KIND: lambda rows: _upsert(OfficeKind.objects, "number", list(map(as_data, rows))),
    Table.AGENCY: _write_agencies,
}
ACTIONS: Mapping[Kind, Action] = {
    Kind.FILES: Action.ROSTER_LOADED,
    Kind.IMPORTED: Action.ROSTER_IMPORTED,
    Kind.KIND_ADDED: Action.ROSTER_KIND_ADDED,
    Kind.ADDED: Action.AGENCY_ADDED,
    Kind.RENAMED: Action.AGENCY_RENAMED,
    Kind.MOVED: Action.AGENCY_MOVED,
    Kind.DEACTIVATED: Action.AGENCY_DEACTIVATED,
    Kind.REACTIVATED: Action.AGENCY_REACTIVATED,
    Kind.MERGED: Action.AGENCY_MERGED,
    Kind.SPLIT: Action.AGENCY_SPLIT,
}

"""Writing down what was changed, in the transaction that changes it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from audit.actions import Action
from audit.models import AuditEntry
from audit.whence import address

Values = Mapping[str, Any]


def record(
    *,
    action: Action,
    code: object,
    user: AbstractBaseUser | None,
    now: dt.datetime,
    round_code: str = "",
    before: Values | None = None,
    after: Values | None = None,
    note: str = "",
) -> AuditEntry:
    """Write one change down: `user` (None for the portal itself) did `action` to the thing called `code`.

    Of `before` and `after` only what differs is kept, where both are given. Neither may hold a name, an
    address or a telephone number of a person: a row here outlives them.
    """
    written = entry(
        action=action,
        code=code,
        user=user,
        now=now,
        round_code=round_code,
        before=before,
        after=after,
        note=note,
    )
    written.save(force_insert=True)
    return written


def record_all(entries: Iterable[AuditEntry]) -> None:
    """Write many changes down at once, each made by `entry`."""
    AuditEntry.objects.bulk_create(entries)


def entry(
    *,
    action: Action,
    code: object,
    user: AbstractBaseUser | None,
    now: dt.datetime,
    round_code: str = "",
    before: Values | None = None,
    after: Values | None = None,
    note: str = "",
) -> AuditEntry:
    """What `record` writes, not yet written."""
    if before is not None and after is not None:
        before, after = differences(before, after)
    return AuditEntry(
        at=now,
        actor_id=user.pk if user else None,
        address=address(),
        action=action.value,
        kind=action.kind,
        code=str(code),
        round_code=str(code) if action.kind == "round" else round_code,
        before=before,
        after=after,
        note=note,
    )


def differences(before: Values, after: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values under the names that differ; a name that only one of them has is absent from the other."""
    names = [name for name in {**before, **after} if before.get(name, ...) != after.get(name, ...)]
    return (
        {name: before[name] for name in names if name in before},
        {name: after[name] for name in names if name in after},
    )

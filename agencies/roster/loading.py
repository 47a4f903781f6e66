"""From a Roster to the database."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import models, transaction

from agencies.models import Agency, Ministry, OfficeKind, Province
from agencies.roster.rows import AgencyRow, Roster


@dataclass(frozen=True, slots=True)
class Change:
    """How many records of one kind the register has, and what loading it did to them."""

    total: int
    new: int
    changed: int
    retired: int = 0


@transaction.atomic
def load_roster(roster: Roster) -> dict[str, Change]:
    """Makes the database agree with the register; loading it again changes nothing.

    An agency that is no longer in the register is switched off, never deleted: its answers stay.
    """
    places = {
        "ministries": _upsert(Ministry.objects, "code", map(asdict, roster.ministries)),
        "provinces": _upsert(Province.objects, "code", map(asdict, roster.provinces)),
        "office kinds": _upsert(OfficeKind.objects, "number", map(asdict, roster.office_kinds)),
    }
    change = _upsert(Agency.objects, "code", _agencies(roster.agencies))
    return places | {"agencies": replace(change, retired=_retire(roster))}


def _agencies(rows: Iterable[AgencyRow]) -> Iterable[dict[str, Any]]:
    ministries = dict(Ministry.objects.values_list("code", "pk"))
    provinces = dict(Province.objects.values_list("code", "pk"))
    kinds = dict(OfficeKind.objects.values_list("number", "pk"))
    for row in rows:
        values = asdict(row)
        ministry, province, kind = (values.pop(name) for name in ("ministry", "province", "office_kind"))
        yield values | {
            "ministry_id": ministries.get(ministry),
            "province_id": provinces.get(province),
            "office_kind_id": kinds.get(kind),
            "is_active": True,
        }


def _retire(roster: Roster) -> int:
    codes = {row.code for row in roster.agencies}
    gone = [pk for pk, code in Agency.objects.active().values_list("pk", "code") if code not in codes]
    return Agency.objects.filter(pk__in=gone).update(is_active=False)


def _upsert(records: models.Manager[Any], key: str, rows: Iterable[Mapping[str, Any]]) -> Change:
    """Writes the rows that are new or differ from what is there, all in one statement a batch."""
    wanted = list(rows)
    columns = list(wanted[0]) if wanted else [key]
    known = {row[key]: row for row in records.values(*columns)}
    new = [row for row in wanted if row[key] not in known]
    changed = [row for row in wanted if row[key] in known and row != known[row[key]]]
    records.bulk_create(
        [records.model(**row) for row in (*new, *changed)],
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[column for column in columns if column != key],
    )
    return Change(total=len(wanted), new=len(new), changed=len(changed))

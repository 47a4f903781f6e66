"""Single changes of the roster, each with its reason. `seen` is the version that the person looked at.

All of them raise `RosterRefused`, and `RosterMoved` when one of the agencies was changed since, and change
nothing then.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from django.db import transaction

from agencies.models import AgencyLineage, AgencyType, Region, RosterVersion
from agencies.roster.errors import RosterRefused
from agencies.roster.lineage import refuse_circles
from agencies.roster.rows import AgencyRow, OfficeKindRow, ProvinceRow, Rows, Table
from agencies.roster.writing import Cause, Descent, Kind, locked_rows, write
from surveys.questionnaire.vocabulary import Audience

Descends = AgencyLineage.Kind


@transaction.atomic
def add_agency(*, row: AgencyRow, cause: Cause) -> RosterVersion:
    """A new agency. The places that it names must exist."""
    standing = locked_rows()
    _refuse_taken(standing, [row])
    return write(kind=Kind.ADDED, standing=standing, wanted=[_placed(standing, row)], cause=cause)


@transaction.atomic
def add_kind(*, row: OfficeKindRow, cause: Cause) -> RosterVersion:
    """A new kind of office, and one in every province but Bangkok, whose offices are the city's."""
    standing = locked_rows()
    if (Table.OFFICE_KIND, row.code) in standing:
        raise RosterRefused("number_taken")
    offices = list(offices_of(row, standing))
    _refuse_taken(standing, offices)
    return write(kind=Kind.KIND_ADDED, standing=standing, wanted=[row, *offices], cause=cause)


@transaction.atomic
def rename(*, code: str, name_th: str, name_en: str, seen: int | None, cause: Cause) -> RosterVersion:
    """Other names for the same agency, which keeps its code, answers and scores."""
    standing = locked_rows(seen=seen, codes=[code])
    row = replace(_agency(standing, code), name_th=name_th, name_en=name_en)
    return write(kind=Kind.RENAMED, standing=standing, wanted=[row], cause=cause)


@transaction.atomic
def move(*, code: str, ministry: str, seen: int | None, cause: Cause) -> RosterVersion:
    """A department goes to another ministry."""
    standing = locked_rows(seen=seen, codes=[code])
    row = _agency(standing, code)
    if row.audience != Audience.DEPARTMENT:
        raise RosterRefused("not_a_department")
    moved = _placed(standing, replace(row, ministry=ministry))
    return write(kind=Kind.MOVED, standing=standing, wanted=[moved], cause=cause)


@transaction.atomic
def deactivate(*, code: str, seen: int | None, cause: Cause) -> RosterVersion:
    """It is asked in no new round; its people, answers and scores stay."""
    standing = locked_rows(seen=seen, codes=[code])
    row = _agency(standing, code)
    if not row.is_active:
        raise RosterRefused("already_inactive")
    return write(
        kind=Kind.DEACTIVATED, standing=standing, wanted=[replace(row, is_active=False)], cause=cause
    )


@transaction.atomic
def reactivate(*, code: str, seen: int | None, cause: Cause) -> RosterVersion:
    """It can be asked again."""
    standing = locked_rows(seen=seen, codes=[code])
    row = _agency(standing, code)
    if row.is_active:
        raise RosterRefused("already_active")
    return write(kind=Kind.REACTIVATED, standing=standing, wanted=[replace(row, is_active=True)], cause=cause)


@transaction.atomic
def merge(
    *, codes: Collection[str], into: AgencyRow | str, on: dt.date, seen: int | None, cause: Cause
) -> RosterVersion:
    """The agencies of `codes` become one: an existing one, by its code, or a new one."""
    target = into if isinstance(into, str) else into.code
    sources = [code for code in dict.fromkeys(codes) if code != target]
    standing = locked_rows(seen=seen, codes=[*sources, target])
    if len(sources) < (1 if isinstance(into, str) else 2):
        raise RosterRefused("too_few")
    row = _existing_or_new(standing, into)
    old = [_active(standing, code, row.audience) for code in sources]
    descents = [Descent(each.code, row.code, Descends.MERGED, on) for each in old]
    refuse_circles(descents)
    wanted = [replace(row, is_active=True), *(replace(each, is_active=False) for each in old)]
    return write(kind=Kind.MERGED, standing=standing, wanted=wanted, cause=cause, descents=descents)


@transaction.atomic
def split(
    *, code: str, into: Sequence[AgencyRow], goes_on: bool, on: dt.date, seen: int | None, cause: Cause
) -> RosterVersion:
    """One agency becomes several new ones; it goes on beside them, or is deactivated."""
    standing = locked_rows(seen=seen, codes=[code])
    if len(into) < (1 if goes_on else 2):
        raise RosterRefused("too_few")
    _refuse_taken(standing, into)
    parts = [_placed(standing, row) for row in into]
    for part in parts:
        _active(standing, code, part.audience)
    descents = [Descent(code, part.code, Descends.SPLIT, on) for part in parts]
    old = replace(_agency(standing, code), is_active=goes_on)
    return write(kind=Kind.SPLIT, standing=standing, wanted=[old, *parts], cause=cause, descents=descents)


def offices_of(kind: OfficeKindRow, standing: Rows) -> Iterator[AgencyRow]:
    """The offices of a kind, one in every province."""
    for row in standing.values():
        if isinstance(row, ProvinceRow) and row.region != Region.BANGKOK:
            yield AgencyRow(
                code=f"P{row.code}{kind.number:02}",
                name_th=f"{kind.name_th}{row.name_th}",
                name_en=f"{kind.name_en}, {row.name_en}",
                audience=Audience.PROVINCE.value,
                type=AgencyType.PROVINCIAL_OFFICE.value,
                region=row.region,
                province=row.code,
                office_kind=kind.number,
            )


def _agency(standing: Rows, code: str) -> AgencyRow:
    row = standing.get((Table.AGENCY, code))
    if not isinstance(row, AgencyRow):
        raise RosterRefused("unknown_agency", agency=code)
    return row


def _active(standing: Rows, code: str, audience: str) -> AgencyRow:
    row = _agency(standing, code)
    if not row.is_active:
        raise RosterRefused("already_inactive", agency=code)
    if row.audience != audience:
        raise RosterRefused("other_level", agency=code)
    return row


def _existing_or_new(standing: Rows, into: AgencyRow | str) -> AgencyRow:
    if isinstance(into, str):
        return _agency(standing, into)
    _refuse_taken(standing, [into])
    return _placed(standing, into)


def _refuse_taken(standing: Rows, rows: Sequence[AgencyRow]) -> None:
    codes = [row.code for row in rows]
    for row in rows:
        if (Table.AGENCY, row.code) in standing or codes.count(row.code) > 1:
            raise RosterRefused("code_taken", agency=row.code)


def _placed(standing: Rows, row: AgencyRow) -> AgencyRow:
    """The row, in a ministry or a province that exists; an office is in the region of its province."""
    if row.audience == Audience.DEPARTMENT:
        if (Table.MINISTRY, row.ministry or "") not in standing:
            raise RosterRefused("unknown_ministry")
        return row
    province = standing.get((Table.PROVINCE, row.province or ""))
    if not isinstance(province, ProvinceRow):
        raise RosterRefused("unknown_province")
    if (Table.OFFICE_KIND, str(row.office_kind)) not in standing:
        raise RosterRefused("unknown_kind")
    return replace(row, region=province.region)

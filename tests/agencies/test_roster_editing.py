"""Single changes of the roster: each makes a version with its reason, or is refused and changes nothing."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from agencies.models import Agency, AgencyLineage, OfficeKind, RosterChange, RosterVersion
from agencies.roster.editing import (
    add_agency,
    add_kind,
    deactivate,
    merge,
    move,
    reactivate,
    rename,
    split,
)
from agencies.roster.errors import RosterMoved, RosterRefused
from agencies.roster.lineage import origins_of, successions_of
from agencies.roster.rows import AgencyRow, OfficeKindRow, Table, by_key
from agencies.roster.standing import rows_of_version, standing_roster, standing_rows, version_number
from agencies.roster.writing import Cause
from audit.models import AuditEntry
from tests.people import make_department, make_province
from tests.rounds import DURING

pytestmark = pytest.mark.django_db
SINCE = dt.date(2026, 7, 1)
LINES = AgencyLineage.objects.values_list("predecessor__code", "successor__code", "kind", "happened_on")


@pytest.fixture
def cause(manager) -> Cause:
    return Cause(reason="พ.ร.บ. ปรับปรุงกระทรวง ทบวง กรม พ.ศ. 2569", user=manager, now=DURING)


@pytest.fixture(autouse=True)
def agencies(agency_a, agency_b, office):
    return [agency_a, agency_b, office]


def department(code: str, name_th: str = "กรมใหม่", **values: Any) -> AgencyRow:
    defaults = {
        "name_en": "New Department",
        "audience": "department",
        "type": "government",
        "region": "national",
        "ministry": "11",
    }
    return AgencyRow(code=code, name_th=name_th, **defaults | values)


def row(code: str) -> Any:
    return standing_rows()[Table.AGENCY, code]


def kept() -> list[tuple[Any, ...]]:
    return list(RosterChange.objects.values_list("version__number", "table", "code", "before", "after"))


def test_a_rename_is_a_version_with_both_states(cause, manager):
    before = row("D1101")
    version = rename(code="D1101", name_th="กรมหนึ่ง", name_en="Department One", seen=0, cause=cause)
    agency = Agency.objects.get(code="D1101")
    assert (agency.name_th, agency.name_en) == ("กรมหนึ่ง", "Department One")
    assert RosterVersion.objects.values().get() == {
        "id": version.pk,
        "number": 1,
        "kind": "renamed",
        "reason": cause.reason,
        "made_at": DURING,
        "made_by_id": manager.pk,
        "file_name": "",
        "added": 0,
        "changed": 1,
        "deactivated": 0,
        "places": 0,
    }
    [(number, table, code, was, will_be)] = kept()
    assert (number, table, code) == (1, "agency", "D1101")
    assert was == {
        "code": "D1101",
        "name_th": "กรม ก",
        "name_en": "Department A",
        "audience": "department",
        "type": "government",
        "region": "national",
        "ministry": "11",
        "province": None,
        "office_kind": None,
        "is_active": True,
    }
    assert will_be == was | {"name_th": "กรมหนึ่ง", "name_en": "Department One"}
    assert before.name_th == "กรม ก"


def test_a_change_is_audited(cause, manager):
    move(code="D1101", ministry="12", seen=0, cause=cause)
    entries = AuditEntry.objects.values("action", "kind", "code", "actor", "before", "after", "note")
    assert list(entries) == [
        {
            "action": "agency.moved",
            "kind": "agency",
            "code": "D1101",
            "actor": manager.pk,
            "before": {"ministry": "11"},
            "after": {"ministry": "12"},
            "note": cause.reason,
        }
    ]


def test_on_and_off(cause):
    deactivate(code="D1101", seen=0, cause=cause)
    assert not Agency.objects.get(code="D1101").is_active
    reactivate(code="D1101", seen=1, cause=cause)
    assert Agency.objects.get(code="D1101").is_active
    versions = RosterVersion.objects.order_by("number").values_list("kind", "changed", "deactivated")
    assert list(versions) == [("deactivated", 0, 1), ("reactivated", 1, 0)]


def test_an_added_agency_and_office(cause):
    add_agency(row=department("D1102"), cause=cause)
    OfficeKind.objects.create(number=11, name_th="สำนักงานใหม่จังหวัด", name_en="New Office")
    office_row = AgencyRow(
        code="P5011",
        name_th="สำนักงานใหม่จังหวัดเชียงใหม่",
        name_en="New Office, Chiang Mai",
        audience="province",
        type="provincial-office",
        region="national",
        province="50",
        office_kind=11,
    )
    add_agency(row=office_row, cause=cause)
    assert row("D1102") == department("D1102")
    assert row("P5011").region == "north"


def test_a_kind_of_office_comes_to_every_province_but_bangkok(cause):
    make_province("10", region="bangkok")
    make_province("51", name_th="ลำพูน", name_en="Lamphun")
    version = add_kind(row=OfficeKindRow(20, "สำนักงานดิจิทัลจังหวัด", "Provincial Digital Office"), cause=cause)
    offices = Agency.objects.filter(office_kind__number=20).values_list("code", "name_th", "name_en")
    assert list(offices) == [
        ("P5020", "สำนักงานดิจิทัลจังหวัดเชียงใหม่", "Provincial Digital Office, Chiang Mai"),
        ("P5120", "สำนักงานดิจิทัลจังหวัดลำพูน", "Provincial Digital Office, Lamphun"),
    ]
    assert (version.kind, version.added, version.places) == ("kind_added", 2, 1)
    assert list(AuditEntry.objects.values_list("action", "code")) == [("roster.kind_added", "1")]


def test_several_become_one_that_exists(cause):
    merge(codes=["D1101", "D1201"], into="D1101", on=SINCE, seen=0, cause=cause)
    assert [Agency.objects.get(code=code).is_active for code in ("D1101", "D1201")] == [True, False]
    assert list(LINES.all()) == [("D1201", "D1101", "merged", SINCE)]


def test_several_become_a_new_one(cause):
    merge(codes=["D1101", "D1201"], into=department("D1102"), on=SINCE, seen=0, cause=cause)
    active = Agency.objects.active().values_list("code", flat=True)
    assert list(active) == ["D1102", "P5010"]
    assert list(LINES.all()) == [("D1101", "D1102", "merged", SINCE), ("D1201", "D1102", "merged", SINCE)]
    version = RosterVersion.objects.get()
    assert (version.kind, version.added, version.deactivated) == ("merged", 1, 2)


@pytest.mark.parametrize("goes_on", [True, False])
def test_one_becomes_several(cause, goes_on):
    into = [department("D1102", "กรมหนึ่ง"), department("D1103", "กรมสอง", ministry="12")]
    split(code="D1101", into=into, goes_on=goes_on, on=SINCE, seen=0, cause=cause)
    assert Agency.objects.get(code="D1101").is_active is goes_on
    assert list(LINES.all()) == [("D1101", "D1102", "split", SINCE), ("D1101", "D1103", "split", SINCE)]


def test_lineage_is_followed_as_far_as_it_goes(cause):
    merge(codes=["D1101", "D1201"], into=department("D1102"), on=SINCE, seen=0, cause=cause)
    split(
        code="D1102",
        into=[department("D1103", "กรมหนึ่ง"), department("D1104", "กรมสอง")],
        goes_on=False,
        on=SINCE,
        seen=1,
        cause=cause,
    )
    last, first = Agency.objects.get(code="D1104"), Agency.objects.get(code="D1101")
    assert [line.predecessor.code for line in origins_of(last.pk)] == ["D1102", "D1101", "D1201"]
    assert [line.successor.code for line in successions_of(first.pk)] == ["D1102", "D1103", "D1104"]


REFUSED = [
    (rename, {"code": "D9999", "name_th": "ก", "name_en": "A", "seen": 0}, "unknown_agency"),
    (rename, {"code": "D1101", "name_th": "กรม ก", "name_en": "Department A", "seen": 0}, "nothing_changed"),
    (rename, {"code": "D1101", "name_th": "กรม ข", "name_en": "B", "seen": 0}, "name_taken"),
    (move, {"code": "D1101", "ministry": "77", "seen": 0}, "unknown_ministry"),
    (move, {"code": "P5010", "ministry": "11", "seen": 0}, "not_a_department"),
    (reactivate, {"code": "D1101", "seen": 0}, "already_active"),
    (deactivate, {"code": "D1109", "seen": 0}, "already_inactive"),
    (add_agency, {"row": department("D1201")}, "code_taken"),
    (add_agency, {"row": department("D1102", "กรม ก")}, "name_taken"),
    (add_agency, {"row": department("D1102", ministry="77")}, "unknown_ministry"),
    (
        add_agency,
        {"row": department("P5099", audience="province", ministry=None, province="77", office_kind=10)},
        "unknown_province",
    ),
    (
        add_agency,
        {"row": department("P5099", audience="province", ministry=None, province="50", office_kind=77)},
        "unknown_kind",
    ),
    (
        add_agency,
        {
            "row": department(
                "P5099",
                audience="province",
                type="provincial-office",
                ministry=None,
                province="50",
                office_kind=10,
            )
        },
        "kind_taken",
    ),
    (add_kind, {"row": OfficeKindRow(10, "สำนักงานจังหวัด", "Office")}, "number_taken"),
    (add_kind, {"row": OfficeKindRow(11, "สำนักงานที่ดินจังหวัด", "Office")}, "name_taken"),
    (merge, {"codes": ["D1101"], "into": "D1101", "on": SINCE, "seen": 0}, "too_few"),
    (merge, {"codes": ["D1101"], "into": department("D1102"), "on": SINCE, "seen": 0}, "too_few"),
    (merge, {"codes": ["D1101", "P5010"], "into": "D1101", "on": SINCE, "seen": 0}, "other_level"),
    (merge, {"codes": ["D1101", "D1109"], "into": "D1101", "on": SINCE, "seen": 0}, "already_inactive"),
    (merge, {"codes": ["D1101", "D9999"], "into": "D1101", "on": SINCE, "seen": 0}, "unknown_agency"),
    (
        split,
        {"code": "D1101", "into": [department("D1102")], "goes_on": False, "on": SINCE, "seen": 0},
        "too_few",
    ),
    (split, {"code": "D1101", "into": [], "goes_on": True, "on": SINCE, "seen": 0}, "too_few"),
    (
        split,
        {"code": "D1101", "into": [department("D1102")] * 2, "goes_on": False, "on": SINCE, "seen": 0},
        "code_taken",
    ),
    (
        split,
        {"code": "D1109", "into": [department("D1102")], "goes_on": True, "on": SINCE, "seen": 0},
        "already_inactive",
    ),
]


@pytest.mark.parametrize("change, values, code", REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(cause, agency_a, change, values, code):
    make_department("D1109", agency_a.ministry, is_active=False)
    before = standing_roster()
    with pytest.raises(RosterRefused) as refused:
        change(**values, cause=cause)
    assert refused.value.code == code
    assert (standing_roster(), version_number(), AuditEntry.objects.count()) == (before, 0, 0)


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_change_needs_a_reason(manager, reason):
    with pytest.raises(RosterRefused, match="reason_missing"):
        deactivate(code="D1101", seen=0, cause=Cause(reason=reason, user=manager, now=DURING))
    assert Agency.objects.get(code="D1101").is_active


def test_an_agency_that_somebody_else_changed_meanwhile(cause):
    rename(code="D1101", name_th="กรมหนึ่ง", name_en="One", seen=0, cause=cause)
    with pytest.raises(RosterMoved) as moved:
        move(code="D1101", ministry="12", seen=0, cause=cause)
    assert [(version.number, version.kind) for version in moved.value.versions] == [(1, "renamed")]
    assert row("D1101").ministry == "11"
    move(code="D1201", ministry="11", seen=0, cause=cause)
    move(code="D1101", ministry="12", seen=1, cause=cause)
    assert (row("D1201").ministry, row("D1101").ministry) == ("11", "12")


def test_no_agency_comes_out_of_itself(cause):
    split(code="D1101", into=[department("D1102")], goes_on=True, on=SINCE, seen=0, cause=cause)
    with pytest.raises(RosterRefused, match="later_predecessor"):
        merge(codes=["D1102"], into="D1101", on=SINCE, seen=1, cause=cause)
    assert Agency.objects.get(code="D1102").is_active


@pytest.mark.parametrize("line", [("D1103", "D1101"), ("D1102", "D1101"), ("D1101", "D1101")])
def test_the_database_refuses_a_circle_too(cause, line):
    split(code="D1101", into=[department("D1102")], goes_on=True, on=SINCE, seen=0, cause=cause)
    split(code="D1102", into=[department("D1103", "กรมสอง")], goes_on=True, on=SINCE, seen=1, cause=cause)
    keys = dict(Agency.objects.values_list("code", "pk"))
    version = RosterVersion.objects.get(number=1)
    with pytest.raises(DatabaseError, match=r"cannot come out of itself|not_its_own"), transaction.atomic():
        AgencyLineage.objects.create(
            predecessor_id=keys[line[0]],
            successor_id=keys[line[1]],
            kind="merged",
            happened_on=SINCE,
            version=version,
        )
    assert AgencyLineage.objects.count() == 2


def test_any_version_can_be_put_together_again(cause):
    states = []
    add_agency(row=department("D1102"), cause=cause)
    for change in (
        lambda: rename(code="D1102", name_th="กรมหนึ่ง", name_en="One", seen=9, cause=cause),
        lambda: add_kind(row=OfficeKindRow(20, "สำนักงานดิจิทัลจังหวัด", "Digital Office"), cause=cause),
        lambda: merge(codes=["D1102"], into="D1101", on=SINCE, seen=9, cause=cause),
    ):
        states.append({row for row in standing_roster() if row.code in {"D1102", "20", "P5020"}})
        change()
    states.append({row for row in standing_roster() if row.code in {"D1102", "20", "P5020"}})
    names = {"D1102", "20", "P5020"}
    again = [
        {row for row in rows_of_version(number).values() if row.code in names} for number in (1, 2, 3, 4)
    ]
    assert again == states
    assert [len(state) for state in states] == [1, 1, 3, 3]


def test_the_rows_of_a_roster_know_their_keys():
    assert by_key(standing_roster()) == standing_rows()

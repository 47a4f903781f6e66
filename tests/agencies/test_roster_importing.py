"""An import: looked at before anything changes, confirmed, applied as one version or not at all."""

import datetime as dt
from typing import Any

import pytest
from openpyxl import Workbook

from agencies.housekeeping import forget_old
from agencies.models import Agency, AgencyLineage, OfficeKind, Province, RosterImport, RosterVersion
from agencies.roster.alike import are_very_like, are_wholly_other
from agencies.roster.editing import rename
from agencies.roster.errors import RosterMoved, RosterRefused
from agencies.roster.importing import apply_import, discard_import, keep_import, preview_of, rebase
from agencies.roster.mistakes import RosterMistakes
from agencies.roster.standing import standing_roster, version_number
from agencies.roster.writing import Cause
from audit.models import AuditEntry
from tests.agencies.roster_books import add_department, add_office, book_of_portal, put, take_out
from tests.people import make_department
from tests.rounds import DURING

pytestmark = pytest.mark.django_db
AT_WORK = {"D1101": ["รอบปี 2569"]}


@pytest.fixture(autouse=True)
def agencies(agency_a, agency_b, office):
    Province.objects.update(map_id="cmi")
    for number in range(20):
        name = f"องค์การทดสอบ{chr(0x0E01 + number) * 12}"
        make_department(f"D12{number + 10}", agency_b.ministry, name_th=name)


@pytest.fixture
def cause(manager) -> Cause:
    return Cause(reason="ประกาศรายชื่อหน่วยงาน 2569", user=manager, now=DURING, file_name="roster.xlsx")


@pytest.fixture
def kept(manager):
    def keep(edit: Any) -> RosterImport:
        return keep_import(data=book_of_portal(edit), file_name="roster.xlsx", user=manager, now=DURING)

    return keep


def everything(book: Workbook) -> None:
    add_department(book, "D1102", "กรมที่ไม่มีใครเหมือน")
    put(book, "D1201", name_en="Department Bee", ministry="11")
    take_out(book, "D1101")
    put(book, "P5010", active="no")


def apply(kept: RosterImport, cause: Cause, **values: Any) -> RosterVersion:
    defaults: dict[str, Any] = {"seen": 0, "confirmed": [], "successions": [], "at_work": {}}
    return apply_import(kept=kept, cause=cause, **defaults | values)


def test_the_preview_changes_nothing_and_says_everything(kept):
    before = standing_roster()
    preview = preview_of(kept(everything), at_work=AT_WORK)
    assert [(each.code, each.sort.value) for each in preview.changes] == [
        ("D1101", "deactivated"),
        ("D1102", "added"),
        ("D1201", "changed"),
        ("P5010", "deactivated"),
    ]
    assert preview.changes[2].fields == (
        ("name_en", "Department B", "Department Bee"),
        ("ministry", "12", "11"),
    )
    assert [each.key for each in preview.doubts] == ["at_work:D1101", "placed:D1201"]
    assert preview.doubts[0].rounds == ("รอบปี 2569",)
    assert (standing_roster(), version_number()) == (before, 0)


def test_applying_is_one_version(kept, cause, manager):
    waiting = kept(everything)
    version = apply(waiting, cause, confirmed=["placed:D1201"])
    counts = (version.added, version.changed, version.deactivated, version.places)
    assert (version.kind, version.file_name, counts) == ("imported", "roster.xlsx", (1, 1, 2, 0))
    assert list(Agency.objects.filter(is_active=False).values_list("code", flat=True)) == ["D1101", "P5010"]
    assert Agency.objects.filter(code="D1201", ministry__code="11").exists()
    waiting.refresh_from_db()
    assert waiting.version == version
    [entry] = AuditEntry.objects.all()
    assert (entry.action, entry.code, entry.note) == ("roster.imported", "1", cause.reason)
    assert entry.after == {"version": 1, "added": 1, "changed": 1, "deactivated": 2, "places": 0}


def test_the_file_of_the_portal_itself_changes_nothing(kept, cause):
    waiting = kept(lambda _book: None)
    assert preview_of(waiting, at_work={}).changes == ()
    with pytest.raises(RosterRefused, match="nothing_changed"):
        apply(waiting, cause)


def test_what_is_doubtful_has_to_be_confirmed(kept, cause):
    waiting, before = kept(everything), standing_roster()
    with pytest.raises(RosterRefused) as refused:
        apply(waiting, cause, at_work=AT_WORK, confirmed=["placed:D1201"])
    assert (refused.value.code, refused.value.params) == ("unconfirmed", {"number": 1})
    assert standing_roster() == before
    apply(waiting, cause, at_work=AT_WORK, confirmed=["placed:D1201", "at_work:D1101"])


def new_code(book: Workbook) -> None:
    take_out(book, "D1210")
    add_department(book, "D1298", f"องค์การทดสอบ{'ก' * 13}", ministry="12")


def other_name(book: Workbook) -> None:
    put(book, "D1210", name_th="หน่วยบริหารทุนวิจัยอวกาศ")


def other_level(book: Workbook) -> None:
    put(book, "D1210", ministry="11")


def half_gone(book: Workbook) -> None:
    for number in range(10, 20):
        take_out(book, f"D12{number}")


def one_gone(book: Workbook) -> None:
    take_out(book, "D1210")


def small_slip(book: Workbook) -> None:
    put(book, "D1210", name_th=f"องค์การทดสอบ{'ก' * 11}")


def office_elsewhere(book: Workbook) -> None:
    """Offices of two provinces bear the same name on purpose."""
    names = ("51", "TH-51", "ลำพูน", "Lamphun", "ลพ", "north", "lpn")
    book["provinces"].append(names)
    add_office(book, "P5110", "สำนักงานที่ดินจังหวัดลำพูน", kind="10", province="51")


def office_of_another_kind(book: Workbook) -> None:
    book["office_kinds"].append(("11", "สำนักงานที่ดินจังหวัดสาขา", "Branch"))
    add_office(book, "P5011", "สำนักงานที่ดินจังหวัดเชียงใหม่ส", kind="11")


@pytest.mark.parametrize(
    "edit, keys",
    [
        (new_code, ["alike:D1298"]),
        (other_name, ["renamed:D1210"]),
        (other_level, ["placed:D1210"]),
        (half_gone, ["many_gone:"]),
        (one_gone, []),
        (small_slip, []),
        (office_elsewhere, []),
        (office_of_another_kind, ["alike:P5011"]),
    ],
)
def test_what_is_doubtful(kept, edit, keys):
    assert [each.key for each in preview_of(kept(edit), at_work={}).doubts] == keys


@pytest.mark.parametrize(
    "one, other, alike, wholly_other",
    [
        ("กรมอุตุนิยมวิทยา", "กรม อุตุนิยมวิทยา", True, False),
        ("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "สำนักงานรัฐบาลอิเล็กทรอนิกส์", False, False),
        ("กรมป่าไม้", "กรมป่าไม้และที่ดิน", False, False),
        ("กรมป่าไม้", "สถาบันวิจัยดาราศาสตร์แห่งชาติ", False, True),
    ],
)
def test_how_alike_names_are(one, other, alike, wholly_other):
    assert (are_very_like(one, other), are_wholly_other(one, other)) == (alike, wholly_other)


def test_a_new_code_may_take_the_place_of_an_old_one(kept, cause):
    apply(kept(new_code), cause, confirmed=["alike:D1298"], successions=["D1298"])
    lines = AgencyLineage.objects.values_list("predecessor__code", "successor__code", "kind", "happened_on")
    assert list(lines) == [("D1210", "D1298", "succeeded", dt.date(2026, 7, 15))]


def test_after_somebody_changed_the_roster_it_is_computed_anew(kept, cause):
    waiting = kept(everything)
    rename(code="D1201", name_th="กรม ค", name_en="Department C", seen=0, cause=cause)
    with pytest.raises(RosterMoved) as moved:
        apply(waiting, cause, confirmed=["placed:D1201"])
    assert [version.kind for version in moved.value.versions] == ["renamed"]
    assert Agency.objects.active().filter(code="D1101").exists()
    assert [version.number for version in rebase(waiting)] == [1]
    preview = preview_of(waiting, at_work={})
    assert preview.base == waiting.base == 1
    changed = next(each for each in preview.changes if each.code == "D1201")
    assert changed.fields == (
        ("name_th", "กรม ค", "กรม ข"),
        ("name_en", "Department C", "Department Bee"),
        ("ministry", "12", "11"),
    )
    apply(waiting, cause, seen=1, confirmed=["placed:D1201"])
    assert Agency.objects.get(code="D1201").name_th == "กรม ข"


def test_it_is_applied_once_and_in_time(kept, cause):
    first, second = kept(one_gone), kept(small_slip)
    apply(first, cause)
    with pytest.raises(RosterRefused, match="already_applied"):
        apply(first, cause, seen=1)
    late = Cause(reason="ช้า", user=cause.user, now=DURING + dt.timedelta(hours=24))
    with pytest.raises(RosterRefused, match="expired"):
        apply(second, late, seen=1)
    assert version_number() == 1


def test_what_nobody_applied_is_forgotten(kept, cause):
    applied, _expired = kept(one_gone), kept(small_slip)
    apply(applied, cause)
    forget_old(now=DURING + dt.timedelta(hours=23))
    assert RosterImport.objects.count() == 2
    forget_old(now=DURING + dt.timedelta(hours=24))
    assert list(RosterImport.objects.values_list("pk", flat=True)) == [applied.pk]
    discard_import(kept=applied)
    assert RosterImport.objects.count() == 1


def test_what_only_the_portal_knows_can_stand_in_the_way(manager):
    """The office that the file lacks is deactivated, but keeps its place in the province."""

    def edit(book: Workbook) -> None:
        take_out(book, "P5010")
        add_office(book, "P5099", "สำนักงานอื่น", kind="10")

    with pytest.raises(RosterMistakes) as refused:
        keep_import(data=book_of_portal(edit), file_name="x.xlsx", user=manager, now=DURING)
    [mistake] = refused.value.mistakes
    assert (mistake.file, mistake.row, mistake.column, mistake.code) == (
        "agencies",
        24,
        "office_kind",
        "taken",
    )
    assert mistake.params == {"value": "50 + 10", "code": "P5010"}
    assert RosterImport.objects.count() == 0


def test_places_come_and_change(kept, cause):
    def edit(book: Workbook) -> None:
        book["ministries"].append(("13", "กระทรวงใหม่", "New Ministry"))
        put(book, "10", "office_kinds", name_en="Land Office of the Province")
        add_department(book, "D1301", "กรมแรกของกระทรวง", ministry="13")

    version = apply(kept(edit), cause)
    assert (version.added, version.places) == (1, 2)
    assert Agency.objects.filter(code="D1301", ministry__name_en="New Ministry").exists()
    assert OfficeKind.objects.get(number=10).name_en == "Land Office of the Province"

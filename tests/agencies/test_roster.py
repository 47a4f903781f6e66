"""The register: what is read, what is refused, what loading does."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from agencies.management.commands.load_roster import DATA
from agencies.models import Agency, Ministry, OfficeKind, Province, RosterVersion
from agencies.models.roster import BY_COMMAND
from agencies.roster import loading
from agencies.roster.loading import Change
from agencies.roster.mistakes import RosterMistakes
from agencies.roster.reading import DEPARTMENTS, OFFICE_KINDS, PROVINCES, read_roster
from agencies.roster.rows import Roster
from agencies.roster.writing import Cause
from tests.rounds import DURING

SMALL = {
    PROVINCES: """\
code,iso_3166_2,name_th,name_en,abbr_th,region,svg_map_id
10,TH-10,กรุงเทพมหานคร,Bangkok,กทม,Bangkok,bkk
50,TH-50,เชียงใหม่,Chiang Mai,ชม,North,cmi
""",
    DEPARTMENTS: """\
code,name_th,name_en,type,ministry_code,ministry_th,ministry_en,source
D0101,กรม ก,"Department A, Office",government,01,กระทรวง ก,Ministry A,x
D1509,เมืองพัทยา,Pattaya City,special-local,15,กระทรวงมหาดไทย,Ministry of Interior,x
""",
    OFFICE_KINDS: """\
no,name_th,name_en
7,สำนักงานสรรพากรพื้นที่จังหวัด,Area Revenue Office
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def load_roster(roster: Roster) -> dict[str, Change]:
    return loading.load_roster(roster, cause=Cause(reason="ทดสอบ", user=None, now=DURING))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def mistakes_of(folder: Path) -> list[str]:
    with pytest.raises(RosterMistakes) as refused:
        read_roster(folder)
    with translation.override("en"):
        return [str(mistake) for mistake in refused.value.mistakes]


def test_the_whole_register(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        changes = load_roster(read_roster(DATA))
    assert changes == {
        "ministries": Change(total=23, new=23, changed=0),
        "provinces": Change(total=77, new=77, changed=0),
        "office kinds": Change(total=19, new=19, changed=0),
        "agencies": Change(total=302 + 1444, new=302 + 1444, changed=0),
    }
    assert Agency.objects.filter(audience="department").count() == 302
    assert not Agency.objects.filter(province__code="10").exists()


def test_names_codes_and_places(db, folder):
    load_roster(read_roster(folder))
    places = ("region", "ministry__code", "province__code", "office_kind__number")
    assert list(Agency.objects.values_list("code", "name_th", "name_en", "audience", "type", *places)) == [
        (
            *("D0101", "กรม ก", "Department A, Office", "department", "government"),
            *("national", "01", None, None),
        ),
        (
            *("D1509", "เมืองพัทยา", "Pattaya City", "department", "special-local"),
            *("central", "15", None, None),
        ),
        (
            *("P5007", "สำนักงานสรรพากรพื้นที่จังหวัดเชียงใหม่", "Area Revenue Office, Chiang Mai"),
            *("province", "provincial-office", "north", None, "50", 7),
        ),
    ]


def test_loading_again_changes_nothing(db, folder):
    roster = read_roster(folder)
    load_roster(roster)
    before = list(Agency.objects.values())
    assert load_roster(roster) == {
        "ministries": Change(total=2, new=0, changed=0),
        "provinces": Change(total=2, new=0, changed=0),
        "office kinds": Change(total=1, new=0, changed=0),
        "agencies": Change(total=3, new=0, changed=0),
    }
    assert list(Agency.objects.values()) == before


def test_an_agency_keeps_its_record_when_its_name_changes(db, folder):
    load_roster(read_roster(folder))
    key = Agency.objects.get(code="D0101").pk
    edit(folder, DEPARTMENTS, "กรม ก,", "กรมใหม่,")
    assert load_roster(read_roster(folder))["agencies"] == Change(total=3, new=0, changed=1)
    assert Agency.objects.get(pk=key).name_th == "กรมใหม่"


def test_an_agency_that_left_the_register_is_switched_off_and_comes_back(db, folder):
    load_roster(read_roster(folder))
    line = 'D0101,กรม ก,"Department A, Office",government,01,กระทรวง ก,Ministry A,x\n'
    edit(folder, DEPARTMENTS, line, "")
    assert load_roster(read_roster(folder))["agencies"] == Change(total=2, new=0, changed=0, retired=1)
    assert list(Agency.objects.active().values_list("code", flat=True)) == ["D1509", "P5007"]

    (folder / DEPARTMENTS).write_text(SMALL[DEPARTMENTS], encoding="utf-8")
    assert load_roster(read_roster(folder))["agencies"] == Change(total=3, new=0, changed=1)
    assert Agency.objects.active().count() == 3


@pytest.mark.parametrize(
    "file, old, new, mistake",
    [
        (PROVINCES, "50,TH-50", "5x,TH-50", "row 3, code: “5x” should be two digits"),
        (PROVINCES, "50,TH-50", "50,TH50", "row 3, iso_3166_2: “TH50” should be like TH-50"),
        (PROVINCES, "50,TH-50", "10,TH-50", "row 3, code: “10” is already in row 2"),
        (PROVINCES, ",North,", ",Narnia,", "row 3, region: “Narnia” should be a region of provinces"),
        (PROVINCES, ",North,", ",National,", "row 3, region: “National” should be a region of provinces"),
        (PROVINCES, "เชียงใหม่", " ", "row 3, name_th: is empty"),
        (PROVINCES, ",cmi", ",cmi,x", "row 3: has 8 cells, the head has 7"),
        (PROVINCES, "svg_map_id", "map", "row 1, svg_map_id: is missing from the head"),
        (DEPARTMENTS, "D0101", "0101", "row 2, code: “0101” should be D and four digits"),
        (DEPARTMENTS, "D1509", "D0101", "row 3, code: “D0101” is already in row 2"),
        (DEPARTMENTS, "special-local", "club", "row 3, type: “club” should be an agency type of departments"),
        (
            DEPARTMENTS,
            "special-local",
            "provincial-office",
            "row 3, type: “provincial-office” should be an agency type of departments",
        ),
        (DEPARTMENTS, ",15,", ",01,", "row 3, ministry_code: “01” has another name in an earlier row"),
        (DEPARTMENTS, ",15,", ",,", "row 3, ministry_code: is empty"),
        (OFFICE_KINDS, "7,", "0,", "row 2, no: “0” should be a number from 1 to 99"),
        (
            OFFICE_KINDS,
            "พื้นที่จังหวัด",
            "พื้นที่",
            "row 2, name_th: “สำนักงานสรรพากรพื้นที่” should be a name that ends with จังหวัด",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(folder, file, old, new, mistake):
    edit(folder, file, old, new)
    assert mistakes_of(folder) == [f"{file}, {mistake}"]


def test_all_mistakes_of_all_files_are_told_at_once(folder):
    edit(folder, PROVINCES, "10,TH-10", "1,TH-1")
    edit(folder, DEPARTMENTS, "government", "")
    (folder / OFFICE_KINDS).unlink()
    assert mistakes_of(folder) == [
        "department-agencies.csv, row 2, type: is empty",
        "provinces.csv, row 2, code: “1” should be two digits",
        "provinces.csv, row 2, iso_3166_2: “TH-1” should be like TH-50",
        "provincial-offices.csv: there is no such file",
    ]


@pytest.mark.parametrize(
    "content, mistake",
    [
        (b"no,name_th,name_en\n", "provincial-offices.csv: has no rows"),
        (b"", "provincial-offices.csv, row 1, no: is missing from the head"),
        (
            "no,name_th,name_en\n1,สำนักงานจังหวัด,Office\n".encode("cp874"),
            "provincial-offices.csv: is not UTF-8 text",
        ),
    ],
)
def test_a_file_that_cannot_be_the_right_one(folder, content, mistake):
    (folder / OFFICE_KINDS).write_bytes(content)
    assert mistakes_of(folder)[0] == mistake


def test_excel_may_have_put_a_mark_at_the_beginning(folder):
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8-sig")
    assert len(read_roster(folder).agencies) == 3


def test_the_command_tells_what_it_did(db, folder, capsys):
    call_command("load_roster", str(folder))
    assert capsys.readouterr().out.splitlines() == [
        "ministries: 2 (2 new, 0 changed, 0 switched off)",
        "provinces: 2 (2 new, 0 changed, 0 switched off)",
        "office kinds: 1 (1 new, 0 changed, 0 switched off)",
        "agencies: 3 (3 new, 0 changed, 0 switched off)",
    ]


def test_the_command_loads_nothing_when_there_is_a_mistake(db, folder):
    edit(folder, OFFICE_KINDS, "7,", "x,")
    with pytest.raises(CommandError, match="row 2, no: “x” should be a number from 1 to 99"):
        call_command("load_roster", str(folder))
    assert [model.objects.count() for model in (Ministry, Province, OfficeKind, Agency)] == [0, 0, 0, 0]


def test_loading_is_a_version_with_its_reason(db, folder):
    call_command("load_roster", str(folder), reason="ประกาศรายชื่อ 2569", verbosity=0)
    call_command("load_roster", str(folder), verbosity=0)
    edit(folder, DEPARTMENTS, "กรม ก,", "กรมใหม่,")
    call_command("load_roster", str(folder), verbosity=0)
    columns = ("number", "kind", "reason", "made_by", "added", "changed", "deactivated", "places")
    assert list(RosterVersion.objects.order_by("number").values_list(*columns)) == [
        (1, "files", "ประกาศรายชื่อ 2569", None, 3, 0, 0, 5),
        (2, "files", "Loaded from files by a command", None, 0, 1, 0, 0),
    ]


def test_the_reason_of_a_command_is_told_in_the_language_of_the_reader() -> None:
    by_command, typed = (RosterVersion(reason=reason) for reason in (BY_COMMAND, "พ.ร.บ. ปรับปรุงกระทรวง"))

    assert (by_command.why, typed.why) == ("โหลดจากไฟล์ด้วยคำสั่งบนเครื่องแม่ข่าย", "พ.ร.บ. ปรับปรุงกระทรวง")

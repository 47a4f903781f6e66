"""The pages of the roster: who may see and change what, and that nothing typed is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agencies.models import Agency, AgencyLineage, OfficeKind, Province, Role, RosterImport, RosterVersion
from agencies.roster.editing import add_kind, rename
from agencies.roster.importing import keep_import
from agencies.roster.rows import OfficeKindRow
from agencies.roster.standing import rows_of_version, version_number
from agencies.roster.workbook import read_roster_workbook
from agencies.roster.writing import Cause
from tests.agencies.roster_books import add_department, book_of_portal, put, take_out
from tests.people import make_department, make_member
from tests.rounds import DURING

pytestmark = pytest.mark.django_db
HOME = "/manage/roster/"
READ = ["", "workbook/", "versions/", "versions/1/", "versions/1/workbook/", "agencies/D1101/"]
READ += ["versions/compared/?from=1&to=1"]
CHANGE = ["add/", "add-kind/", "merge/", "import/", "import/{import_id}/", "import/{import_id}/added/"]
CHANGE += [f"agencies/D1101/{name}/" for name in ("rename", "move", "split", "deactivate")]


@pytest.fixture(autouse=True)
def agencies(agency_a, agency_b, office):
    Province.objects.update(map_id="cmi")


@pytest.fixture
def cause(manager) -> Cause:
    return Cause(reason="พ.ร.บ. 2569", user=manager, now=DURING)


@pytest.fixture
def manage(client: Client, manager) -> Client:
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    return client


def rename_a(cause: Cause, name: str = "กรมหนึ่ง") -> RosterVersion:
    return rename(code="D1101", name_th=name, name_en="Department One", seen=None, cause=cause)


def book(edit: Any = lambda _book: None) -> SimpleUploadedFile:
    return SimpleUploadedFile("roster.xlsx", book_of_portal(edit))


def new_agency(of: Any) -> None:
    add_department(of, "D1102", "กรมที่ไม่มีใครเหมือน")


def seen_in(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def test_who_may_see_and_change(client, people, cause, monkeypatch):
    rename_a(cause)
    kept = keep_import(data=book_of_portal(new_agency), file_name="x.xlsx", user=cause.user, now=DURING)
    RosterImport.objects.update(expires_at="2999-01-01T00:00Z")
    answers: dict[str, set[int]] = {}
    for name, user in people.items():
        client.force_login(user)
        for kind, paths in (("read", READ), ("change", CHANGE)):
            addresses = [HOME + path.format(import_id=kept.pk) for path in paths]
            answers[f"{name} {kind}"] = {client.get(address).status_code for address in addresses}
    allowed = {"manager read": {200}, "manager change": {200}, "analyst read": {200}, "analyst change": {403}}
    assert {key: codes for key, codes in answers.items() if key in allowed} == allowed
    assert {code for key, codes in answers.items() if key not in allowed for code in codes} == {404}


def test_an_analyst_sees_no_way_to_change(client, analyst):
    client.force_login(analyst)
    pages = client.get(HOME).text + client.get(f"{HOME}agencies/D1101/").text
    assert "/manage/roster/import/" not in pages
    assert "/rename/" not in pages
    assert client.post(f"{HOME}agencies/D1101/deactivate/", {"reason": "x"}).status_code == 403
    assert Agency.objects.get(code="D1101").is_active


def test_managing_leads_here(manage):
    assert 'href="/manage/roster/"' in manage.get("/manage/").text


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_takes_as_many_queries_for_many(manage, ministry, django_assert_num_queries, more):
    for number in range(more):
        make_department(f"D115{number}", ministry)
    with django_assert_num_queries(14):
        assert "Department A" in manage.get(HOME).text


def codes_on(page: str) -> list[str]:
    return [part.split('"')[0].strip("/") for part in page.split('href="/manage/roster/agencies/')[1:]]


@pytest.mark.parametrize(
    "query, codes",
    [
        ("", ["D1101", "D1109", "D1201", "P5010"]),
        ("q=กรม+ข", ["D1201"]),
        ("q=p5010", ["P5010"]),
        ("audience=province", ["P5010"]),
        ("active=no", ["D1109"]),
        ("active=yes&ministry=11", ["D1101"]),
        ("province=50", ["P5010"]),
        ("region=national&type=government", ["D1101", "D1109", "D1201"]),
        ("sort=-code", ["P5010", "D1201", "D1109", "D1101"]),
        ("sort=active", ["D1109", "D1101", "D1201", "P5010"]),
        ("sort=name", ["D1101", "D1201", "D1109", "P5010"]),
        ("sort=place", ["D1101", "D1109", "D1201", "P5010"]),
        ("ministry=77", ["D1101", "D1109", "D1201", "P5010"]),
        ("q=nowhere", []),
        ("page=77&sort=wrong", ["D1101", "D1109", "D1201", "P5010"]),
    ],
)
def test_search_filters_and_order(manage, ministry, query, codes):
    make_department("D1109", ministry, is_active=False)
    assert codes_on(manage.get(f"{HOME}?{query}").text) in ([*codes], codes)


def test_long_lists_are_paged(manage, ministry):
    for number in range(60):
        make_department(f"D11{number + 20}", ministry)
    assert len(codes_on(manage.get(HOME).text)) == 50
    assert len(codes_on(manage.get(f"{HOME}?page=2&sort=code").text)) == 13


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_of_an_agency(manage, cause, survey_round, django_assert_num_queries, times):
    for number in range(times):
        rename_a(cause, f"กรมชื่อที่ {number}")
        make_member(f"officer{number}", Role.OFFICER, agency=Agency.objects.get(code="D1101"))
    with django_assert_num_queries(19):
        page = manage.get(f"{HOME}agencies/D1101/").text
    assert f"Officer {times}" in page
    assert survey_round.name_en in page
    assert page.count("พ.ร.บ. 2569") == times
    assert "กรม ก" in page


def test_a_rename(manage):
    page = manage.get(f"{HOME}agencies/D1101/rename/").text
    assert 'value="กรม ก"' in page
    values = {"name_th": "กรมหนึ่ง", "name_en": "One", "reason": "พ.ร.บ.", "seen": seen_in(page)}
    response = manage.post(f"{HOME}agencies/D1101/rename/", values)
    assert (response.status_code, response.headers["Location"]) == (302, f"{HOME}agencies/D1101/")
    assert Agency.objects.get(code="D1101").name_th == "กรมหนึ่ง"


@pytest.mark.parametrize(
    "values, text",
    [
        ({"reason": ""}, "Say why, so that others understand it next year."),
        ({"name_th": "กรม ข"}, "“กรม ข” is the name of D1201 already. Give another name."),
        ({"name_th": "กรม ก", "name_en": "Department A"}, "Nothing would change: this is how it is already."),
        ({"name_en": "\u202e"}, "Type this on one line"),
    ],
)
def test_a_rename_that_is_refused_keeps_what_was_typed(manage, values, text):
    typed = {"name_th": "กรมหนึ่ง", "name_en": "One", "reason": "พ.ร.บ. ใหม่", "seen": "0"} | values
    response = manage.post(f"{HOME}agencies/D1101/rename/", typed)
    assert response.status_code == 422
    assert text in response.text
    assert f'value="{typed["name_th"]}"' in response.text
    assert version_number() == 0


def test_a_change_over_that_of_another_is_refused_and_shown(manage, cause):
    page = manage.get(f"{HOME}agencies/D1101/rename/").text
    rename_a(cause, "กรมของคนอื่น")
    values = {"name_th": "กรมของผม", "name_en": "Mine", "reason": "ผม", "seen": seen_in(page)}
    response = manage.post(f"{HOME}agencies/D1101/rename/", values)
    assert response.status_code == 409
    assert "The roster was changed meanwhile" in response.text
    assert "พ.ร.บ. 2569" in response.text
    assert 'value="กรมของผม"' in response.text
    assert Agency.objects.get(code="D1101").name_th == "กรมของคนอื่น"
    again = manage.post(f"{HOME}agencies/D1101/rename/", values | {"seen": seen_in(response.text)})
    assert again.status_code == 302
    assert Agency.objects.get(code="D1101").name_th == "กรมของผม"


@pytest.mark.parametrize(
    "code, name, expected",
    [
        ("D1101", "reactivate", 404),
        ("P5010", "move", 404),
        ("D1109", "deactivate", 404),
        ("D1109", "split", 404),
        ("D1109", "reactivate", 200),
        ("D1101", "nonsense", 404),
        ("D9999", "rename", 404),
    ],
)
def test_only_what_fits_an_agency_is_offered(manage, ministry, code, name, expected):
    make_department("D1109", ministry, is_active=False)
    assert manage.get(f"{HOME}agencies/{code}/{name}/").status_code == expected


def parts(*rows: dict[str, str]) -> dict[str, str]:
    fields = {
        "form-TOTAL_FORMS": "6",
        "form-INITIAL_FORMS": "0",
        "on": "2026-07-01",
        "reason": "แยก",
        "seen": "0",
    }
    for at in range(6):
        fields[f"form-{at}-place"] = "11"
    for at, row in enumerate(rows):
        fields |= {f"form-{at}-{name}": value for name, value in row.items()}
    return fields


ONE = {"code": "d1102", "name_th": "กรมหนึ่ง", "name_en": "One"}
TWO = {"code": "D1103", "name_th": "กรมสอง", "name_en": "Two", "place": "12"}


def test_a_split(manage):
    response = manage.post(f"{HOME}agencies/D1101/split/", parts(ONE, TWO))
    assert response.status_code == 302
    lines = AgencyLineage.objects.values_list(
        "predecessor__code", "successor__code", "successor__ministry__code"
    )
    assert list(lines) == [("D1101", "D1102", "11"), ("D1101", "D1103", "12")]
    page = manage.get(f"{HOME}agencies/D1101/").text
    assert 'href="/manage/roster/agencies/D1103/"' in page
    assert "Out of it came" in page


@pytest.mark.parametrize(
    "rows, text",
    [
        ((), "Name at least two agencies"),
        ((ONE,), "Name at least two agencies"),
        ((ONE, TWO | {"code": "x"}), "Type a capital letter"),
        ((ONE, TWO | {"name_en": ""}), "This field is required"),
        ((ONE, TWO | {"code": "D1201"}), "The code D1201 belongs to an agency already."),
        ((ONE, {}, TWO | {"name_th": ""}), '<details class="decision" open>'),
    ],
)
def test_a_split_that_is_refused(manage, rows, text):
    response = manage.post(f"{HOME}agencies/D1101/split/", parts(*rows))
    assert response.status_code == 422
    assert text in response.text
    assert version_number() == 0


MERGE = {"codes": "D1101\nd1201", "target": "D1102", "on": "2026-07-01", "reason": "รวม", "seen": "0"}
NEW = {"name_th": "กรมรวม", "name_en": "Merged"}


def test_a_merge_is_shown_before_it_is_made(manage):
    assert "D1101" in manage.get(f"{HOME}merge/?codes=D1101").text
    asked = manage.post(f"{HOME}merge/", MERGE | NEW)
    assert asked.status_code == 200
    assert "D1201 Department B" in asked.text
    assert version_number() == 0
    done = manage.post(f"{HOME}merge/", MERGE | NEW | {"confirmed": "yes", "seen": seen_in(asked.text)})
    assert done.headers["Location"] == f"{HOME}agencies/D1102/"
    assert list(Agency.objects.active().values_list("code", flat=True)) == ["D1102", "P5010"]
    assert Agency.objects.filter(code="D1102", ministry__code="11").exists()


@pytest.mark.parametrize(
    "values, text",
    [
        ({}, "No agency has this code yet, so the new one needs this name."),
        (NEW | {"codes": "D1101 D9998, D9999"}, "No agency has the code D9998, D9999. Correct it."),
        (NEW | {"codes": "?"}, "Type a capital letter"),
        (NEW | {"target": "กรม"}, "Type a capital letter"),
        (NEW | {"on": "1 July"}, "Give the day as a date."),
        (NEW | {"codes": "D1101"}, "Name at least two agencies"),
        (NEW | {"codes": "D1101 P5010"}, "P5010 is of another level."),
    ],
)
def test_a_merge_that_is_refused(manage, values, text):
    response = manage.post(f"{HOME}merge/", MERGE | {"confirmed": "yes"} | values)
    assert response.status_code == 422
    assert text in response.text
    assert version_number() == 0


def test_a_day_of_the_buddhist_era(manage):
    response = manage.post(f"{HOME}merge/", MERGE | NEW | {"on": "2569-07-01", "confirmed": "yes"})
    assert response.status_code == 302
    assert {str(line.happened_on) for line in AgencyLineage.objects.all()} == {"2026-07-01"}
    refused = manage.post(f"{HOME}merge/", MERGE | NEW | {"on": "2568-02-29"})
    assert "Give the day as a date." in refused.text


def test_a_merge_over_a_change_of_another(manage, cause):
    rename_a(cause)
    response = manage.post(f"{HOME}merge/", MERGE | NEW | {"confirmed": "yes"})
    assert response.status_code == 409
    assert "กรมรวม" in response.text
    assert Agency.objects.get(code="D1101").is_active


ADD = {"audience": "department", "code": "D1102", "name_th": "กรมใหม่", "name_en": "New", "reason": "ตั้งใหม่"}


@pytest.mark.parametrize(
    "values, place",
    [
        ({"type": "government", "ministry": "12", "region": "national"}, ("12", None, "national")),
        ({"audience": "province", "province": "50", "office_kind": "11"}, (None, "50", "north")),
    ],
)
def test_an_agency_is_added(manage, values, place):
    OfficeKind.objects.create(number=11, name_th="สำนักงานใหม่จังหวัด", name_en="New Office")
    response = manage.post(f"{HOME}add/", ADD | values)
    assert response.headers["Location"] == f"{HOME}agencies/D1102/"
    columns = ("ministry__code", "province__code", "region")
    assert Agency.objects.values_list(*columns).get(code="D1102") == place


@pytest.mark.parametrize(
    "values, text",
    [
        ({}, "An agency of this level needs it. Choose one."),
        ({"audience": "province"}, "An agency of this level needs it. Choose one."),
        ({"audience": ""}, "This field is required"),
        (
            {"code": "D1101", "type": "government", "ministry": "11"},
            "The code D1101 belongs to an agency already.",
        ),
        ({"code": "1", "type": "government", "ministry": "11"}, "Type a capital letter"),
    ],
)
def test_an_agency_that_cannot_be_added(manage, values, text):
    response = manage.post(f"{HOME}add/", ADD | values)
    assert response.status_code == 422
    assert text in response.text
    assert 'value="กรมใหม่"' in response.text
    assert version_number() == 0


def test_a_kind_is_added(manage):
    values = {"number": "20", "name_th": "สำนักงานดิจิทัลจังหวัด", "name_en": "Digital Office", "reason": "ใหม่"}
    response = manage.post(f"{HOME}add-kind/", values)
    assert response.headers["Location"] == f"{HOME}versions/1/"
    assert Agency.objects.filter(office_kind__number=20).count() == 1
    refused = manage.post(f"{HOME}add-kind/", values)
    assert refused.status_code == 422
    assert "A kind of office has this number already." in refused.text


def test_the_workbook_is_read_back(manage):
    response = manage.get(f"{HOME}workbook/")
    assert response.headers["Content-Disposition"] == 'attachment; filename="roster-version-0.xlsx"'
    read = read_roster_workbook(response.content, "x.xlsx").roster
    assert [row.code for row in read.agencies] == ["D1101", "D1201", "P5010"]


def test_a_version_as_it_was(manage, cause):
    version = add_kind(row=OfficeKindRow(20, "สำนักงานดิจิทัลจังหวัด", "Digital Office"), cause=cause)
    rename(code="P5020", name_th="อื่น", name_en="Other", seen=None, cause=cause)
    content = manage.get(f"{HOME}versions/1/workbook/").content
    assert manage.get(f"{HOME}versions/9/workbook/").status_code == 404
    assert content[:2] == b"PK"
    assert [row.name_en for row in rows_of_version(version.number).values() if row.code == "P5020"] == [
        "Digital Office, Chiang Mai"
    ]


@pytest.mark.parametrize("times", [1, 3])
def test_versions_and_what_they_changed(manage, cause, django_assert_num_queries, times):
    for number in range(times):
        rename_a(cause, f"กรมชื่อที่ {number}")
    with django_assert_num_queries(12):
        page = manage.get(f"{HOME}versions/").text
    assert page.count("Agency renamed") == times
    with django_assert_num_queries(10):
        page = manage.get(f"{HOME}versions/{times}/").text
    assert f"กรมชื่อที่ {times - 1}" in page
    assert manage.get(f"{HOME}versions/9/").status_code == 404


def test_two_versions_are_compared(manage, cause):
    rename_a(cause, "กรมหนึ่ง")
    rename_a(cause, "กรมสอง")
    page = manage.get(f"{HOME}versions/compared/?from=2&to=1").text
    assert "<del>กรมหนึ่ง</del>" in page
    assert "<ins>กรมสอง</ins>" in page
    assert "1 row differs." in page
    for query in ("", "?from=1", "?from=1&to=9", "?from=x&to=1"):
        assert manage.get(f"{HOME}versions/compared/{query}").status_code == 404


def test_an_import_from_the_file_to_the_version(manage):
    def edit(of: Any) -> None:
        new_agency(of)
        put(of, "D1201", ministry="11")
        of["agencies"]["K1"], of["agencies"]["K2"] = "note", "x"

    response = manage.post(f"{HOME}import/", {"file": book(edit)})
    preview = response.headers["Location"]
    page = manage.get(preview).text
    for text in ("D1102", "<del>12 Ministry of Energy</del>", "Another level, ministry", "agencies: note"):
        assert text in page
    assert Agency.objects.count() == 3
    values = {"reason": "ประกาศ", "seen": seen_in(page)}
    refused = manage.post(f"{preview}apply/", values)
    assert refused.status_code == 422
    assert "1 points are not confirmed yet." in refused.text
    assert "ประกาศ" in refused.text
    done = manage.post(f"{preview}apply/", values | {"confirm": "placed:D1201"})
    assert done.headers["Location"] == f"{HOME}versions/1/"
    assert Agency.objects.count() == 4
    assert Agency.objects.filter(code="D1201", ministry__code="11").exists()
    assert manage.get(preview).headers["Location"] == f"{HOME}versions/1/"


def test_all_doubts_of_a_kind_are_confirmed_at_once(manage):
    def edit(of: Any) -> None:
        put(of, "D1201", ministry="11")
        put(of, "D1101", ministry="12")

    preview = manage.post(f"{HOME}import/", {"file": book(edit)}).headers["Location"]
    values = {"reason": "ประกาศ", "seen": "0", "confirm_all": ["placed"]}
    assert manage.post(f"{preview}apply/", values).status_code == 302


def test_an_import_needs_a_reason(manage):
    preview = manage.post(f"{HOME}import/", {"file": book(new_agency)}).headers["Location"]
    response = manage.post(f"{preview}apply/", {"reason": "", "seen": "0"})
    assert response.status_code == 422
    assert "Say why" in response.text
    assert version_number() == 0


def test_an_import_after_somebody_changed_the_roster(manage, cause):
    preview = manage.post(f"{HOME}import/", {"file": book(new_agency)}).headers["Location"]
    seen = seen_in(manage.get(preview).text)
    rename_a(cause, "กรมของคนอื่น")
    response = manage.post(f"{preview}apply/", {"reason": "ประกาศ", "seen": seen})
    assert response.status_code == 409
    assert "The roster was changed meanwhile" in response.text
    assert "<del>กรมของคนอื่น</del>" in response.text
    assert not Agency.objects.filter(code="D1102").exists()
    again = {"reason": "ประกาศ", "seen": seen_in(response.text), "confirm_all": ["renamed"]}
    assert manage.post(f"{preview}apply/", again).status_code == 302


def test_mistakes_stand_with_their_place(manage):
    response = manage.post(f"{HOME}import/", {"file": book(lambda of: put(of, "D1201", level="city"))})
    assert response.status_code == 422
    for text in ("1 mistake in roster.xlsx", '<td data-label="Sheet">agencies</td>', "should be department"):
        assert text in response.text
    assert RosterImport.objects.count() == 0


@pytest.mark.parametrize(
    "files, text",
    [
        ({}, "Choose the workbook."),
        ({"file": SimpleUploadedFile("x.xlsx", b"")}, "The file is empty. Choose the workbook again."),
        ({"file": SimpleUploadedFile("x.xlsx", b"x" * 11_000_000)}, "The file is larger than 10 MB."),
        (
            {"file": SimpleUploadedFile("x.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(9))},
            "This is the old Excel format (.xls).",
        ),
    ],
)
def test_what_is_no_roster(manage, files, text):
    response = manage.post(f"{HOME}import/", files)
    assert response.status_code == 422
    assert text in response.text


def test_a_file_without_news_and_one_thrown_away(manage):
    preview = manage.post(f"{HOME}import/", {"file": book()}).headers["Location"]
    assert "there is nothing to apply" in manage.get(preview).text
    assert preview in manage.get(f"{HOME}import/").text
    assert manage.get(f"{preview}discard/").status_code == 405
    assert manage.post(f"{preview}discard/").headers["Location"] == HOME
    assert manage.get(preview).status_code == 404


def test_an_expired_import_is_gone(manage, manager):
    kept = keep_import(data=book_of_portal(new_agency), file_name="x.xlsx", user=manager, now=DURING)
    RosterImport.objects.update(made_at="2020-01-01T00:00Z", expires_at="2020-01-02T00:00Z")
    for path in ("", "apply/", "added/"):
        assert manage.get(f"{HOME}import/{kept.pk}/{path}", follow=True).status_code == 404
    assert manage.post(f"{HOME}import/{kept.pk}/apply/", {"reason": "x"}).status_code == 404


def test_long_parts_have_pages_of_their_own(manage):
    def edit(of: Any) -> None:
        for number in range(120):
            add_department(of, f"D{2000 + number}", f"{chr(0x0E01 + number % 40) * 9}{number}")
        take_out(of, "D1101")

    preview = manage.post(f"{HOME}import/", {"file": book(edit)}).headers["Location"]
    page = manage.get(preview).text
    assert "See all 120" in page
    assert page.count('<td class="agency-table__code"') == 21
    assert manage.get(f"{preview}added/").text.count('<td class="agency-table__code"') == 100
    assert manage.get(f"{preview}added/?page=2").text.count('<td class="agency-table__code"') == 20
    assert manage.get(f"{preview}nonsense/").status_code == 404

"""The agencies of a round that lack an officer or approver."""

import io

import pytest
from django.test import Client

from agencies.invitation_lists.reading import read_list
from agencies.models import Agency, Ministry, User
from surveys.models import Round
from surveys.services.round_roster import withdraw
from surveys.services.rounds import add_agencies
from tests.agencies.people.workbooks import first_sheet
from tests.people import make_department
from tests.rounds import DURING

pytestmark = pytest.mark.django_db

ADDRESS = "/dashboard/2569/without-people/"


@pytest.fixture
def ega(client: Client, analyst: User, survey_round: Round) -> Client:
    client.force_login(analyst)
    client.cookies["django_language"] = "en"
    return client


def lacking(page) -> list[tuple[str, list[str]]]:
    return [(row.agency.code, [role.value for role in row.lacking]) for row in page.context["page"]]


def test_it_works(ega, officer, approver, other_officer):
    page = ega.get(ADDRESS)
    assert lacking(page) == [("D1201", ["approver"]), ("P5010", ["officer", "approver"])]
    assert "Department B" in page.text


def test_who_is_switched_off_does_not_count(ega, officer, approver, other_officer):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert lacking(ega.get(ADDRESS))[0] == ("D1101", ["officer"])


def test_where_no_signature_is_needed_no_approver_is_missed(ega, survey_round, officer, other_officer):
    Round.objects.filter(pk=survey_round.pk).update(needs_sign_off=False)
    assert lacking(ega.get(ADDRESS)) == [("P5010", ["officer"])]


def test_an_agency_that_is_not_asked_is_not_named(ega, ministry: Ministry):
    make_department("D1199", ministry)
    assert "D1199" not in ega.get(ADDRESS).text


def test_an_agency_that_was_withdrawn_is_not_named(ega, office_submission, officer, approver, manager):
    withdraw(submission=office_submission, reason="ยุบแล้ว", user=manager, now=DURING)
    assert "P5010" not in ega.get(ADDRESS).text


def test_the_list_is_filled_in_and_read_again(ega, officer, approver, other_officer):
    sheet = first_sheet(ega.get(f"{ADDRESS}list.xlsx").content)
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["D1201", None, None, None, None, "Approver", "Department B"],
        ["P5010", None, None, None, None, "Officer", "Provincial Land Office, Chiang Mai"],
        ["P5010", None, None, None, None, "Approver", "Provincial Land Office, Chiang Mai"],
    ]
    for number, row in enumerate(sheet.iter_rows(min_row=2)):
        row[1].value, row[2].value = f"p{number}@agency.go.th", f"คนที่ {number}"
    with io.BytesIO() as file:
        sheet.parent.save(file)
        found = read_list(data=file.getvalue(), file_name="list.xlsx")
    assert (len(found.rows), found.problems) == (3, [])


def test_only_ega_sees_it(client: Client, people, survey_round):
    codes = {}
    for name, user in people.items():
        client.force_login(user)
        codes[name] = {client.get(ADDRESS).status_code, client.get(f"{ADDRESS}list.xlsx").status_code}
    assert codes == {name: {200 if name in {"analyst", "manager"} else 404} for name in people}


def test_only_managers_are_led_to_the_upload(ega: Client, client: Client, manager: User):
    link = 'href="/manage/people/lists/"'
    assert link not in ega.get(ADDRESS).text
    client.force_login(manager)
    assert link in client.get(ADDRESS).text


@pytest.mark.parametrize("more", [0, 2])
def test_the_number_of_queries_does_not_grow(
    ega, survey_round, ministry: Ministry, django_assert_num_queries, more
):
    made: list[Agency] = [make_department(f"D119{number}", ministry) for number in range(more)]
    add_agencies(survey_round=survey_round, agencies=made)
    with django_assert_num_queries(10):
        ega.get(ADDRESS)

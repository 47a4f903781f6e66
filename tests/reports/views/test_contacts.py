import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Ministry, Role, User
from reports.templatetags.reports_people import dialled
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.people import make_department, make_member


def open_page(client: Client, user: User, survey_round: Round, query: str = ""):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("reports:contacts", args=[survey_round.code]) + query)


def people(response) -> dict[str, list[str]]:
    return {
        row.submission.agency.code: [member.user.full_name for member in members]
        for row, members in response.context["rows"]
    }


def test_it_works(client: Client, survey_round: Round, officer, approver, other_officer, analyst: User):
    User.objects.filter(pk=officer.pk).update(phone="0 2612 6000 ต่อ 4201")
    response = open_page(client, analyst, survey_round)
    assert people(response) == {
        "D1101": ["คุณ approver", "คุณ officer"],
        "D1201": ["คุณ other.officer"],
        "P5010": [],
    }
    content = response.content.decode()
    assert 'href="tel:026126000">0 2612 6000 ต่อ 4201<' in content
    assert content.count("no telephone given") == 2


def test_filters_are_those_of_the_list(client: Client, survey_round: Round, officer, analyst: User):
    response = open_page(client, analyst, survey_round, "?q=กรม&sort=-code&page=1")
    assert list(people(response)) == ["D1201", "D1101"]
    back = reverse("reports:agencies", args=[survey_round.code])
    assert (
        f'href="{back}?q=%E0%B8%81%E0%B8%A3%E0%B8%A1&amp;sort=-code&amp;page=1"' in response.content.decode()
    )


def test_a_monitor_calls_only_its_own(
    client: Client, survey_round: Round, officer, other_officer, office_officer, province_monitor: User
):
    response = open_page(client, province_monitor, survey_round)
    assert people(response) == {"P5010": ["คุณ office.officer"]}
    assert "other.officer" not in response.content.decode()


def test_who_has_left_is_not_called(client: Client, survey_round: Round, officer: User, analyst: User):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert people(open_page(client, analyst, survey_round))["D1101"] == []


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_people(
    client: Client, survey_round: Round, ministry: Ministry, officer, analyst, more, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    for agency in agencies:
        make_member(agency.code, Role.OFFICER, agency=agency)
    open_page(client, analyst, survey_round)
    with django_assert_num_queries(11):
        response = client.get(reverse("reports:contacts", args=[survey_round.code]))
    assert sum(map(len, people(response).values())) == 1 + more


@pytest.mark.parametrize(
    "phone, number",
    [
        ("0 2612 6000 ต่อ 4201", "026126000"),
        ("0-2141-7000 #123", "021417000"),
        ("๐๒ ๑๔๑ ๗๐๐๐", "021417000"),
        ("+66 2 141 7000 ext. 5", "+6621417000"),
        ("(02) 141-7000-1", "021417000"),
        ("02 141 7000, 081 234 5678", "021417000"),
        ("ไม่มี", ""),
    ],
)
def test_what_is_dialled(phone: str, number: str):
    assert dialled(phone) == number

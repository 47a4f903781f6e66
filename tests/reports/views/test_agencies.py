import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Ministry, User
from surveys.models import Round, Submission
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import begin, sign, submission_of


def open_page(client: Client, user: User, survey_round: Round, query: str = ""):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("reports:agencies", args=[survey_round.code]) + query)


def names(response) -> list[str]:
    return [row.submission.agency.name_en for row in response.context["listed"].rows]


def test_it_works(client: Client, survey_round: Round, agency_a: Agency, officer: User, manager: User):
    sign(submission_of(survey_round, agency_a), officer)
    response = open_page(client, manager, survey_round)
    assert names(response) == ["Department A", "Department B", "Provincial Land Office, Chiang Mai"]
    content = response.content.decode()
    assert reverse("reports:agency", args=[survey_round.code, "D1101"]) in content
    assert "3 agencies" in content


def test_filters_and_order_stand_in_the_address(client: Client, survey_round: Round, manager: User):
    response = open_page(client, manager, survey_round, "?q=department&audience=department&sort=-name")
    assert names(response) == ["Department B", "Department A"]
    content = response.content.decode()
    assert 'value="department"' in content
    assert "?q=department&amp;audience=department&amp;sort=code" in content


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?ministry=99", "?page=x", "?sort=--", "?q=%00", "?page=99&sort=-page"]
)
def test_what_cannot_be_chosen_does_not_limit(client: Client, survey_round: Round, manager: User, query: str):
    response = open_page(client, manager, survey_round, query)
    assert (response.status_code, len(names(response))) == (200, 3)


def test_a_choice_that_is_none_is_said_so(client: Client, survey_round: Round, manager: User):
    content = open_page(client, manager, survey_round, "?state=nonsense").content.decode()
    assert "nonsense is not one of the available choices" in content


def test_nothing_fits(client: Client, survey_round: Round, manager: User):
    content = open_page(client, manager, survey_round, "?q=nowhere").content.decode()
    assert "No agency fits" in content


def test_nobody_is_asked(client: Client, survey_round: Round, manager: User):
    survey_round.submissions.all().delete()
    assert "Nobody is asked yet" in open_page(client, manager, survey_round).content.decode()


def test_a_monitor_sees_its_own_and_no_way_to_the_answers(
    client: Client, survey_round: Round, ministry_monitor: User
):
    response = open_page(client, ministry_monitor, survey_round)
    assert names(response) == ["Department A"]
    content = response.content.decode()
    assert "Department B" not in content
    assert reverse("reports:agency", args=[survey_round.code, "D1101"]) not in content
    assert "Ministry of Energy" not in content


def test_overdue_and_late_are_said_in_words(
    client: Client, survey_round: Round, agency_a: Agency, officer: User, manager: User
):
    sign(submission_of(survey_round, agency_a), officer, at=survey_round.deadline)
    Round.objects.update(closes_on=survey_round.opens_on)
    content = open_page(client, manager, Round.objects.get()).content.decode()
    assert (content.count("flag--bad"), content.count(">Late<")) == (2, 1)


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_agencies(
    client: Client, survey_round: Round, ministry: Ministry, manager: User, more, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    for agency in agencies:
        begin(submission_of(survey_round, agency))
    open_page(client, manager, survey_round)
    with django_assert_num_queries(10):
        client.get(reverse("reports:agencies", args=[survey_round.code]))
    assert Submission.objects.count() == 3 + more

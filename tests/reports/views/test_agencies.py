import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, Ministry, User
from surveys.models import Round, Submission
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import begin, sign, submission_of, submit
from tests.rounds import AFTER, DURING


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


def test_a_monitor_sees_its_own(client: Client, survey_round: Round, ministry_monitor: User):
    response = open_page(client, ministry_monitor, survey_round)
    assert names(response) == ["Department A"]
    content = response.content.decode()
    assert "Department B" not in content
    assert "Ministry of Energy" not in content


@pytest.mark.parametrize(
    "submitted, says", [(DURING, "submitted in time"), (AFTER, "submitted late")], ids=["in time", "late"]
)
def test_overdue_late_and_unsigned_are_said_in_words(
    client: Client, survey_round: Round, officer: User, manager: User, monkeypatch, submitted, says
):
    sign(survey_round.submissions.get(agency__code="D1101"), officer, at=AFTER)
    submit(survey_round.submissions.get(agency__code="D1201"), officer, at=submitted)
    monkeypatch.setattr(timezone, "now", lambda: AFTER)
    content = open_page(client, manager, survey_round).content.decode()
    flags = re.findall(r'class="flag[^>]*>([^<]*)<', content)
    assert flags == ["Late", says, "Overdue"]


def test_the_paper_says_what_was_looked_at(client: Client, survey_round: Round, manager: User):
    context = open_page(client, manager, survey_round, "?q=กรม&audience=department&office_kind=10").context
    assert context["printed"] == [
        ("Name or code", "กรม"),
        ("Level", "Department level"),
        ("Kind of provincial office", "Provincial Land Office"),
    ]
    response = open_page(client, manager, survey_round)
    assert response.context["printed"] == [("Filters", "none")]
    head = response.content.decode().partition('class="print-head"')[2].partition("</dl>")[0]
    for text in ("Round 2569", "15 Jul 2026, 14:32", manager.full_name):
        assert text in head


def test_a_phone_can_sort_and_sees_the_code(client: Client, survey_round: Round, manager: User):
    content = open_page(client, manager, survey_round).content.decode()
    assert 'data-label="Sort by"' in content
    assert 'data-label="Code">D1101<' in content


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_agencies(
    client: Client, survey_round: Round, ministry: Ministry, manager: User, more, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    for agency in agencies:
        begin(submission_of(survey_round, agency))
    open_page(client, manager, survey_round)
    with django_assert_num_queries(11):
        client.get(reverse("reports:agencies", args=[survey_round.code]))
    assert Submission.objects.count() == 3 + more

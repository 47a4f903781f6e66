import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, Ministry, User
from surveys.models import Round, Submission
from surveys.services.rounds import add_agencies
from tests.people import make_department, make_office, make_province
from tests.reports.making import score, sign, submission_of
from tests.rounds import AFTER, BEFORE, DURING, make_round


@pytest.fixture
def answered(survey_round: Round, agency_a: Agency, officer: User) -> Round:
    score(sign(submission_of(survey_round, agency_a), officer), "57.8", {"1": "60", "2": "55", "3": "40"})
    return survey_round


def open_page(client: Client, user: User, survey_round: Round, query: str = "", language: str = "en"):
    client.force_login(user)
    client.cookies["django_language"] = language
    return client.get(reverse("reports:dashboard", args=[survey_round.code]) + query)


def tiles(response) -> dict[str, str]:
    return {tile.label: tile.number for tile in response.context["tiles"]}


def test_it_works(client: Client, answered: Round, manager: User):
    response = open_page(client, manager, answered)
    assert tiles(response) == {
        "Response rate": "33.3\u00a0%",
        "Agencies asked": "3",
        "Started": "1",
        "Submitted": "1",
        "Waiting for the signature": "0",
        "Responded on time": "1",
        "Not responded yet": "2",
        "Overdue": "0",
    }
    assert "57.8" in response.content.decode()


def test_every_tile_names_its_base_and_says_what_it_counts(client: Client, answered: Round, manager: User):
    response = open_page(client, manager, answered)
    assert [tile.note for tile in response.context["tiles"]] == [
        "1 of 3 agencies asked",
        "the base of all shares here",
        "33.3\u00a0% of 3 asked",
        "33.3\u00a0% of 3 asked",
        "0.0\u00a0% of 3 asked",
        "33.3\u00a0% of 3 asked",
        "66.7\u00a0% of 3 asked",
        "0.0\u00a0% of 3 asked",
    ]
    content = unescape(response.content.decode())
    assert [tile.meaning for tile in response.context["tiles"] if tile.meaning not in content] == []


@pytest.mark.parametrize(
    "fields, now, says",
    [
        ({}, DURING, ("open", "Open", "16 days 9 hours left")),
        ({}, BEFORE, ("preparing", "Begins on 1 Jul 2026", "")),
        ({}, AFTER, ("waiting", "Deadline passed, signing still possible", "")),
        ({"needs_sign_off": False}, AFTER, ("closed", "Deadline passed", "")),
        ({"state": "closed"}, AFTER, ("closed", "Closed", "")),
    ],
    ids=["open", "before", "after", "after, without signatures", "closed"],
)
def test_where_the_round_stands(
    client: Client, survey_round: Round, manager: User, monkeypatch, fields, now, says
):
    Round.objects.update(**fields)
    monkeypatch.setattr(timezone, "now", lambda: now)
    standing = open_page(client, manager, Round.objects.get()).context["standing"]
    assert (standing.mark, standing.label, standing.rest) == says


def test_a_level_that_lacks_a_dimension_is_not_drawn_across_it(
    client: Client, answered: Round, office: Agency, officer: User, manager: User
):
    score(sign(submission_of(answered, office), officer), "30", {"1": "20", "2": "40"})
    response = open_page(client, manager, answered)
    department, province = response.context["radar"].wide.shapes
    assert (bool(department.area), department.lines) == (True, ())
    assert (province.area, len(province.lines), len(province.dots)) == ("", 1, 2)
    content = response.content.decode()
    assert "Province level: Dimension 3 not surveyed" in content
    assert (content.count(">not surveyed<"), content.count("n 0<")) == (1, 0)


def test_it_speaks_thai(client: Client, answered: Round, manager: User):
    content = open_page(client, manager, answered, language="th").content.decode()
    assert "อัตราการตอบกลับ" in content
    assert "1 ก.ค. 2569 ถึง 31 ก.ค. 2569" in content


def test_every_tile_leads_to_as_many_agencies(client: Client, answered: Round, manager: User):
    for tile in open_page(client, manager, answered).context["tiles"][1:]:
        listed = client.get(tile.url).context["listed"]
        assert (tile.label, str(listed.page.paginator.count)) == (tile.label, tile.number)


@pytest.mark.parametrize("audience", ["", "department", "province"])
def test_tiles_and_lists_agree_for_a_level(client: Client, answered: Round, manager: User, audience: str):
    response = open_page(client, manager, answered, f"?audience={audience}")
    asked = response.context["tiles"][1]
    assert asked.number == {"": "3", "department": "2", "province": "1"}[audience]
    assert str(client.get(asked.url).context["listed"].page.paginator.count) == asked.number


def test_every_group_and_state_leads_to_as_many_agencies(client: Client, answered: Round, manager: User):
    context = open_page(client, manager, answered, "?by=ministry").context
    links = [(row.figures.asked, row.url) for row in context["groups"]]
    links += [(row.figures.not_responded, row.missing_url) for row in context["groups"]]
    links += [cell for row in context["states"] for cell in row.cells]
    counts = [client.get(url).context["listed"].page.paginator.count for _number, url in links]
    assert counts == [number for number, _url in links]


@pytest.mark.parametrize(
    "query, keys",
    [
        ("?by=ministry", ["11", "12"]),
        ("?by=ministry&sort=-rate", ["11", "12"]),
        ("?by=ministry&sort=rate", ["12", "11"]),
        ("?by=ministry&sort=-group", ["12", "11"]),
        ("?by=nonsense&sort=nonsense", ["government", "provincial-office"]),
        ("?audience=nonsense", ["government", "provincial-office"]),
    ],
)
def test_groups(client: Client, answered: Round, manager: User, query: str, keys: list[str]):
    groups = open_page(client, manager, answered, query).context["groups"]
    assert [row.group.key for row in groups] == keys


def test_a_monitor_sees_its_own_figures_and_no_scores(
    client: Client, answered: Round, ministry_monitor: User
):
    response = open_page(client, ministry_monitor, answered)
    assert tiles(response)["Agencies asked"] == "1"
    assert response.context["look"].audiences == []
    content = response.content.decode()
    assert "57.8" not in content
    assert reverse("reports:results", args=[answered.code]) not in content


def test_nothing_asked(client: Client, small_questionnaire, manager: User):
    content = open_page(client, manager, make_round(small_questionnaire, "2570")).content.decode()
    assert "Nobody is asked yet" in content


def test_nothing_scored(client: Client, survey_round: Round, manager: User):
    assert "Nothing is scored yet" in open_page(client, manager, survey_round).content.decode()


def test_before_the_first_day(client: Client, survey_round: Round, manager: User, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: BEFORE)
    assert "The line begins on 1 Jul 2026" in open_page(client, manager, survey_round).content.decode()


def test_synthetic_answers_are_called_so(client: Client, answered: Round, manager: User):
    warning = "Synthetic answers."
    assert warning not in open_page(client, manager, answered).content.decode()
    Round.objects.update(is_synthetic=True)
    assert warning in open_page(client, manager, answered).content.decode()


def test_other_rounds(client: Client, answered: Round, small_questionnaire, manager: User):
    assert "Other rounds" not in open_page(client, manager, answered).content.decode()
    other = make_round(small_questionnaire, "2570")
    content = open_page(client, manager, answered).content.decode()
    assert reverse("reports:dashboard", args=[other.code]) in content


def test_charts_have_names_and_tables(client: Client, answered: Round, manager: User):
    content = open_page(client, manager, answered).content.decode()
    assert (
        content.count('role="img"')
        == content.count("<desc")
        == len(re.findall('-title [a-z-]+-desc"', content))
    )
    assert content.count("<table") == 5


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_agencies(
    client: Client,
    answered: Round,
    ministry: Ministry,
    officer: User,
    manager: User,
    more,
    django_assert_num_queries,
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=answered, agencies=agencies)
    for agency in agencies:
        score(sign(submission_of(answered, agency), officer), "50", {"1": "50"})
    client.force_login(manager)
    open_page(client, manager, answered)
    with django_assert_num_queries(15):
        client.get(reverse("reports:dashboard", args=[answered.code]))
    assert Submission.objects.count() == 3 + more


def test_the_provinces_stand_on_a_map(client: Client, answered: Round, office_kind, manager: User):
    other = make_province("51", map_id="lpn", name_en="Lamphun")
    make_province("52", map_id="lpg", name_en="Lampang")
    add_agencies(survey_round=answered, agencies=[make_office(other, office_kind)])

    response = open_page(client, manager, answered, "?by=province")
    shown = {each.place.label: each.place.text for each in response.context["country"].shaded}
    assert shown == {
        "Chiang Mai": "0.0\u00a0%, 0 of 1",
        "Lamphun": "0.0\u00a0%, 0 of 1",
        "Lampang": "nobody is asked here",
    }
    assert "thailand.svg#lpn" in response.content.decode()


def test_the_response_stands_beside_the_round_before(
    client: Client, answered: Round, small_questionnaire, agency_a, manager: User
):
    assert "Beside the round before" not in open_page(client, manager, answered).content.decode()

    days = {"opens_on": dt.date(2025, 7, 1), "closes_on": dt.date(2025, 7, 31)}
    before = make_round(small_questionnaire, "2568", year_be=2568, **days)
    add_agencies(survey_round=before, agencies=[agency_a])
    Round.objects.filter(pk=before.pk).update(state=Round.State.CLOSED)

    content = open_page(client, manager, answered).content.decode()
    assert "Beside the round before" in content
    assert "The dotted line is Round 2568" in content

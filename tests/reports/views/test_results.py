import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Ministry, User
from scoring.services.runs import chunks_to_queue, score_chunk, start_run
from surveys.models import Round
from surveys.services.rounds import add_agencies, close_round
from tests.people import make_department, make_ministry
from tests.reports.making import BLANK, score, sign, submission_of
from tests.rounds import AFTER, DURING


@pytest.fixture
def scored(survey_round: Round, agency_a: Agency, agency_b: Agency, office: Agency, officer: User) -> Round:
    scores = {agency_a: ("57.75", "60"), agency_b: ("40", None), office: ("33.3", "20")}
    for agency, (total, first) in scores.items():
        nodes = {"1": first, "1.1": first, "2": "50", "3": BLANK if first is None else "10"}
        score(sign(submission_of(survey_round, agency), officer), total, nodes)
    return survey_round


def open_page(client: Client, user: User, survey_round: Round, query: str = ""):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("reports:results", args=[survey_round.code]) + query)


def test_it_works(client: Client, scored: Round, analyst: User):
    response = open_page(client, analyst, scored)
    content = response.content.decode()
    assert "2 of 2 agencies of this level have responded; 2 of them are scored" in content
    means = {line["node"].code: line["mean"] for line in response.context["dimensions"]}
    assert {code: (mean.n, mean.not_applicable, mean.not_stated) for code, mean in means.items()} == {
        "1": (1, 1, 0),
        "2": (2, 0, 0),
        "3": (1, 0, 1),
    }
    for text in ("Base: the 2 agencies", '<th scope="col" class="num on-desk">Not stated, left out</th>'):
        assert text in content
    assert "48.9" in content  # (57.75 + 40) / 2 = 48.875, half up


def test_only_a_round_that_goes_on_speaks_of_so_far(client: Client, scored: Round, analyst: User):
    dashboard = reverse("reports:dashboard", args=[scored.code])
    assert "So far:" in open_page(client, analyst, scored).text
    assert "Mean scores so far" in client.get(dashboard).text
    close_round(survey_round=scored, user=None, now=AFTER)
    assert "So far:" not in open_page(client, analyst, scored).text
    assert "Mean scores so far" not in client.get(dashboard).text


def test_a_round_that_is_scored_for_the_first_time_says_so(
    client: Client, survey_round: Round, agency_a: Agency, officer: User, analyst: User
):
    sign(submission_of(survey_round, agency_a), officer)
    said = "A worker is scoring all responses of the round."
    before = open_page(client, analyst, survey_round).content.decode()
    assert ("Nothing is scored yet" in before, said in before) == (True, False)

    run = start_run(
        survey_round=survey_round,
        questionnaire=survey_round.chosen_questionnaire,
        reason="first",
        user=None,
        now=DURING,
    )

    content = open_page(client, analyst, survey_round).content.decode()
    assert ("Nothing is scored yet" in content, said in content) == (False, True)
    for chunk in chunks_to_queue(run_id=run.pk, size=10, now=DURING):
        score_chunk(run_id=run.pk, version_ids=chunk, now=DURING)
    content = open_page(client, analyst, survey_round).content.decode()
    assert (said in content, "1 of them are scored and counted here" in content) == (False, True)


def test_levels_do_not_mix(client: Client, scored: Round, analyst: User):
    response = open_page(client, analyst, scored, "?audience=province")
    assert [line["node"].code for line in response.context["dimensions"]] == ["1", "2"]
    assert "33.3" in response.content.decode()
    assert "48.9" not in response.content.decode()


@pytest.mark.parametrize(
    "query, groups",
    [
        ("?by=ministry", ["11", "12"]),
        ("?by=ministry&sort=total", ["12", "11"]),
        ("?by=ministry&sort=-total", ["11", "12"]),
        ("?by=ministry&sort=1", ["11", "12"]),
        ("?by=ministry&sort=-1", ["11", "12"]),
        ("?by=ministry&sort=-group", ["12", "11"]),
        ("?by=province", ["government"]),
        ("?audience=province&by=province", ["50"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_groups(client: Client, scored: Round, analyst: User, query: str, groups: list[str]):
    found = open_page(client, analyst, scored, query).context["groups"]
    assert [group.key for group, *_figures in found] == groups


def test_groups_without_a_response_are_listed(client: Client, scored: Round, analyst: User, other_ministry):
    asked = [make_department(f"D120{n}", other_ministry) for n in (2, 3)]
    asked.append(make_department("D1301", make_ministry("13")))
    add_agencies(survey_round=scored, agencies=asked)
    found = open_page(client, analyst, scored, "?by=ministry&sort=total").context["groups"]
    assert [(group.key, base, asked) for group, base, asked, _cells in found] == [
        ("12", 1, 3),
        ("11", 1, 1),
        ("13", 0, 1),
    ]
    assert {mean.n for _label, mean in found[-1][-1]} == {0}


def test_the_paper_says_what_was_looked_at(client: Client, scored: Round, analyst: User):
    printed = open_page(client, analyst, scored, "?audience=province&by=region").context["printed"]
    run = scored.scoring_runs.get(is_live=True)
    assert printed == [
        ("Level", "Province level"),
        ("Grouped by", "Region"),
        ("Scoring run", f"No. {run.pk}"),
    ]


def test_what_waits_to_be_scored_is_said(client: Client, scored: Round, analyst: User, ministry, officer):
    agency = make_department("D8000", ministry)
    add_agencies(survey_round=scored, agencies=[agency])
    sign(submission_of(scored, agency), officer)
    assert "1 waits to be scored" in open_page(client, analyst, scored).content.decode()


def test_nothing_scored(client: Client, survey_round: Round, analyst: User):
    content = open_page(client, analyst, survey_round).content.decode()
    assert "Nothing is scored yet" in content
    assert "0 of 2 agencies of this level have responded" in content


def test_nothing_asked(client: Client, survey_round: Round, analyst: User):
    survey_round.submissions.all().delete()
    assert "0 of 0 agencies" in open_page(client, analyst, survey_round).content.decode()


def test_only_managers_are_offered_to_show_scores(client: Client, scored: Round, analyst, manager):
    url = reverse("reports:showing", args=[scored.code])
    assert url not in open_page(client, analyst, scored).content.decode()
    assert url in open_page(client, manager, scored).content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_scores(
    client: Client, scored: Round, ministry: Ministry, officer, manager, more, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=scored, agencies=agencies)
    for agency in agencies:
        score(sign(submission_of(scored, agency), officer), "50", {"1": "50"})
    open_page(client, manager, scored)
    with django_assert_num_queries(14):
        response = client.get(reverse("reports:results", args=[scored.code]))
    assert response.context["page"].means.base == 2 + more

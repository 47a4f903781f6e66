"""Results by question: every count by hand, and every list of agencies as long as its count says."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from agencies.models import Agency, User
from reports.views.item_lines import Block
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.answered import FIRST
from tests.reports.making import begin, sign, submission_of, submit

LIST = re.compile(r"/items/[a-z_]+/\?")


def address(survey_round: Round, query: str = "", name: str = "") -> str:
    view, parts = ("item", [name]) if name else ("items", [])
    return reverse(f"reports:{view}", args=[survey_round.code, *parts]) + query


def opened(client: Client, user: User, url: str) -> Any:
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(url)


def blocks(response: Any) -> dict[str, Block]:
    found = (block for section in response.context["sections"] for block in section.blocks)
    return {block.question.name: block for block in found}


def article_of(response: Any, question: str) -> Any:
    page: Any = html.fromstring(response.content.decode())
    return page.get_element_by_id(question)


def tables(response: Any, question: str) -> list[list[str]]:
    """The texts of the rows of a question's tables, as they are read."""
    article = article_of(response, question)
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in article.iter("tr")]
    return [[text for text in row if text] for row in rows]


def test_it_works(client: Client, answered: Round, analyst: User):
    response = opened(client, analyst, address(answered))
    assert [section.node.code for section in response.context["sections"]] == ["1.1", "1.2"]
    assert tables(response, "plan") == [
        ["State", "n", "% of all 2"],
        ["Answered", "1", "50.0 %"],
        ["Answered “none” or “no”", "1", "50.0 %"],
        ["Not stated: left blank", "0", "0.0 %"],
        ["Not applicable by rule", "0", "0.0 %"],
        ["Option", "n", "% of those that answered", "% of all that responded"],
        ["Base of the shares", "2", "2"],
        ["Finished", "0", "0.0 %", "0.0 %"],
        ["In preparation", "1", "50.0 %", "50.0 %"],
        ["None", "1", "50.0 %", "50.0 %"],
    ]
    assert tables(response, "topics")[5:] == [
        ["Option", "n", "% of those that answered", "% of all that responded"],
        ["Base of the shares", "1", "2"],
        ["People", "1", "100.0 %", "50.0 %"],
        ["Services", "0", "0.0 %", "0.0 %"],
        ["Data", "1", "100.0 %", "50.0 %"],
        ["Security", "0", "0.0 %", "0.0 %"],
        ["None of these", "0", "0.0 %", "0.0 %"],
    ]
    assert tables(response, "remark")[1:] == [
        ["Answered", "0", "0.0 %"],
        ["Not stated: left blank", "2", "100.0 %"],
        ["Not applicable by rule", "0", "0.0 %"],
    ]
    content = response.content.decode()
    assert content.count("Several answers possible: shares may add up to more than 100 %.") == 1
    assert "Asked when: “Digital plan” is not “None”" in content


def test_numbers_and_reasons(client: Client, answered: Round, analyst: User):
    response = opened(client, analyst, address(answered))
    heads = ["Mean", "Least", "Lower quartile", "Median", "Upper quartile", "Greatest"]
    assert tables(response, "all_posts")[4:] == [
        ["Part", "n of 2", *heads, "Sum"],
        ["Number given", "2", "103.5", "7", "55.25", "103.5", "151.75", "200", "207"],
    ]
    assert tables(response, "budget")[4:] == [
        ["In percent", "n of 2", *heads],
        ["Equipment", "1", *["33.4"] * 6],
        ["Systems", "1", *["66.6"] * 6],
        ["Training", "1", *["0"] * 6],
    ]
    assert tables(response, "digital_posts")[3:5] == [
        ["Not applicable by rule", "0", "0.0 %"],
        ["Declared not applicable, with a reason", "1", "50.0 %"],
    ]
    assert "<li>ไม่มีตำแหน่ง (1)</li>" in response.content.decode()


def test_rows_and_matrix(client: Client, answered: Round, analyst: User):
    response = opened(client, analyst, address(answered, "?dimension=2"))
    assert tables(response, "services")[4:] == [
        ["Option", "n", "% of rows answered", "% of all rows"],
        ["Online", "3", "4"],
        ["Yes", "2", "66.7 %", "50.0 %"],
        ["No", "1", "33.3 %", "25.0 %"],
    ]
    article = article_of(response, "services")
    texts = [" ".join(each.text_content().split()) for each in article.find_class("item__rows")]
    assert texts == ["Rows listed: 4", "Name: 4 of 4"]
    matrix = tables(opened(client, analyst, address(answered, "?dimension=3")), "systems_owner")
    assert matrix[6:] == [
        ["Payroll", "2", "2"],
        ["Own system", "2", "100.0 %", "100.0 %"],
        ["Central system", "0", "0.0 %", "0.0 %"],
        ["None yet", "0", "0.0 %", "0.0 %"],
        ["Documents", "1", "2"],
        ["Own system", "0", "0.0 %", "0.0 %"],
        ["Central system", "1", "100.0 %", "50.0 %"],
        ["None yet", "0", "0.0 %", "0.0 %"],
    ]


@pytest.mark.parametrize(
    "query",
    ["?dimension=1", "?dimension=2", "?dimension=3", "?dimension=1&group=ministry:12", "?audience=province"],
)
def test_every_count_is_that_of_the_list_behind_it(
    client: Client, answered: Round, analyst: User, agency_b: Agency, query: str
):
    page = html.fromstring(opened(client, analyst, address(answered, query)).content.decode())
    links = {str(link.get("href")): link.text for link in page.iter("a") if LIST.search(link.get("href", ""))}
    found = {url: opened(client, analyst, url).context for url in links}
    counted = {
        url: str(each["listed"].total if each["rows_counted"] is None else each["rows_counted"])
        for url, each in found.items()
    }
    assert links
    assert counted == links
    listed = {agency.code for each in found.values() for agency, _adds in each["listed"].rows}
    expected = {"?audience=province": {"P5010"}, "?dimension=1&group=ministry:12": {agency_b.code}}
    assert listed == expected.get(query, {"D1101", "D1201"})


@pytest.mark.parametrize(
    "name, query, amount, rows",
    [
        ("plan", "?option=none", "", [("D1201", "")]),
        ("plan", "?state=answered", "", [("D1101", "")]),
        ("plan", "?audience=province&option=in_preparation", "", [("P5010", "")]),
        ("topics", "?state=not_applicable_by_rule", "", [("D1201", "")]),
        ("digital_posts", "?state=not_applicable_declared", "Reason given", [("D1201", "ไม่มีตำแหน่ง")]),
        ("all_posts", "", "Number given", [("D1101", "200"), ("D1201", "7")]),
        ("budget", "?part=equipment", "Number given", [("D1101", "33.4")]),
        ("services", "", "Rows", [("D1101", "2"), ("D1201", "2")]),
        ("services", "?part=online", "Rows", [("D1101", "2"), ("D1201", "1")]),
        ("services", "?part=online&option=yes", "Rows", [("D1101", "1"), ("D1201", "1")]),
        ("systems_owner", "?part=documents&option=central", "", [("D1101", "")]),
        ("all_posts", "?q=d12", "Number given", [("D1201", "7")]),
        ("all_posts", "?q=nowhere", "Number given", []),
        ("plan", "?option=finished", "", []),
    ],
)
def test_the_agencies_behind_a_count(
    client: Client, answered: Round, analyst: User, name: str, query: str, amount: str, rows: list[Any]
):
    listed = opened(client, analyst, address(answered, query, name)).context["listed"]
    assert (listed.amount, [(agency.code, adds) for agency, adds in listed.rows]) == (amount, rows)


@pytest.mark.parametrize(
    "name, query",
    [
        ("nothing", ""),
        ("citizen_survey", "?audience=province"),
        ("plan", "?state=nonsense"),
        ("plan", "?part=nonsense"),
        ("budget", ""),
        ("all_posts", "?option=7"),
    ],
)
def test_a_count_that_is_none(client: Client, answered: Round, analyst: User, name: str, query: str):
    assert opened(client, analyst, address(answered, query, name)).status_code == 404


def test_a_search_keeps_what_was_counted(client: Client, answered: Round, analyst: User):
    url = address(answered, "?audience=department&group=ministry:12&option=none", "plan")
    page = html.fromstring(opened(client, analyst, url).content.decode())
    form = next(form for form in page.iter("form") if form.get("role") == "search")
    kept = {each.get("name"): each.get("value") for each in form.iter("input")}
    assert kept == {"audience": "department", "group": "ministry:12", "option": "none", "q": ""}


def test_levels_and_groups(client: Client, answered: Round, analyst: User):
    offered = {
        query: [
            (label, [value for value, _name in groups])
            for label, groups in opened(client, analyst, address(answered, query)).context["slice"].offered
        ]
        for query in ("", "?audience=province")
    }
    assert offered == {
        "": [("Agency type", ["type:government"]), ("Ministry", ["ministry:11", "ministry:12"])],
        "?audience=province": [
            ("Region", ["region:north"]),
            ("Province", ["province:50"]),
            ("Kind of provincial office", ["office_kind:10"]),
        ],
    }
    response = opened(client, analyst, address(answered, "?group=ministry:12"))
    assert (response.context["base"], str(blocks(response)["all_posts"].item.values.total)) == (1, "7")
    assert response.context["printed"] == [
        ("Level", "Department level"),
        ("Group", "Ministry: Ministry of Energy"),
        ("Dimension", "Dimension 1"),
    ]


@pytest.mark.parametrize(
    "query", ["?group=ministry:99", "?group=region:north", "?group=%00", "?dimension=9", "?audience=both"]
)
def test_what_cannot_be_chosen_does_not_limit(client: Client, answered: Round, analyst: User, query: str):
    context = opened(client, analyst, address(answered, query)).context
    assert (context["base"], context["dimension"].code, context["slice"].group) == (2, "1", "")


def test_only_who_has_responded_counts(client: Client, answered: Round, ministry, officer, analyst: User):
    """Neither a draft, nor a submission without its signature."""
    draft, waiting = (make_department(code, ministry) for code in ("D1102", "D1103"))
    add_agencies(survey_round=answered, agencies=[draft, waiting])
    begin(submission_of(answered, draft))
    submit(submission_of(answered, waiting), officer, answers=FIRST)
    assert opened(client, analyst, address(answered)).context["base"] == 2
    listed = opened(client, analyst, address(answered, "", "all_posts")).context["listed"]
    assert [agency.code for agency, _adds in listed.rows] == ["D1101", "D1201"]


def test_nobody_has_responded(client: Client, survey_round: Round, analyst: User):
    content = opened(client, analyst, address(survey_round)).content.decode()
    assert ("Nobody has responded yet" in content, 'class="item"' in content) == (True, False)


def test_the_way_there(client: Client, answered: Round, analyst: User, ministry_monitor: User):
    results = reverse("reports:results", args=[answered.code])
    content = opened(client, analyst, f"{results}?audience=province").content.decode()
    assert f'href="{address(answered)}?audience=province"' in content
    dashboard = reverse("reports:dashboard", args=[answered.code])
    pages = (opened(client, who, dashboard).content.decode() for who in (analyst, ministry_monitor))
    assert [f'href="{address(answered)}"' in page for page in pages] == [True, False]


@pytest.mark.parametrize("more", [0, 2])
@pytest.mark.parametrize("name, queries", [("", 8), ("all_posts", 10)])
def test_queries_do_not_grow(
    client: Client, answered: Round, ministry, analyst, more, name, queries, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=answered, agencies=agencies)
    for agency in agencies:
        sign(submission_of(answered, agency), analyst, answers=FIRST)
    url = address(answered, "?group=type:government", name)
    opened(client, analyst, url)
    with django_assert_num_queries(queries):
        response = client.get(url)
    found = response.context["listed"].total if name else response.context["base"]
    assert found == 2 + more

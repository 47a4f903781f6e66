from typing import Any

import pytest

from surveys.questionnaire.applicability import applicable, broken_constraints, node_applies
from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.model import Audience, Questionnaire
from tests.surveys.questionnaire.workbooks import (
    FRAMEWORK,
    SURVEY,
    asked,
    compiled,
    constrained,
    node,
    row,
    workbook,
)

DEPARTMENT, PROVINCE = Audience
ALWAYS = {
    "plan",
    "topics",
    "all_posts",
    "digital_posts",
    "budget",
    "has_services",
    "remark",
    "policy_file",
    "thanks",
}
OF_DIMENSION_2 = {"systems_owner", "measures", "online_count"}
YES = {"has_services": "yes"}


@pytest.mark.parametrize(
    ("audience", "answers", "names"),
    [
        (DEPARTMENT, {}, ALWAYS | {"satisfaction"}),
        (PROVINCE, {}, ALWAYS),
        (PROVINCE, {"plan": "finished"}, ALWAYS | {"plan_date"}),
        (PROVINCE, {"plan": "none"}, ALWAYS - {"topics"}),
        (PROVINCE, YES, ALWAYS | OF_DIMENSION_2),
        (PROVINCE, YES | {"plan": "in_preparation"}, ALWAYS | OF_DIMENSION_2 | {"services"}),
        (PROVINCE, {"has_services": "no", "plan": "in_preparation"}, ALWAYS),
    ],
)
def test_gates_open_and_close(
    questionnaire: Questionnaire, audience: Audience, answers: dict[str, Any], names: set[str]
):
    assert applicable(questionnaire, audience, answers) == names


@pytest.mark.parametrize(
    ("audience", "answers", "codes"),
    [
        (DEPARTMENT, {}, {"1", "1.1", "1.2", "3", "3.1"}),
        (DEPARTMENT, YES, {"1", "1.1", "1.2", "2", "2.1", "3", "3.1"}),
        (PROVINCE, YES, {"1", "1.1", "1.2", "2", "2.1"}),
    ],
)
def test_a_node_applies_where_it_is_surveyed_and_its_gate_is_open(
    questionnaire: Questionnaire, audience: Audience, answers: dict[str, Any], codes: set[str]
):
    found = {
        each.code for each in questionnaire.nodes if node_applies(questionnaire, audience, each.code, answers)
    }
    assert found == codes


def with_chain(*relevant: str) -> Questionnaire:
    """Questions q1, q2, ... after the others, each asked under its condition."""
    questions = [
        asked("text", f"q{number}", indicator="1", relevant=condition, na="yes")
        for number, condition in enumerate(relevant, start=1)
    ]
    return compiled(workbook(survey=[*SURVEY, *questions]))


def asked_of(questionnaire: Questionnaire, **answers: Any) -> set[str]:
    return {name for name in applicable(questionnaire, DEPARTMENT, answers) if name.startswith("q")}


def test_a_stale_answer_behind_a_closed_gate_opens_nothing():
    questionnaire = with_chain("${q2} = 'open'", "${plan} = 'finished'")
    assert asked_of(questionnaire, plan="finished", q2="open") == {"q1", "q2"}
    assert asked_of(questionnaire, plan="none", q2="open") == set()


def test_a_declared_answer_opens_nothing():
    questionnaire = with_chain("${q2} != ''", "")
    assert asked_of(questionnaire, q2="open") == {"q1", "q2"}
    assert asked_of(questionnaire, q2={"na": "open"}) == {"q2"}


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        ("${plan} != 'none'", {}, True),
        ("${plan} = 'none'", {}, False),
        ("selected(${topics}, 'data')", {"topics": ["people", "data"]}, True),
        ("selected(${topics}, 'people')", {"topics": ["data"]}, False),
        ("selected(${plan}, 'finished')", {"plan": "finished"}, True),
        ("count-selected(${topics}) >= 2", {"topics": ["people", "data"]}, True),
        ("count-selected(${topics}) = 0", {}, True),
        ("${all_posts} > 9", {"all_posts": 10}, True),
        ("${all_posts} > 9", {}, False),
        ("not(${all_posts} > 9)", {}, True),
        ("${equipment} + ${systems} = 100", {"budget": {"equipment": "40", "systems": "60"}}, True),
        ("${budget} = ''", {}, True),
        ("${payroll} = 'own'", YES | {"systems_owner": {"payroll": "own"}}, True),
        ("${payroll} = 'own'", {"systems_owner": {"payroll": "own"}}, False),
        ("count(${services}) = 2", YES | {"plan": "none", "services": [{"online": "no"}] * 2}, True),
        ("count(${services}) = 0", {"plan": "none", "services": [{"online": "no"}] * 2}, True),
        (
            "count(${services}[online = 'yes']) = 1",
            YES | {"plan": "none", "services": [{"online": "yes"}, {}]},
            True,
        ),
        ("${services}[online = 'yes']", YES | {"plan": "none", "services": [{"online": "no"}]}, False),
        ("${online} = 'no'", YES | {"plan": "none", "services": [{"online": "yes"}, {"online": "no"}]}, True),
        ("${online_count} > 0", YES | {"plan": "none", "services": [{"online": "yes"}]}, True),
        ("${online_count} = 0", YES, True),
        ("if(${plan} = 'none', true(), ${all_posts} = 1)", {"all_posts": 1}, True),
        ("if(${all_posts} * 2, 'x', '') = ''", {}, True),
        ("coalesce(${remark}, ${plan}) = 'none'", {"plan": "none"}, True),
        ("coalesce(${remark}, ${plan}) = 'none'", {"plan": "none", "remark": "x"}, False),
        ("string-length(${remark}) = 2", {"remark": "กข"}, True),
        ('${remark} = "it\'s"', {"remark": "it's"}, True),
        ("contains(${remark}, ']]>&<')", {"remark": "a]]>&<b"}, True),
        (
            "translate(${plan_date}, '-', '') > 20170101",
            {"plan": "finished", "plan_date": "2017-08-01"},
            True,
        ),
    ],
)
def test_conditions_look_at_every_kind_of_answer(condition: str, answers: dict[str, Any], holds: bool):
    assert (asked_of(with_chain(condition), **answers) == {"q1"}) is holds


def test_text_is_never_read_as_an_expression():
    questionnaire = with_chain("${remark} = 'a'")
    assert asked_of(questionnaire, remark="a' or 'a' = 'a") == set()
    assert asked_of(questionnaire, remark="${plan}") == set()


def test_a_gate_in_its_own_indicator_is_asked():
    gated = node("1.3", "1", "0", "0", relevant="${critical} = 'yes'")
    questions = [
        asked("select_one yes_no", "critical", indicator="1.3"),
        asked("select_one yes_no", "drills", indicator="1.3", method="choice"),
    ]
    questionnaire = compiled(workbook(survey=[*SURVEY, *questions], ega_framework=[*FRAMEWORK, gated]))
    assert "critical" in applicable(questionnaire, PROVINCE, {})
    assert "drills" not in applicable(questionnaire, PROVINCE, {})
    assert "drills" in applicable(questionnaire, PROVINCE, {"critical": "yes"})


@pytest.mark.parametrize(
    ("calculation", "answers", "result"),
    [
        ("${all_posts} div 4", {"all_posts": 10}, "2.5"),
        ("${all_posts} * 0.1", {"all_posts": 3}, "0.3"),
        ("${all_posts} * 1000000", {"all_posts": 10**11}, "100000000000000000"),
        ("${all_posts} div 0", {"all_posts": 1}, None),
        ("${all_posts} + 1", {}, None),
        ("${all_posts} > 1", {"all_posts": 2}, "true"),
        ("concat(${plan}, '!')", {"plan": "none"}, "none!"),
        ("${remark}", {"remark": "ก"}, "ก"),
        ("${remark}", {}, None),
        ("sum(${equipment}) + ${systems}", {"budget": {"equipment": "0.1", "systems": "0.2"}}, "0.3"),
    ],
)
def test_calculations_give_canonical_answers(calculation: str, answers: dict[str, Any], result: str | None):
    rows = [*SURVEY, row("calculate", "result", indicator="1", calculation=calculation)]
    evaluator = Evaluator(compiled(workbook(survey=rows)), DEPARTMENT, answers)
    assert evaluator.effective.get("result") == result


def test_nobody_can_state_what_is_calculated(questionnaire: Questionnaire):
    evaluator = Evaluator(questionnaire, DEPARTMENT, YES | {"online_count": "99"})
    assert evaluator.effective["online_count"] == "0"


@pytest.mark.parametrize(
    ("name", "answers", "faults"),
    [
        ("all_posts", {"all_posts": 1}, ()),
        ("all_posts", {"all_posts": 0}, (Fault("constraint"),)),
        ("all_posts", {}, ()),
        ("digital_posts", {"all_posts": 5, "digital_posts": 5}, ()),
        ("digital_posts", {"all_posts": 5, "digital_posts": 6}, (Fault("constraint"),)),
        ("digital_posts", {"digital_posts": {"na": "none"}}, ()),
    ],
)
def test_constraints(
    questionnaire: Questionnaire, name: str, answers: dict[str, Any], faults: tuple[Fault, ...]
):
    assert broken_constraints(questionnaire, DEPARTMENT, answers, name) == faults


def test_constraints_of_rows_look_at_their_own_row():
    rows = [
        *SURVEY,
        constrained(asked("begin_repeat", "lines", indicator="1"), "count(${lines}) <= 2"),
        row("integer", "asked_for"),
        constrained(row("integer", "granted"), ". <= ${asked_for}"),
        {"type": "end_repeat"},
    ]
    questionnaire = compiled(workbook(survey=rows))
    lines = [{"asked_for": 9, "granted": 5}, {"asked_for": 1, "granted": 2}, {"asked_for": 1}]
    assert broken_constraints(questionnaire, DEPARTMENT, {"lines": lines[:1]}, "lines") == ()
    assert broken_constraints(questionnaire, DEPARTMENT, {"lines": lines}, "lines") == (
        Fault("constraint"),
        Fault("constraint", item="granted", row=1),
    )


def test_constraints_of_parts_look_at_other_parts():
    rows = [
        *SURVEY,
        asked("begin_group", "shares", indicator="1", appearance="ega-percentages"),
        row("decimal", "one"),
        constrained(row("decimal", "other"), ". <= ${one}"),
        {"type": "end_group"},
    ]
    questionnaire = compiled(workbook(survey=rows))
    assert (
        broken_constraints(questionnaire, DEPARTMENT, {"shares": {"one": "50", "other": "50"}}, "shares")
        == ()
    )
    assert broken_constraints(
        questionnaire, DEPARTMENT, {"shares": {"one": "40", "other": "60"}}, "shares"
    ) == (Fault("constraint", item="other"),)

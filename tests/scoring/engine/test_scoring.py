"""Weights, gates and missing answers against scores worked out by hand."""

import json
from fractions import Fraction
from typing import Any

import pytest

from scoring.engine import REASON_MESSAGES, ScoreKind, score
from scoring.engine.document import ScoreDocumentError, from_document, to_document
from surveys.questionnaire.document import canonical_json
from surveys.questionnaire.model import Audience, Questionnaire
from tests.surveys.questionnaire.workbooks import SURVEY, asked, compiled, node, row, workbook

DEPARTMENT, PROVINCE = Audience

# The weights: plan 1, topics 1, digital_posts 1 · budget 1 · services 1, systems_owner 2, measures 2 (for
# provinces 1) · satisfaction 1.
FULL: dict[str, Any] = {
    "plan": "finished",
    "topics": ["people", "data", "security"],
    "all_posts": 10,
    "digital_posts": 5,
    "budget": {"equipment": "20", "systems": "80"},
    "has_services": "yes",
    "services": [{"service_name": "ก", "online": "yes"}],
    "systems_owner": {"payroll": "own", "documents": "own"},
    "measures": ["backup", "training"],
    "satisfaction": "100",
}


@pytest.mark.parametrize("audience", Audience)
def test_the_full_mark_is_100(questionnaire: Questionnaire, audience: Audience):
    answers = FULL | ({"topics": ["people", "data"]} if audience is PROVINCE else {})
    tree = score(questionnaire, audience, answers)
    assert [(each.code, each.score) for each in tree.questions() if each.score != 100] == []
    assert tree.score == 100


SCORES = [
    # what differs from the full mark, a node, its score
    ({"plan": "in_preparation"}, "1.1", Fraction(250, 3)),
    ({"topics": ["people"]}, "1.1", Fraction(700, 9)),
    ({"digital_posts": 1}, "1.1", Fraction(100 + 100 + 20, 3)),
    ({"digital_posts": None}, "1.1", Fraction(200, 3)),
    ({"all_posts": None}, "1.1", Fraction(200, 3)),
    ({"all_posts": 0}, "1.1", Fraction(200, 3)),
    ({"digital_posts": {"na": "no posts of our own"}, "plan": "in_preparation"}, "1.1", 75),
    ({"plan": "none"}, "1.1", 50),
    ({"budget": {"equipment": "60", "systems": "40"}}, "1.2", 50),
    ({"budget": None}, "1.2", 0),
    ({"budget": None}, "1", 60),
    ({"measures": None}, "2.1", 100),
    ({"measures": ["no_measure"]}, "2.1", 60),
    ({"measures": ["drill"], "services": [{"online": "no"}]}, "2.1", Fraction(2 * 100 + 0 + 2 * 30, 5)),
    ({"systems_owner": {"payroll": "own"}}, "2.1", Fraction(2 * 25 + 100 + 2 * 100, 5)),
    ({"services": None}, "2.1", 80),
    ({"has_services": "no"}, "2", None),
    ({"satisfaction": "40"}, "3", 40),
    ({"satisfaction": {"na": "nobody to ask"}}, "3", None),
]


def without_blanks(**answers: Any) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value is not None}


@pytest.mark.parametrize(("change", "code", "expected"), SCORES)
def test_the_score_of_a_node(
    questionnaire: Questionnaire, change: dict[str, Any], code: str, expected: Fraction | int | None
):
    tree = score(questionnaire, DEPARTMENT, without_blanks(**FULL | change))
    assert tree.node(code).score == expected


TOTALS = [
    # weights 50, 30, 20 for a department, 50 and 30 for a province
    (DEPARTMENT, {"satisfaction": "40"}, 88),
    (DEPARTMENT, {"satisfaction": {"na": "x"}, "budget": None}, Fraction(50 * 60 + 30 * 100, 80)),
    (DEPARTMENT, {"has_services": "no", "satisfaction": "30"}, Fraction(50 * 100 + 20 * 30, 70)),
    (PROVINCE, {"topics": ["people", "data"], "budget": None}, Fraction(50 * 60 + 30 * 100, 80)),
    (PROVINCE, {"topics": ["people", "data"], "has_services": "no", "budget": None}, 60),
]


@pytest.mark.parametrize(("audience", "change", "total"), TOTALS)
def test_what_does_not_apply_shares_out_its_weight(
    questionnaire: Questionnaire, audience: Audience, change: dict[str, Any], total: Fraction
):
    tree = score(questionnaire, audience, without_blanks(**FULL | change))
    assert tree.score == total
    assert sum(leaf.contribution for leaf in tree.questions()) == total


def test_nothing_stated_is_zero_where_it_is_not_left_out(questionnaire: Questionnaire):
    tree = score(questionnaire, DEPARTMENT, {})
    assert tree.score == 0
    assert [each.code for each in tree.framework_nodes() if not each.applicable] == ["2", "2.1"]


def test_nothing_that_applies_is_no_score():
    questions = [
        asked("select_one yes_no", "only", indicator="1.1", method="choice", missing="skip"),
    ]
    framework = [node("1", "", "100", "100"), node("1.1", "1", "100", "100")]
    tree = score(compiled(workbook(survey=questions, ega_framework=framework)), PROVINCE, {})
    assert (tree.score, tree.root.reason.code) == (None, "nothing_applies")
    assert [tree.question("only").effective_weight, tree.question("only").contribution] == [0, 0]


def test_a_weight_of_zero_is_scored_but_does_not_count():
    questions = [
        asked("select_one yes_no", "tried", indicator="1.1", method="choice"),
        asked("select_one yes_no", "counted", indicator="1.2", method="choice"),
    ]
    framework = [node("1", "", "100", "100"), node("1.1", "1", "0", "0"), node("1.2", "1", "100", "100")]
    questionnaire = compiled(workbook(survey=questions, ega_framework=framework))
    tree = score(questionnaire, PROVINCE, {"tried": "no", "counted": "yes"})
    assert [tree.score, tree.node("1.1").score, tree.node("1.1").contribution] == [100, 0, 0]


def test_a_calculation_can_be_scored():
    questions = [
        *SURVEY,
        row("calculate", "half", indicator="1.2", method="value", calculation="${all_posts} * 5"),
    ]
    tree = score(compiled(workbook(survey=questions)), PROVINCE, {"all_posts": 10})
    assert [tree.question("half").score, tree.node("1.2").score] == [50, 25]


def test_every_node_says_how_it_came_about(questionnaire: Questionnaire):
    answers = without_blanks(
        **FULL | {"has_services": "no", "digital_posts": {"na": "none here"}, "budget": None}
    )
    tree = score(questionnaire, DEPARTMENT, answers)
    found = {
        each.code: (each.kind, each.state, each.reason.code, each.effective_weight) for each in tree.walk()
    }
    half = Fraction(3, 7) / 2
    assert found == {
        "total": (ScoreKind.TOTAL, None, "mean", 1),
        "1": (ScoreKind.DIMENSION, None, "mean", Fraction(50, 70)),
        "1.1": (ScoreKind.INDICATOR, None, "mean", Fraction(3, 7)),
        "plan": (ScoreKind.QUESTION, "answered", "choice", half),
        "topics": (ScoreKind.QUESTION, "answered", "share", half),
        "digital_posts": (ScoreKind.QUESTION, "not_applicable", "declared", 0),
        "1.2": (ScoreKind.INDICATOR, None, "mean", Fraction(2, 7)),
        "budget": (ScoreKind.QUESTION, "not_stated", "not_stated_zero", Fraction(2, 7)),
        "2": (ScoreKind.DIMENSION, None, "condition_not_met", 0),
        "2.1": (ScoreKind.INDICATOR, None, "condition_not_met", 0),
        "services": (ScoreKind.QUESTION, "not_applicable", "not_asked", 0),
        "systems_owner": (ScoreKind.QUESTION, "not_applicable", "not_asked", 0),
        "measures": (ScoreKind.QUESTION, "not_applicable", "not_asked", 0),
        "3": (ScoreKind.DIMENSION, None, "mean", Fraction(20, 70)),
        "3.1": (ScoreKind.INDICATOR, None, "mean", Fraction(2, 7)),
        "satisfaction": (ScoreKind.QUESTION, "answered", "value", Fraction(2, 7)),
    }


def test_every_reason_can_be_put_into_words(questionnaire: Questionnaire):
    trees = [
        score(questionnaire, DEPARTMENT, FULL),
        score(questionnaire, DEPARTMENT, {"digital_posts": {"na": "none"}, "has_services": "yes"}),
    ]
    sentences = [
        REASON_MESSAGES[each.reason.code] % each.reason.params for tree in trees for each in tree.walk()
    ]
    assert "“finished” earns 100 points." in sentences
    assert "The agency declared that this does not apply to it: none" in sentences


def test_a_tree_is_kept_exactly(questionnaire: Questionnaire):
    tree = score(questionnaire, DEPARTMENT, FULL | {"topics": ["people"]})
    document = to_document(tree)
    assert from_document(document) == tree
    assert json.loads(canonical_json(document)) == document
    assert document["root"]["children"][0]["children"][0]["children"][1]["score"] == "100/3"


@pytest.mark.parametrize("damage", [{"format": 2}, {"root": {}}, {"audience": "ministry"}])
def test_another_document_is_refused(questionnaire: Questionnaire, damage: dict[str, Any]):
    with pytest.raises(ScoreDocumentError):
        from_document(to_document(score(questionnaire, DEPARTMENT, {})) | damage)


def test_unknown_nodes_and_questions_are_no_silent_zero(questionnaire: Questionnaire):
    tree = score(questionnaire, DEPARTMENT, {})
    for find in (tree.node, tree.question):
        with pytest.raises(KeyError):
            find("9.9")

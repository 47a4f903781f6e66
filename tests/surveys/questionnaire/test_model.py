from decimal import Decimal

import pytest

from surveys.questionnaire.model import Audience, Evidence, EvidenceRule, Label, Questionnaire

DEPARTMENT, PROVINCE = Audience


@pytest.mark.parametrize(
    ("language", "text"), [("th", "ก"), ("en", "a"), ("en-gb", "a"), ("lo", "ก"), ("", "ก")]
)
def test_a_label_speaks_two_languages(language: str, text: str):
    assert Label("ก", "a").get(language) == text


def test_a_label_without_text_is_false():
    assert [bool(Label()), bool(Label("ก")), bool(Label(en="a"))] == [False, True, True]


def test_nodes_are_found(questionnaire: Questionnaire):
    assert [node.code for node in questionnaire.children("")] == ["1", "2", "3"]
    assert [node.code for node in questionnaire.children("1")] == ["1.1", "1.2"]
    assert [node.code for node in questionnaire.dimensions_for(PROVINCE)] == ["1", "2"]
    assert questionnaire.dimension_of("2.1") == questionnaire.dimension_of("2") == questionnaire.node("2")
    assert questionnaire.surveys("3.1", DEPARTMENT)
    assert not questionnaire.surveys("3.1", PROVINCE)


def test_a_page_has_the_questions_of_its_dimension_in_survey_order(questionnaire: Questionnaire):
    assert [question.name for question in questionnaire.questions_on_page("1", PROVINCE)] == [
        "plan",
        "topics",
        "all_posts",
        "digital_posts",
        "budget",
        "remark",
        "plan_date",
        "policy_file",
        "thanks",
    ]
    assert [question.name for question in questionnaire.questions_of("1.2", PROVINCE)] == ["budget"]


def test_a_name_leads_to_its_question(questionnaire: Questionnaire):
    services = questionnaire.question("services")
    assert questionnaire.owner_of("services") == questionnaire.owner_of("online") == services
    assert questionnaire.owner_of("no_such") is None
    assert services.item("online").choice("yes").score == 100


@pytest.mark.parametrize(
    ("score", "code"), [("0", "begin"), ("49.999999", "begin"), ("50", "ready"), ("100", "ready")]
)
def test_a_band_begins_at_its_minimum(questionnaire: Questionnaire, score: str, code: str):
    band = questionnaire.band_of(Decimal(score))
    assert band is not None
    assert band.code == code


@pytest.mark.parametrize(
    ("evidence", "value", "needed"),
    [
        (Evidence(), "a", False),
        (Evidence(EvidenceRule.OPTIONAL), "a", False),
        (Evidence(EvidenceRule.ALWAYS), 5, True),
        (Evidence(EvidenceRule.CHOICES, ("a",)), "a", True),
        (Evidence(EvidenceRule.CHOICES, ("a",)), "b", False),
        (Evidence(EvidenceRule.CHOICES, ("a",)), ["b", "a"], True),
        (Evidence(EvidenceRule.CHOICES, ("a",)), {"row": "a"}, True),
        (Evidence(EvidenceRule.CHOICES, ("a",)), {"row": "b"}, False),
    ],
)
def test_evidence_is_needed_for_a_claim(evidence: Evidence, value: object, needed: bool):
    assert evidence.needed_for(value) is needed


def test_equal_questionnaires_are_one_key(questionnaire: Questionnaire):
    twin = Questionnaire(
        questionnaire.form_id,
        questionnaire.version,
        questionnaire.title,
        questionnaire.nodes,
        questionnaire.questions,
        questionnaire.bands,
    )
    assert {questionnaire: 1}[twin] == 1

from decimal import Decimal
from pathlib import Path

from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.model import (
    Audience,
    Band,
    Choice,
    Evidence,
    EvidenceRule,
    Kind,
    Label,
    Method,
    Missing,
    Questionnaire,
)
from surveys.questionnaire.reader import read_workbook
from tests.surveys.questionnaire.workbooks import compiled, with_cell

DEPARTMENT, PROVINCE = Audience
REAL = Path("surveys/definitions/2560")


def test_a_workbook_compiles(questionnaire: Questionnaire):
    assert [question.name for question in questionnaire.questions] == [
        "plan",
        "topics",
        "all_posts",
        "digital_posts",
        "budget",
        "has_services",
        "services",
        "systems_owner",
        "measures",
        "online_count",
        "satisfaction",
        "remark",
        "plan_date",
        "policy_file",
        "thanks",
    ]
    assert questionnaire.title == Label("แบบสอบถามทดสอบ", "Questionnaire for tests")
    assert questionnaire.bands[1] == Band("ready", Decimal(50), Label("ช่วง ready", "Band ready"))


def test_the_cells_of_a_question_are_kept(questionnaire: Questionnaire):
    measures = questionnaire.question("measures")
    assert (measures.kind, measures.method, measures.missing) == (
        Kind.SELECT_MULTIPLE,
        Method.SUM,
        Missing.SKIP,
    )
    assert measures.weights == {DEPARTMENT: Decimal(2), PROVINCE: Decimal(1)}
    assert measures.evidence == Evidence(EvidenceRule.OPTIONAL)
    assert measures.choices[3] == Choice(
        "no_measure", Label("ตัวเลือก no_measure", "Option no_measure"), Decimal(0), exclusive=True, none=True
    )
    assert questionnaire.question("plan").evidence == Evidence(EvidenceRule.CHOICES, ("finished",))


def test_the_condition_of_a_section_holds_for_its_questions(questionnaire: Questionnaire):
    assert questionnaire.question("services").relevant == "${plan} != ''"


def test_conditions_of_section_and_question_are_joined():
    book = with_cell("survey", 12, "relevant", "${plan} = 'finished' or ${plan} = 'in_preparation'")
    assert (
        compiled(book).question("services").relevant
        == "(${plan} != '') and (${plan} = 'finished' or ${plan} = 'in_preparation')"
    )


def test_parts_weigh_only_where_they_are_scored(questionnaire: Questionnaire):
    columns = questionnaire.question("services").items
    assert [dict(column.weights) for column in columns] == [{}, dict.fromkeys(Audience, Decimal(1))]


def test_a_question_is_scored_only_where_its_node_is_surveyed(questionnaire: Questionnaire):
    assert questionnaire.question("satisfaction").weights == {DEPARTMENT: Decimal(1)}
    assert "satisfaction" not in {each.name for each in questionnaire.questions_for(PROVINCE)}


def test_the_2560_questionnaire_compiles():
    questionnaire = compile_workbook(read_workbook(REAL))
    indicators = [each for each in questionnaire.nodes if each.parent]
    assert (len(questionnaire.dimensions_for(DEPARTMENT)), len(indicators)) == (6, 22)

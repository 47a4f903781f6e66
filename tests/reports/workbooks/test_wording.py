from pathlib import Path

import pytest
from django.utils import translation

from reports.workbooks.wording import in_words
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.reader import read_workbook
from tests.rounds import SMALL

QUESTIONNAIRE = compile_workbook(read_workbook(SMALL))
REAL = compile_workbook(read_workbook(Path("surveys/definitions/2560")))


@pytest.mark.parametrize(
    "expression, words",
    [
        ("", ""),
        ("${plan} = 'finished'", "“Digital plan” is “Finished”"),
        (
            "${plan} != 'none' and ${has_services} = 'yes'",
            "“Digital plan” is not “None” and “Gives services to the public” is “Yes”",
        ),
        ("selected(${topics}, 'people')", "“Topics of the plan” includes “People”"),
        ("not(selected(${topics}, 'data'))", "not (“Topics of the plan” includes “Data”)"),
        (
            "count-selected(${topics}) >= 2",
            "the number of options chosen in “Topics of the plan” is at least 2",
        ),
        ("count(${services}) > 0", "the number of “The services” is more than 0"),
        (
            "count(${services}[online = 'yes'])",
            "the number of rows of “The services” where “Online” is “Yes”",
        ),
        ("sum(${services}/online)", "the sum of “Online” in “The services”"),
        (
            "if(${plan} = 'finished', 100, if(${plan} = 'none', -1, 0))",
            "(100 if “Digital plan” is “Finished”, otherwise (-1 if “Digital plan” is “None”, otherwise 0))",
        ),
        (
            "coalesce(${all_posts}, 0) + (. div 2)",
            "(“All posts”, or 0 where it has no answer) + (the answer ÷ 2)",
        ),
        ("string-length(${remark}) < 5", "string-length(“Remark”) is less than 5"),
        ("${plan} = 'unheard of'", "“Digital plan” is “unheard of”"),
    ],
)
def test_in_words(expression: str, words: str):
    with translation.override("en"):
        assert in_words(expression, QUESTIONNAIRE, "en") == words


def test_in_thai():
    with translation.override("th"):
        assert in_words("${plan} = 'none' or ${all_posts} > 5", QUESTIONNAIRE, "th") == (
            "“แผนดิจิทัล” คือ “ไม่มี” หรือ “จำนวนตำแหน่งทั้งหมด” มากกว่า 5"
        )


def test_all_of_2560_has_words():
    expressions = {node.relevant for node in REAL.nodes}
    for question in REAL.questions:
        expressions |= {question.relevant, question.calculation}
    with translation.override("en"):
        words = [in_words(each, REAL, "en") for each in expressions]
    assert (len(words) > 10, [each for each in words if "${" in each]) == (True, [])

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from surveys.forms.names import VERSION
from surveys.forms.page import AnswersForm
from surveys.forms.standing import blank_standing
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.model import Audience, Questionnaire
from surveys.questionnaire.reader import read_workbook
from tests.rounds import SMALL


@pytest.fixture(scope="session")
def small() -> Questionnaire:
    return compile_workbook(read_workbook(SMALL))


def sent(question: str, text: str) -> MultiValueDict[str, str]:
    """What a browser sends for one question; `text` is "name=value" pairs, with & between them."""
    return QueryDict(f"{VERSION}{question}=0&{text}", encoding="utf-8")


def form_of(
    questionnaire: Questionnaire, question: str, data: MultiValueDict[str, str] | None = None
) -> AnswersForm:
    return AnswersForm([blank_standing(questionnaire.question(question))], Audience.DEPARTMENT, data)

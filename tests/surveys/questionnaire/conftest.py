import pytest

from surveys.questionnaire.model import Questionnaire
from tests.surveys.questionnaire.workbooks import compiled


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return compiled()

from tests.surveys.questionnaire.conftest import questionnaire

__all__ = ["questionnaire"]

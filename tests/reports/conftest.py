import pytest

from agencies.models import Agency, User
from surveys.models import Round
from tests.reports.answered import FIRST, SECOND
from tests.reports.making import sign, submission_of


@pytest.fixture
def answered(survey_round: Round, agency_a: Agency, agency_b: Agency, office: Agency, officer: User) -> Round:
    """Both departments and the office have responded."""
    sign(submission_of(survey_round, agency_a), officer, answers=FIRST)
    sign(submission_of(survey_round, agency_b), officer, answers=SECOND)
    sign(submission_of(survey_round, office), officer)
    return survey_round

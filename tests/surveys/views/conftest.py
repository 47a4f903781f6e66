"""The round of tests.rounds, open today."""

import datetime as dt

import pytest
from django.utils import timezone

from surveys.models import Round, Submission
from tests.rounds import answer, complete_and_submit


@pytest.fixture
def survey_round(survey_round: Round) -> Round:
    today = timezone.localdate()
    survey_round.opens_on, survey_round.closes_on = today - dt.timedelta(10), today + dt.timedelta(10)
    survey_round.save()
    return survey_round


@pytest.fixture
def draft(submission: Submission, officer) -> Submission:
    """Three answers are given."""
    answer(submission, officer, timezone.now(), plan="in_preparation", all_posts=200, remark="ก")
    return submission


@pytest.fixture
def submitted(submission: Submission, officer) -> Submission:
    complete_and_submit(submission, officer, timezone.now())
    return submission

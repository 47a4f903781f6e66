"""The pages of rounds, in English."""

import datetime as dt

import pytest
from django.utils import timezone

from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.rounds import make_round


@pytest.fixture
def manage(client, manager):
    """A manager's browser."""
    client.cookies["django_language"] = "en"
    client.force_login(manager)
    return client


@pytest.fixture
def planned(small_questionnaire, agency_a, office) -> Round:
    """In preparation; it begins in ten days, and runs for thirty."""
    begins = timezone.localdate() + dt.timedelta(days=10)
    days = {"opens_on": begins, "closes_on": begins + dt.timedelta(days=30)}
    survey_round = make_round(small_questionnaire, "2570", year_be=2570, **days)
    add_agencies(survey_round=survey_round, agencies=[agency_a, office])
    return survey_round

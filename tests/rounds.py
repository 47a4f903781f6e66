"""An open round of the small questionnaire, in which the three agencies of the cast are asked.

It runs from 1 to 31 July 2569 (2026); `AFTER` is the first moment after its last day.
"""

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agencies.models import Agency, User
from surveys.models import QuestionnaireVersion, Round, Submission, SubmissionVersion
from surveys.questionnaire.reader import read_workbook
from surveys.services.answers import save_answers
from surveys.services.questionnaires import load_questionnaire
from surveys.services.rounds import add_agencies, open_round
from surveys.services.rounds_planning import RoundPlan, create_round
from surveys.services.submitting import submit

SMALL = Path(__file__).parent / "definitions" / "small"
BANGKOK = ZoneInfo("Asia/Bangkok")
OPENS, LAST_DAY = dt.date(2026, 7, 1), dt.date(2026, 7, 31)
BEFORE = dt.datetime(2026, 6, 30, 23, 59, 59, tzinfo=BANGKOK)
DURING = dt.datetime(2026, 7, 15, 14, 32, tzinfo=BANGKOK)
LAST_MOMENT = dt.datetime(2026, 7, 31, 23, 59, 59, tzinfo=BANGKOK)
AFTER = dt.datetime(2026, 8, 1, tzinfo=BANGKOK)

COMPLETE: dict[str, Any] = {
    "plan": "in_preparation",
    "topics": ["people", "data"],
    "all_posts": 200,
    "digital_posts": 10,
    "budget": {"equipment": "40", "systems": "50", "training": "10"},
    "has_services": "yes",
    "services": [{"service_name": "ขออนุญาต", "online": "yes"}, {"service_name": "ร้องเรียน", "online": "no"}],
}

LEFT_BLANK = ("remark", "citizen_survey", "systems_owner", "policy_file")
"""What stays blank where `COMPLETE` is answered."""

CONFIRMED = {"confirm_blank": "on", "blank": " ".join(LEFT_BLANK)}
"""What the officer sends who has seen that, and submits."""


def make_round(questionnaire: QuestionnaireVersion, code: str = "2569", **plan: Any) -> Round:
    defaults: dict[str, Any] = {
        "year_be": 2569,
        "name_th": f"รอบปี {code}",
        "name_en": f"Round {code}",
        "opens_on": OPENS,
        "closes_on": LAST_DAY,
    }
    return create_round(
        plan=RoundPlan(code=code, **defaults | plan), questionnaire=questionnaire, user=None, now=BEFORE
    )


def answer(submission: Submission, user: User, now: dt.datetime = DURING, **values: Any) -> None:
    """Save `values` over whatever stands."""
    versions = dict(submission.answers.values_list("question", "version"))
    save_answers(submission=submission, values=values, versions=versions, user=user, now=now)
    submission.refresh_from_db()


def complete_and_submit(
    submission: Submission, user: User, now: dt.datetime = DURING, **values: Any
) -> SubmissionVersion:
    """Give every required answer, some of them `values`, and submit."""
    answer(submission, user, now, **COMPLETE | values)
    version = submit(submission=submission, user=user, now=now)
    submission.refresh_from_db()
    return version


@pytest.fixture
def small_questionnaire(db: None) -> QuestionnaireVersion:
    version, _created = load_questionnaire(
        sheets=read_workbook(SMALL), source_name="small", user=None, now=BEFORE
    )
    return version


@pytest.fixture
def survey_round(
    small_questionnaire: QuestionnaireVersion, agency_a: Agency, agency_b: Agency, office: Agency
) -> Round:
    opened = make_round(small_questionnaire)
    add_agencies(survey_round=opened, agencies=[agency_a, agency_b, office])
    open_round(survey_round=opened, user=None, now=BEFORE)
    opened.refresh_from_db()
    return opened


@pytest.fixture
def submission(survey_round: Round, agency_a: Agency) -> Submission:
    return survey_round.submissions.get(agency=agency_a)


@pytest.fixture
def other_submission(survey_round: Round, agency_b: Agency) -> Submission:
    return survey_round.submissions.get(agency=agency_b)


@pytest.fixture
def office_submission(survey_round: Round, office: Agency) -> Submission:
    return survey_round.submissions.get(agency=office)

import datetime as dt
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from agencies.models import Agency, User
from scoring.services.runs import chunks_to_queue, make_live, score_chunk, start_run
from scoring.services.scorecards import score_version
from surveys.demo.plausible import plausible_answers
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.vocabulary import Audience
from surveys.services.questionnaires import load_questionnaire
from surveys.services.rounds import add_agencies, open_round
from tests.other_questionnaires import change, loaded, tables_of
from tests.reports.answered import FIRST, SECOND
from tests.reports.making import sign, submission_of
from tests.reviews import make_decision, make_review
from tests.rounds import BEFORE, DURING, make_round

DEFINITION = Path(settings.BASE_DIR, "surveys", "definitions", "2560")


@pytest.fixture
def answered(survey_round: Round, agency_a: Agency, agency_b: Agency, office: Agency, officer: User) -> Round:
    """Both departments and the office have responded."""
    sign(submission_of(survey_round, agency_a), officer, answers=FIRST)
    sign(submission_of(survey_round, agency_b), officer, answers=SECOND)
    sign(submission_of(survey_round, office), officer)
    return survey_round


@pytest.fixture
def real_round(agency_a: Agency, agency_b: Agency, office: Agency, officer: User) -> Round:
    """Three agencies have answered the questionnaire of 2560, more or less ready, with the odd blank."""
    version, _created = load_questionnaire(
        sheets=read_workbook(DEFINITION), source_name="2560", user=None, now=BEFORE
    )
    survey_round = make_round(version)
    add_agencies(survey_round=survey_round, agencies=[agency_a, agency_b, office])
    open_round(survey_round=survey_round, user=None, now=BEFORE)
    for seed, agency in enumerate((agency_a, agency_b, office)):
        answers = plausible_answers(
            questionnaire_of(survey_round),
            Audience(agency.audience),
            level=0.5,
            dice=Random(seed),  # noqa: S311 - dice
        )
        answers.pop("erp_use", None)
        answers["data_exchange"] = {"na": "ไม่มีข้อมูลที่ต้องแลกเปลี่ยน"}
        submitted = sign(submission_of(survey_round, agency), officer, answers=answers)
        score_version(version_id=submitted.pk, now=DURING)
    return survey_round


@pytest.fixture
def rescored_round(real_round: Round, manager: User) -> Round:
    """The same answers, scored by other weights and points."""
    tables = tables_of(DEFINITION)
    for code, department, province in (("1.1", "35", "30"), ("1.5", "4", "10")):
        weights = {"weight_department": department, "weight_province": province}
        change(tables, "ega--framework", {"code": code}, weights)
    change(tables, "survey", {"name": "plan_status"}, {"ega--weight": "7"})
    change(tables, "choices", {"list_name": "plan_status", "name": "in_preparation"}, {"score": "70"})
    run = start_run(
        survey_round=real_round, questionnaire=loaded(tables), reason="corrected", user=None, now=DURING
    )
    for chunk in chunks_to_queue(run_id=run.pk, size=10, now=DURING):
        score_chunk(run_id=run.pk, version_ids=chunk, now=DURING)
    make_live(run=run, user=manager, now=DURING)
    return real_round


@pytest.fixture
def reviewed_round(real_round: Round, agency_a: Agency, office: Agency, analyst: User) -> Round:
    """The same answers, some adjusted: an answered one, one left out as blank, one declared inapplicable.

    What was adjusted later than the run takes it, of the office, does not count in it.
    """
    first, second = DURING + dt.timedelta(hours=1), DURING + dt.timedelta(hours=2)
    for agency, moment, scores in (
        (agency_a, first, {"plan_status": "12.5", "erp_use": "80", "data_exchange": "100"}),
        (office, second, {"plan_status": "0"}),
    ):
        version = submission_of(real_round, agency).current_version
        assert version is not None
        review = make_review(version, analyst, finished_at=moment, outcome="adjusted")
        for name, to in scores.items():
            make_decision(review, name, to)
    run = start_run(
        survey_round=real_round,
        questionnaire=real_round.chosen_questionnaire,
        reason="reviewed",
        user=None,
        now=DURING,
        adjusted_until=first,
    )
    for chunk in chunks_to_queue(run_id=run.pk, size=10, now=DURING):
        score_chunk(run_id=run.pk, version_ids=chunk, now=DURING)
    make_live(run=run, user=None, now=DURING)
    return real_round

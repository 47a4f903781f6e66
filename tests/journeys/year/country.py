"""A small real country: twelve departments, six offices in each of two provinces, and their last round.

Ministries, provinces and kinds of office are all there, as in the register. Last year everybody answered but
one department; the round is closed, scored and released. Since then the people of some agencies have left.
"""

import datetime as dt
from dataclasses import replace
from random import Random

from django.utils import timezone

from agencies.management.commands.load_roster import DATA
from agencies.models import Agency, User
from agencies.roster.loading import load_roster
from agencies.roster.reading import read_roster
from agencies.roster.writing import Cause
from scoring.models import FIRST
from scoring.services.releases import release_results
from scoring.services.runs import chunks_to_queue, score_chunk, start_run
from surveys.demo.evidence import SharedFile
from surveys.demo.people import staff_of
from surveys.demo.plausible import plausible_answers
from surveys.demo.whole_response import rows_of, write
from surveys.models import Round, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.reconstruct import Response
from surveys.reconstruction.timetable import Timetable
from surveys.services.questionnaires import load_questionnaire
from surveys.services.rounds import add_agencies, close_round, open_round
from surveys.services.rounds_planning import RoundPlan, create_round
from surveys.services.rounds_scores import show_scores
from tests.journeys.conftest import DEFINITION

DEPARTMENTS = [
    *("D1101", "D1102", "D1103", "D1104", "D1105", "D1107", "D1109"),
    *("D1201", "D1202", "D1203", "D1702", "D1703"),
]
OFFICES = [f"P{province}{kind:02}" for province in (50, 57) for kind in range(1, 7)]
SILENT = "D1109"
"""The department that did not answer last year."""
LEFT = ("D1105", "D1107", "D1109", "P5003", "P5005")
"""Agencies whose people have left since."""

BUDDHIST_ERA = 543
A_YEAR = dt.timedelta(days=365)
OPENED_BEFORE, LASTS_UNTIL = dt.timedelta(days=2), dt.timedelta(days=20)
READINESS = 0.5


def load_country() -> None:
    roster = read_roster(DATA)
    chosen = [each for each in roster.agencies if each.code in (*DEPARTMENTS, *OFFICES)]
    cause = Cause(reason="ทะเบียนหน่วยงานปีที่แล้ว", user=None, now=timezone.now() - A_YEAR)
    load_roster(replace(roster, agencies=tuple(chosen)), cause=cause)


def play_last_year() -> Round:
    """Last year's round, from its first day to its release."""
    today = timezone.localdate() - A_YEAR
    questionnaire, _new = load_questionnaire(
        sheets=read_workbook(DEFINITION), source_name=DEFINITION.name, user=None, now=timezone.now() - A_YEAR
    )
    year = today.year + BUDDHIST_ERA
    plan = RoundPlan(
        code=str(year),
        year_be=year,
        name_th=f"การสำรวจระดับความพร้อมรัฐบาลดิจิทัล ประจำปี {year}",
        name_en=f"Digital government readiness survey {today.year}",
        opens_on=today - OPENED_BEFORE,
        closes_on=today + LASTS_UNTIL,
    )
    began = timezone.make_aware(dt.datetime.combine(plan.opens_on, dt.time.min))
    last = create_round(plan=plan, questionnaire=questionnaire, user=None, now=began)
    add_agencies(survey_round=last, agencies=Agency.objects.active())
    open_round(survey_round=last, user=None, now=began)
    last.refresh_from_db()
    _answer(last)
    close_round(survey_round=last, user=None, now=last.deadline)
    _score_and_release(last, last.deadline + dt.timedelta(days=1))
    User.objects.filter(memberships__agency__code__in=LEFT).update(is_active=False)
    return Round.objects.get(pk=last.pk)


def _answer(last: Round) -> None:
    dice, file = Random(last.year_be), SharedFile()  # noqa: S311 - made-up answers
    asked = list(last.submissions.with_agency().exclude(agency__code=SILENT).order_by("agency__code"))
    staff = staff_of(each.agency for each in asked)
    write([rows_of(each, _response(each, dice), staff[each.agency_id], file) for each in asked])


def _response(submission: Submission, dice: Random) -> Response:
    survey_round, audience = submission.round, Audience(submission.agency.audience)
    values = plausible_answers(questionnaire_of(survey_round), audience, level=READINESS, dice=dice)
    began, time = survey_round.opens_at, survey_round.deadline - survey_round.opens_at
    moments = sorted(began + time * dice.random() for _moment in range(3))
    return Response(values, Timetable(*moments))


def _score_and_release(last: Round, now: dt.datetime) -> None:
    run = start_run(
        survey_round=last, questionnaire=last.chosen_questionnaire, reason=FIRST, user=None, now=now
    )
    for chunk in chunks_to_queue(run_id=run.pk, size=100, now=now):
        score_chunk(run_id=run.pk, version_ids=chunk, now=now)
    show_scores(survey_round=last, user=None, now=now)
    release_results(survey_round=last, note="ผลการสำรวจปีที่แล้ว", user=None, now=now)

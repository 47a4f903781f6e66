"""An open round over the whole roster, with agencies in every state."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from agencies.models import Agency
from surveys.demo.people import staff_of
from surveys.demo.responses import Timetable, respond
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies, open_round
from surveys.services.rounds_clock import set_opening
from surveys.services.rounds_planning import RoundPlan, copy_round, create_round

State = Submission.State
OPENED_BEFORE = dt.timedelta(days=30)
CLOSES_IN = dt.timedelta(days=14)
A_YEAR = dt.timedelta(days=364)
SEED = 2560

READINESS = {Audience.DEPARTMENT: 0.6, Audience.PROVINCE: 0.4}
SPREAD = 0.15

HOW_MANY: dict[Audience, dict[Submission.State, int]] = {
    Audience.DEPARTMENT: {State.SIGNED: 96, State.WAITING: 14, State.RETURNED: 4, State.DRAFT: 46},
    Audience.PROVINCE: {State.SIGNED: 120, State.WAITING: 16, State.RETURNED: 4, State.DRAFT: 60},
}


@dataclass(frozen=True, slots=True)
class Step:
    """Progress to tell: so many of so many agencies have their answers."""

    done: int
    of: int


def begin_round(*, questionnaire: QuestionnaireVersion, today: dt.date) -> Round:
    """A round in the middle of its time, asking every active agency."""
    year = today.year + 543
    plan = RoundPlan(
        code=str(year),
        year_be=year,
        name_th=f"การสำรวจระดับความพร้อมรัฐบาลดิจิทัล ประจำปี {year} (สาธิต)",
        name_en=f"Digital government readiness survey {today.year} (demonstration)",
        opens_on=today - OPENED_BEFORE,
        closes_on=today + CLOSES_IN,
        grace_minutes=15,
        is_synthetic=True,
    )
    now = timezone.make_aware(dt.datetime.combine(plan.opens_on, dt.time.min))
    survey_round = create_round(plan=plan, questionnaire=questionnaire, user=None, now=now)
    add_agencies(survey_round=survey_round, agencies=Agency.objects.active())
    open_round(survey_round=survey_round, user=None, now=now)
    return Round.objects.select_related("questionnaire").get(pk=survey_round.pk)


def prepare_next_round(*, source: Round, now: dt.datetime) -> Round:
    """Next year's round, copied from `source`, which waits for the clock to open it."""
    year = source.year_be + 1
    plan = RoundPlan(
        code=str(year),
        year_be=year,
        name_th=f"การสำรวจระดับความพร้อมรัฐบาลดิจิทัล ประจำปี {year} (สาธิต)",
        name_en=f"Digital government readiness survey {year - 543} (demonstration)",
        opens_on=source.opens_on + A_YEAR,
        closes_on=source.closes_on + A_YEAR,
        grace_minutes=source.grace_minutes,
        is_synthetic=True,
    )
    prepared = copy_round(source=source, plan=plan, user=None, now=now)
    set_opening(survey_round=prepared, user=None, now=now)
    return prepared


def fill_round(
    *, survey_round: Round, wanted: Mapping[str, Submission.State], now: dt.datetime
) -> Iterator[Step]:
    """Bring a part of the agencies into every state, those of `wanted` (by code) into the state named there.

    The same round gets the same answers every time. Yields after each agency.
    """
    dice = Random(SEED)  # noqa: S311 - made-up answers, nothing secret
    plan = _plan(survey_round, wanted, dice)
    staff = staff_of(submission.agency for submission, _state in plan)
    for done, (submission, state) in enumerate(plan, start=1):
        level = dice.gauss(READINESS[Audience(submission.agency.audience)], SPREAD)
        when = Timetable.between(survey_round.opens_at, now, dice)
        respond(submission, state, staff[submission.agency_id], when, level, dice)
        yield Step(done, len(plan))


def _plan(
    survey_round: Round, wanted: Mapping[str, Submission.State], dice: Random
) -> list[tuple[Submission, Submission.State]]:
    everybody = list(survey_round.submissions.with_agency().order_by("agency__code"))
    plan = [(one, wanted[one.agency.code]) for one in everybody if one.agency.code in wanted]
    for audience, numbers in HOW_MANY.items():
        rest = [one for one in everybody if one.agency.audience == audience and one.agency.code not in wanted]
        states = [state for state, number in numbers.items() for _one in range(number)]
        plan += zip(dice.sample(rest, min(len(rest), len(states))), states, strict=False)
    return [(submission, state) for submission, state in plan if state != State.NOT_STARTED]

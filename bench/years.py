"""Five rounds of the full roster, as they are in service: the open one, and the four before it.

Some agencies answer in the open round through the services, in every state; all others, and all of the
rounds before, get copies of what those did, made in PostgreSQL: submission, versions, signature, steps, every
value of every answer, scorecard. Answers as they stand (`Answer`) are copied in the open round only: of a
closed round no page of EGA's reads them. Files of evidence are not copied.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from agencies.models import Agency, Invitation, InvitationBatch, User
from bench.copies import count_anew
from bench.year_copies import answer_like, grow_roster, let_log_in
from scoring.services.scorecards import live_run, score_version
from surveys.demo.open_round import CLOSES_IN, OPENED_BEFORE, READINESS, SPREAD
from surveys.demo.people import staff_of
from surveys.demo.responses import Timetable, respond
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies, open_round
from surveys.services.rounds_planning import RoundPlan, create_round

State = Submission.State
YEARS = 5
A_YEAR = dt.timedelta(days=364)
EXAMPLES = {State.SIGNED: 14, State.WAITING: 2, State.RETURNED: 1, State.DRAFT: 5, State.NOT_STARTED: 8}
"""How many agencies of each level are in a state; the others of the open round follow in these shares."""

ORIGIN = "https://portal.example.go.th"
WITHOUT_PEOPLE = 20
"""One agency in so many has no account."""


@dataclass(frozen=True)
class Years:
    """The rounds, newest first; `examples` are the submissions whose copies fill the open one.

    The rounds before are filled with copies of `ended` and of one that never came to an end.
    """

    rounds: Sequence[Round]
    examples: Sequence[int]
    ended: Sequence[int]

    @property
    def newest(self) -> Round:
        return self.rounds[0]


def five_years(
    questionnaire: QuestionnaireVersion, *, by: User, now: dt.datetime, rounds: int = YEARS
) -> Years:
    """Rounds over the agencies that there are, and people in nearly all of them; fewer where that is said."""
    newest = begin(questionnaire, now)
    people_of_roster(by, now)
    return filled(newest, rounds, now)


def begin(questionnaire: QuestionnaireVersion, now: dt.datetime) -> Round:
    """The open round, asking the examples only, each of which has come to its state."""
    today = timezone.localdate(now)
    survey_round = create_round(plan=plan_of(today, 0), questionnaire=questionnaire, user=None, now=now)
    dice = Random(YEARS)  # noqa: S311 - made-up answers
    wanted = list(examples(dice))
    add_agencies(survey_round=survey_round, agencies=[agency for agency, _state in wanted])
    open_round(survey_round=survey_round, user=None, now=survey_round.opens_at)
    survey_round.refresh_from_db()
    staff = staff_of(agency for agency, _state in wanted)
    for agency, state in wanted:
        if state != State.NOT_STARTED:
            submission = survey_round.submissions.with_agency().get(agency=agency)
            level = dice.gauss(READINESS[Audience(agency.audience)], SPREAD)
            when = Timetable.between(survey_round.opens_at, now, dice)
            respond(submission, state, staff[agency.pk], when, level, dice)
    return survey_round


def examples(dice: Random) -> Iterator[tuple[Agency, State]]:
    """Agencies of both levels, and the state that each is to be in; as many as there are."""
    states = [state for state, number in EXAMPLES.items() for _one in range(number)]
    for audience in Audience:
        level = list(Agency.objects.active().of_audience(audience).order_by("code"))
        chosen = dice.sample(level, min(len(level), len(states)))
        yield from zip(chosen, states, strict=False)


def plan_of(today: dt.date, years_ago: int, code: str = "") -> RoundPlan:
    year, ago = today.year + 543 - years_ago, A_YEAR * years_ago
    return RoundPlan(
        code=code or str(year),
        year_be=year,
        name_th=f"การสำรวจประจำปี {year}",
        name_en=f"Survey of {year - 543}",
        opens_on=today - OPENED_BEFORE - ago,
        closes_on=today + CLOSES_IN - ago,
        is_synthetic=True,
    )


def people_of_roster(by: User, now: dt.datetime) -> None:
    """An officer and an approver where nobody is yet, in most agencies, each with an invitation."""
    agencies = Agency.objects.active().filter(memberships__isnull=True).order_by("code")
    staff_of(agency for at, agency in enumerate(agencies) if at % WITHOUT_PEOPLE)
    batch = InvitationBatch.objects.create(
        source=InvitationBatch.Source.LIST,
        origin="https://portal.example.go.th",
        created_by=by,
        created_at=now,
    )
    people = User.objects.filter(memberships__agency__isnull=False, invitation__isnull=True).distinct()
    sent = {"batch": batch, "state": Invitation.State.SENT, "due_at": now, "sent_at": now}
    Invitation.objects.bulk_create(Invitation(user=each, **sent) for each in people)


def filled(newest: Round, rounds: int, now: dt.datetime) -> Years:
    """All rounds over the whole roster; `newest` has its examples already."""
    asked = newest.submissions.order_by("pk")
    years = Years(
        rounds=[newest, *rounds_before(newest, rounds, now)],
        examples=list(asked.values_list("pk", flat=True)),
        ended=[*asked.filter(state=State.SIGNED).values_list("pk", flat=True), *never_ended(newest)],
    )
    for version_id in asked.submitted().values_list("current_version", flat=True):
        score_version(version_id=version_id, now=now)
    fill(years, now)
    return years


def rounds_before(newest: Round, rounds: int, now: dt.datetime) -> Iterator[Round]:
    """Closed, and asking nobody yet; so many with the newest."""
    for ago in range(1, rounds):
        plan = plan_of(newest.opens_on + OPENED_BEFORE, ago)
        made = create_round(plan=plan, questionnaire=newest.chosen_questionnaire, user=None, now=now)
        Round.objects.filter(pk=made.pk).update(state=Round.State.CLOSED)
        yield Round.objects.select_related("questionnaire").get(pk=made.pk)


def never_ended(survey_round: Round) -> list[int]:
    """One of each level that was begun only."""
    begun = survey_round.submissions.filter(state=State.DRAFT).order_by("agency__audience", "pk")
    return list(begun.distinct("agency__audience").values_list("pk", flat=True))


def fill(years: Years, now: dt.datetime) -> None:
    """Let all agencies answer in all rounds that do not ask them yet."""
    for ago, survey_round in enumerate(years.rounds):
        answer_like(
            {
                "examples": years.ended if ago else years.examples,
                "round": survey_round.pk,
                "run": live_run(survey_round=survey_round, now=now).pk,
                "ago": A_YEAR * ago,
                "code": survey_round.code,
                "original_round": years.newest.code,
            },
            with_answers=not ago,
        )
    let_log_in(years.newest.pk)
    count_anew()


def grow(years: Years, before: int, times: int, now: dt.datetime) -> None:
    """Make the roster that is `before` times its first size `times` as large, and let all answer."""
    grow_roster(before, times)
    fill(years, now)

"""The closed round of 2560: synthetic answers whose scores give every figure that its report prints."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency
from portal.queueing import nudge_on_commit
from scoring.models import FIRST, ScoringRun
from scoring.services.releases import release_results
from scoring.services.runs import start_run
from scoring.tasks import continue_run
from surveys.demo.evidence import SharedFile
from surveys.demo.open_round import Step
from surveys.demo.people import staff_of
from surveys.demo.whole_response import rows_of, write
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction import agencies as reconstructed
from surveys.reconstruction.reconstruct import Response, reconstruct
from surveys.reconstruction.timetable import CLOSES, OPENS
from surveys.services.rounds import add_agencies, close_round, open_round
from surveys.services.rounds_planning import RoundPlan, create_round
from surveys.services.rounds_scores import show_scores

CODE = "2560"
PLAN = RoundPlan(
    code=CODE,
    year_be=2560,
    name_th="การสำรวจระดับความพร้อมรัฐบาลดิจิทัล ประจำปี 2560 (ข้อมูลสมมติ)",
    name_en="Digital government readiness survey 2017 (synthetic)",
    opens_on=OPENS,
    closes_on=CLOSES,
    is_synthetic=True,
)
BEGAN = timezone.make_aware(dt.datetime.combine(OPENS, dt.time.min))
AT_ONCE = 100
RELEASE_NOTE = "ข้อมูลสมมติสำหรับทดลองใช้ระบบ (synthetic data for trying the portal)"
"""One text for readers of both languages."""


class NotSynthetic(Exception):
    """The round of this code holds real answers."""


def prepare_past_round(*, questionnaire: QuestionnaireVersion) -> Round:
    """The round, asking every active agency; the one that is there if it was begun. Raises `NotSynthetic`.

    It stays in preparation, unseen by agencies, until all answers are there.
    """
    if not Round.objects.filter(code=CODE).exists():
        add_agencies(
            survey_round=create_round(plan=PLAN, questionnaire=questionnaire, user=None, now=BEGAN),
            agencies=Agency.objects.active(),
        )
    survey_round = Round.objects.select_related("questionnaire").get(code=CODE)
    if not survey_round.is_synthetic:
        raise NotSynthetic(CODE)
    return survey_round


def fill_past_round(*, survey_round: Round) -> Iterator[Step]:
    """Write the responses that are not there yet, yielding as they grow.

    `reconstruction.steering.Unreachable` or `reconstruction.quotas.QuotaError` when the questionnaire of the
    round does not allow the printed figures; nothing is written then.
    """
    submissions = _submissions(survey_round)
    responses = _responses(survey_round, submissions)
    waiting = [each for each in submissions if each.agency.code in responses and _untouched(each)]
    staff = staff_of(each.agency for each in waiting)
    file = SharedFile()
    done = len(responses) - len(waiting)
    for start in range(0, len(waiting), AT_ONCE):
        part = waiting[start : start + AT_ONCE]
        write([rows_of(each, responses[each.agency.code], staff[each.agency_id], file) for each in part])
        done += len(part)
        yield Step(done, len(responses))


@transaction.atomic
def close_past_round(*, survey_round: Round, now: dt.datetime) -> None:
    """Close the round, show the agencies their scores, and have all of it scored; twice is no harm.

    It opened and closed in its own time, when its answers came.
    """
    survey_round.refresh_from_db()
    if survey_round.state == Round.State.PREPARING:
        open_round(survey_round=survey_round, user=None, now=BEGAN)
        close_round(survey_round=survey_round, user=None, now=survey_round.deadline)
    show_scores(survey_round=survey_round, user=None, now=now)
    if not survey_round.scoring_runs.exists():
        run = start_run(
            survey_round=survey_round,
            questionnaire=survey_round.chosen_questionnaire,
            reason=FIRST,
            user=None,
            now=now,
        )
        nudge_on_commit(continue_run, run_id=run.pk)


def is_loaded(survey_round: Round) -> bool:
    """Whether all answers are there and have been handed to a worker."""
    return survey_round.state == Round.State.CLOSED and survey_round.scoring_runs.exists()


def is_scored(survey_round: Round) -> bool:
    return survey_round.scoring_runs.filter(is_live=True).exists()


def is_being_scored(survey_round: Round) -> bool:
    return survey_round.scoring_runs.filter(state=ScoringRun.State.RUNNING).exists()


def scored_so_far(survey_round: Round) -> Step:
    """Of all responses, those that the newest run has scored."""
    run = survey_round.scoring_runs.first()
    return Step(run.scorecards.count() if run else 0, survey_round.submissions.responded().count())


def was_released(survey_round: Round) -> bool:
    """Also if somebody has taken the results back since."""
    return survey_round.releases.exists()


def release_past_round(*, survey_round: Round, now: dt.datetime) -> None:
    """Release the results, if nobody has. `ReleaseRefused` before all of it is scored."""
    if not was_released(survey_round):
        release_results(survey_round=survey_round, note=RELEASE_NOTE, user=None, now=now)


def _submissions(survey_round: Round) -> list[Submission]:
    """All of the round, which they share, so that its questionnaire is read once."""
    submissions = list(Submission.objects.of_round(survey_round).with_agency().order_by("agency__code"))
    for each in submissions:
        each.round = survey_round
    return submissions


def _responses(survey_round: Round, submissions: list[Submission]) -> dict[str, Response]:
    """Agency code → response, of both levels."""
    return {
        code: response
        for audience in Audience
        for code, response in reconstruct(
            questionnaire_of(survey_round),
            audience,
            [_described(each.agency) for each in submissions if each.agency.audience == audience],
        ).items()
    }


def _described(agency: Agency) -> reconstructed.Agency:
    if agency.ministry is not None:
        return reconstructed.Agency(agency.code, agency.type, ministry=agency.ministry.code)
    province, kind = agency.province, agency.office_kind
    return reconstructed.Agency(
        agency.code,
        agency.type,
        province=province.code if province else "",
        office_kind=str(kind.number) if kind else "",
        region=agency.region,
    )


def _untouched(submission: Submission) -> bool:
    return submission.state == Submission.State.NOT_STARTED

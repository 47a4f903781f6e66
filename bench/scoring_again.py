"""What bench.rescoring measures; imported once the settings stand."""

import json
import time
from collections.abc import Iterator, Sequence

from django.utils import timezone

from scoring.engine import score
from scoring.models import ScoringRun
from scoring.services.runs import start_run
from scoring.tasks import continue_run
from surveys.models import Round, SubmissionVersion
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.vocabulary import Audience

CODE = "2560"
LOOK_EVERY = 0.2


def engine_alone(sizes: Sequence[int]) -> Iterator[tuple[str, int, float]]:
    """The engine over the answers of the round, so many times over, without a database."""
    survey_round = Round.objects.select_related("questionnaire").get(code=CODE)
    questionnaire = questionnaire_of(survey_round)
    versions = SubmissionVersion.objects.filter(submission__round=survey_round)
    documents = [json.loads(text) for text in versions.values_list("document", flat=True)]
    for times in sizes:
        began = time.process_time()
        for _time in range(times):
            for document in documents:
                score(questionnaire, Audience(document["audience"]), document["answers"])
        yield f"engine alone, {times}x the round", times * len(documents), time.process_time() - began


def score_again(give_up: float) -> tuple[int, float]:
    """From the start of a run until it is finished, with whatever workers there are."""
    survey_round = Round.objects.select_related("questionnaire").get(code=CODE)
    _wait_until_idle(survey_round, give_up)
    began = time.monotonic()
    run = start_run(
        survey_round=survey_round,
        questionnaire=survey_round.chosen_questionnaire,
        reason="measured",
        user=None,
        now=timezone.now(),
    )
    continue_run.delay(run_id=run.pk)
    _wait_until_idle(survey_round, give_up)
    return run.scorecards.count(), time.monotonic() - began


def _wait_until_idle(survey_round: Round, give_up: float) -> None:
    """Until no run of the round is running; the round's first one may still be."""
    began = time.monotonic()
    while survey_round.scoring_runs.filter(state=ScoringRun.State.RUNNING).exists():
        if time.monotonic() - began > give_up:
            raise TimeoutError(f"a run is not finished after {give_up:.0f} s")
        time.sleep(LOOK_EVERY)

"""What a run does once the portal is there."""

import time

from django.db.models import Exists, OuterRef

from bench.cast import cast_of
from bench.effort import Effort
from bench.filling import respond_everywhere
from bench.measuring import queries_by_page, timings_of
from bench.report import Report
from bench.workbook import time_workbook
from scoring.models import Scorecard
from surveys.models import Round, Submission

PATIENCE = 600  # seconds
LOOK_AGAIN = 0.5  # seconds


class NotScored(Exception):
    """The workers did not score what the demonstration had submitted."""


def run(*, host: str, worker: int, effort: Effort) -> Report:
    """Measure the portal that answers at `host`, whose only worker has the process id `worker`."""
    survey_round = Round.objects.select_related("questionnaire").newest_first()[0]
    wait_until_scored(survey_round)
    cast = cast_of(survey_round, effort)
    respond_everywhere(survey_round, besides=cast.submissions)
    timings = []
    for timing in timings_of(cast, effort, host):
        print(f"bench: {timing.name}, {timing.clients} at once: {timing.percentile(50):.1f} ms", flush=True)
        timings.append(timing)
    print("bench: workbook ...", flush=True)
    return Report(
        timings=timings,
        queries=queries_by_page(cast, effort),
        workbook=time_workbook(survey_round, host, cast.analyst, worker),
        agencies=survey_round.submissions.count(),
        responded=survey_round.submissions.responded().count(),
    )


def wait_until_scored(survey_round: Round) -> None:
    """The demonstration submits hundreds of questionnaires; their scoring must not disturb."""
    scored = Scorecard.objects.live().filter(version=OuterRef("current_version"))
    waiting = Submission.objects.of_round(survey_round).submitted().exclude(Exists(scored))
    end = time.monotonic() + PATIENCE
    while waiting.exists():
        if time.monotonic() > end:
            raise NotScored
        time.sleep(LOOK_AGAIN)

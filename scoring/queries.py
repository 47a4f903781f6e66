"""What is known of scores, and what is still to be scored."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Exists, F, Max, OuterRef, QuerySet

from agencies.models import Agency
from scoring.models import RankInterval, Release, RobustnessAnalysis, Scorecard, ScoringFailure, ScoringRun
from surveys.models import Round, Submission, SubmissionVersion
from surveys.queries.questionnaires import questionnaire_of, questionnaire_with_hash
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience

ATTEMPTS = 3
"""After so many failures a run leaves a version out, and says so."""


def scorecard_of(submission: Submission) -> Scorecard | None:
    """The score of the submission's latest version in the live run; None while it waits for a worker."""
    return (
        Scorecard.objects.live()
        .filter(version_id=submission.current_version_id)
        .select_related("run__questionnaire", "version")
        .defer("run__questionnaire__document")
        .prefetch_related("node_scores")
        .first()
    )


def shown_scorecard_of(submission: Submission) -> Scorecard | None:
    """The same, if EGA lets agencies see their scores."""
    return scorecard_of(submission) if submission.round.scores_shown_at else None


def released_scorecard_of(submission: Submission) -> Scorecard | None:
    """The score of the submission in the standing release of its round, whatever has happened since."""
    return (
        Scorecard.objects.filter(
            submission=submission,
            releases__round=submission.round_id,
            releases__withdrawn_at__isnull=True,
        )
        .select_related("run__questionnaire", "version")
        .defer("run__questionnaire__document")
        .prefetch_related("node_scores")
        .first()
    )


def scored_by(survey_round: Round) -> Questionnaire:
    """The questionnaire of the live run; while there is none, the one that is asked."""
    live = ScoringRun.objects.filter(round=survey_round, is_live=True)
    sha256 = live.values_list("questionnaire__sha256", flat=True).first()
    return questionnaire_of(survey_round) if sha256 is None else questionnaire_with_hash(sha256)


def standing_release(survey_round: Round) -> Release | None:
    """The release of the round that was not taken back, with its run and questionnaire."""
    return Release.objects.standing().filter(round=survey_round).select_related("run__questionnaire").first()


def first_runs() -> QuerySet[ScoringRun]:
    """Running runs by the questionnaire that was asked, in rounds of which no run is live yet.

    So a round is scored whose responses all came at once.
    """
    live = ScoringRun.objects.filter(round=OuterRef("round"), is_live=True)
    running = ScoringRun.objects.filter(state=ScoringRun.State.RUNNING)
    return running.filter(~Exists(live), questionnaire=F("round__questionnaire"))


def unscored_versions(*, now: dt.datetime, submitted_before: dt.datetime, at_most: int) -> list[int]:
    """Ids of the latest versions that have no scorecard in their round's live run, oldest first.

    One that failed is left alone until its time comes, so that it cannot starve the others; and so are those
    that a first run is going to score, and those of a round that is still being made. What was withdrawn is
    scored too, so that it can come back.
    """
    resting = ScoringFailure.objects.filter(run__is_live=True, version=OuterRef("pk"), retry_at__gt=now)
    scored = Scorecard.objects.live().filter(version=OuterRef("pk"))
    latest = Submission.everything.filter(current_version=OuterRef("pk"))
    coming = first_runs().filter(round=OuterRef("submission__round"))
    asked = SubmissionVersion.objects.exclude(submission__round__state=Round.State.PREPARING)
    overdue = asked.filter(submitted_at__lt=submitted_before)
    return list(
        overdue.filter(~Exists(scored), ~Exists(resting), ~Exists(coming), Exists(latest))
        .order_by("submitted_at", "pk")
        .values_list("pk", flat=True)[:at_most]
    )


def unscored_in(
    run: ScoringRun, *, now: dt.datetime, after: int = 0, at_most: int | None = None
) -> list[int]:
    """Ids of the latest versions of the round that the run has still to score, without those that rest.

    They ascend, from the first that is greater than `after`.
    """
    resting = ScoringFailure.objects.filter(run=run, version=OuterRef("pk"), retry_at__gt=now)
    awake = _to_score(run).filter(~Exists(resting), pk__gt=after)
    return list(awake.order_by("pk").values_list("pk", flat=True)[:at_most])


def has_unscored(run: ScoringRun) -> bool:
    """Whether the run has a version still to score, be it one that rests after a failure.

    A run scores the oldest first, so that the newest shows it at once while much is left.
    """
    return _to_score(run).order_by("-pk").values_list("pk").first() is not None


def stalled_runs(*, silent_since: dt.datetime) -> list[int]:
    """Ids of running runs of which nothing was heard since then: their messages or workers are gone."""
    stalled = ScoringRun.objects.filter(state=ScoringRun.State.RUNNING, touched_at__lt=silent_since)
    return list(stalled.order_by("pk").values_list("pk", flat=True))


def waiting_analyses(*, silent_since: dt.datetime, of_run: int | None = None) -> list[int]:
    """Ids of analyses that wait although nobody has begun them since then, of one run or of all."""
    waiting = RobustnessAnalysis.objects.filter(
        state=RobustnessAnalysis.State.QUEUED, touched_at__lt=silent_since
    )
    if of_run is not None:
        waiting = waiting.filter(run=of_run)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def analysis_of(run: ScoringRun, audience: Audience) -> RobustnessAnalysis | None:
    """The newest analysis of the level's ranking in the run that is ready."""
    done = run.robustness_analyses.filter(audience=audience, state=RobustnessAnalysis.State.DONE)
    return done.order_by("-finished_at", "-pk").first()


def unseen_levels(run: ScoringRun) -> list[Audience]:
    """The levels with a scorecard in the run that is later than their newest analysis, if there is any."""
    levels = Scorecard.objects.filter(run=run).values("submission__agency__audience")
    latest = dict(levels.annotate(at=Max("scored_at")).values_list("submission__agency__audience", "at"))
    asked = run.robustness_analyses.exclude(state=RobustnessAnalysis.State.FAILED).values("audience")
    seen = dict(asked.annotate(at=Max("requested_at")).order_by().values_list("audience", "at"))
    return [
        audience
        for audience in Audience
        if audience in latest and (audience not in seen or seen[audience] < latest[audience])
    ]


def intervals_of(
    run: ScoringRun, audience: Audience, agencies: Iterable[Agency]
) -> Mapping[int, RankInterval]:
    """By agency where its rank lies in the newest analysis; empty while there is none."""
    analysis = analysis_of(run, audience)
    if analysis is None:
        return {}
    rows = analysis.intervals.filter(submission__agency__in=list(agencies)).select_related("submission")
    return {interval.submission.agency_id: interval for interval in rows}


def _to_score(run: ScoringRun) -> QuerySet[SubmissionVersion]:
    """Latest versions without a scorecard in the run, but for those that failed for good."""
    scored = Scorecard.objects.filter(run=run, version=OuterRef("pk"))
    given_up = ScoringFailure.objects.filter(run=run, version=OuterRef("pk"), attempts__gte=ATTEMPTS)
    latest = Submission.everything.filter(round=run.round_id, current_version=OuterRef("pk"))
    return SubmissionVersion.objects.filter(Exists(latest), ~Exists(scored), ~Exists(given_up))

"""What the answers are worth, as rows that explain themselves."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from surveys.models import QuestionnaireVersion, ReviewDecision, Round, Submission, SubmissionVersion
from surveys.questionnaire.vocabulary import Audience

FIRST = "first scoring"
"""The reason of a run that nobody asked for."""


class ScoringRun(models.Model):
    """One way of scoring a round: a questionnaire, an engine, a reason. Changed only by `scoring.services`.

    `engine_version` is the engine that it began with; each scorecard says by which one it was made.

    The live run of a round is the one into which new submissions are scored; the others stay as they are. A
    run that scores a whole round again is running until every submission has its scorecard in it.

    It scores each version with the adjustments that reviews had decided until `adjusted_until`, a moment
    that `surveys.queries.adjustments.decided_until` gave; null: the answers as they were stated.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        STOPPED = "stopped", _("Stopped")

    round = models.ForeignKey(Round, models.PROTECT, related_name="scoring_runs")
    questionnaire = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    engine_version = models.CharField(_("engine version"), max_length=20)
    reason = models.CharField(_("reason"), max_length=250)
    adjusted_until = models.DateTimeField(_("with adjustments decided until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RUNNING)
    is_live = models.BooleanField(_("live"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created"))
    touched_at = models.DateTimeField(_("last sign of life"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    made_live_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_live_at = models.DateTimeField(_("made live"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="run_state_valid", condition=Q(state__in=["running", "finished", "stopped"])
            ),
            models.CheckConstraint(
                name="run_finished_has_a_time", condition=~Q(state="finished") | Q(finished_at__isnull=False)
            ),
            models.CheckConstraint(
                name="run_live_is_finished", condition=Q(is_live=False) | Q(state="finished")
            ),
            models.UniqueConstraint(
                name="one_running_run_of_a_round", fields=["round"], condition=Q(state="running")
            ),
            models.UniqueConstraint(
                name="one_live_run_of_a_round", fields=["round"], condition=Q(is_live=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.reason}"

    @property
    def takes_scores(self) -> bool:
        """Whether scorecards may still be added to it."""
        return self.is_live or self.state == self.State.RUNNING

    @property
    def why(self) -> str:
        """The reason: as it was typed, or that of the first run in the reader's language."""
        return gettext("First scoring") if self.reason == FIRST else self.reason


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    """The vocabulary for choosing scorecards."""

    def live(self) -> Self:
        return self.filter(run__is_live=True)

    def current(self) -> Self:
        """Those of the latest version of each submission that was not withdrawn."""
        return self.filter(version=F("submission__current_version"), submission__withdrawn_at__isnull=True)

    def counted(self) -> Self:
        """Those that enter a mean: live, of the latest version, of agencies that have responded."""
        return (
            self.live()
            .current()
            .filter(
                Q(submission__state=Submission.State.SIGNED)
                | Q(submission__state=Submission.State.WAITING, submission__round__needs_sign_off=False)
            )
        )


class Scorecard(models.Model):
    """The score of one submission version in one run. Written once by `scoring.services`.

    `total` is 0-100, unrounded (cut after 12 places), null where nothing applies.
    `explanation` is the engine's whole tree as canonical JSON with exact fractions. `engine_version` is that
    of the engine that made it, which may be a later one than the run began with.
    """

    run = models.ForeignKey(ScoringRun, models.PROTECT, related_name="scorecards")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="scorecards")
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="scorecards")
    total = models.DecimalField(_("total"), max_digits=15, decimal_places=12, null=True)
    explanation = models.TextField(_("explanation"))
    engine_version = models.CharField(_("engine version"), max_length=20)
    scored_at = models.DateTimeField(_("scored"))

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_scorecard_of_a_version_in_a_run", fields=["run", "version"]),
            models.CheckConstraint(
                name="total_between_0_and_100",
                condition=Q(total__isnull=True) | Q(total__gte=0, total__lte=100),
            ),
            models.CheckConstraint(name="scorecard_names_its_engine", condition=~Q(engine_version="")),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.total}"


class NodeScore(models.Model):
    """The score of one dimension or indicator in a scorecard. Written with it.

    `score` is 0-100 and null where the node is left out, for the reason `absence`; `weight` is the nominal
    weight among its siblings, `effective_weight` its share (0-1) of the total after what is left out,
    `contribution` the points it adds to the total. All unrounded, cut after 12 places.
    """

    class Kind(models.TextChoices):
        DIMENSION = "dimension", _("Dimension")
        INDICATOR = "indicator", _("Indicator")

    class Absence(models.TextChoices):
        NOT_APPLICABLE = "not_applicable", _("Not applicable")
        NOT_STATED = "not_stated", _("Not stated, left out")

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="node_scores")
    code = models.CharField(_("code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    score = models.DecimalField(_("score"), max_digits=15, decimal_places=12, null=True)
    absence = models.CharField(_("why there is no score"), max_length=16, choices=Absence, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=15, decimal_places=12)
    effective_weight = models.DecimalField(_("effective weight"), max_digits=15, decimal_places=12)
    contribution = models.DecimalField(_("contribution"), max_digits=15, decimal_places=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_score_of_a_node", fields=["scorecard", "code"]),
            models.CheckConstraint(name="node_kind_valid", condition=Q(kind__in=["dimension", "indicator"])),
            models.CheckConstraint(
                name="node_score_between_0_and_100",
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
            ),
            models.CheckConstraint(
                name="node_without_a_score_says_why",
                condition=Q(score__isnull=False, absence="")
                | Q(score__isnull=True, absence__in=["not_applicable", "not_stated"]),
            ),
        ]
        indexes = [models.Index(name="node_score_by_code", fields=["code", "scorecard"])]

    def __str__(self) -> str:
        return f"{self.code}: {self.score}"


class AdjustedQuestion(models.Model):
    """What an adjustment of EGA's review made of a question in a scorecard. Written with it.

    Scores are 0-100, unrounded: `by_answer` is what the answer alone gives, null where that is none; `score`
    is what the question counts with, null where the adjustment has no effect, because the question does not
    apply to the agency or the questionnaire of the run does not score it.
    """

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="adjusted_questions")
    question = models.CharField(_("question"), max_length=40)
    decision = models.ForeignKey(ReviewDecision, models.PROTECT, related_name="+")
    by_answer = models.DecimalField(_("score by the answer"), max_digits=15, decimal_places=12, null=True)
    score = models.DecimalField(_("score"), max_digits=15, decimal_places=12, null=True)

    class Meta:
        ordering = ["scorecard", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_adjustment_of_a_question", fields=["scorecard", "question"]),
            models.CheckConstraint(
                name="adjusted_scores_between_0_and_100",
                condition=(Q(score__isnull=True) | Q(score__gte=0, score__lte=100))
                & (Q(by_answer__isnull=True) | Q(by_answer__gte=0, by_answer__lte=100)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scorecard_id} {self.question}: {self.score}"


class ScoringFailureQuerySet(models.QuerySet["ScoringFailure"]):
    """The vocabulary for choosing failures."""

    def standing(self) -> Self:
        """Those that matter still: of the latest version of an agency still asked, and not scored since."""
        scored = Scorecard.objects.filter(run=OuterRef("run"), version=OuterRef("version"))
        asked = self.filter(version__submission__withdrawn_at__isnull=True)
        return asked.filter(~Exists(scored), version=F("version__submission__current_version"))


class ScoringFailure(models.Model):
    """A version that a run could not score; it rests until `retry_at`. Written by `scoring.services`."""

    run = models.ForeignKey(ScoringRun, models.CASCADE, related_name="failures")
    version = models.ForeignKey(SubmissionVersion, models.CASCADE, related_name="scoring_failures")
    attempts = models.PositiveSmallIntegerField(_("attempts"))
    reason = models.CharField(_("reason"), max_length=200)
    failed_at = models.DateTimeField(_("failed"))
    retry_at = models.DateTimeField(_("tried again"))

    objects = ScoringFailureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_failure_of_a_version_in_a_run", fields=["run", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.reason}"


class ReleaseQuerySet(models.QuerySet["Release"]):
    """The vocabulary for choosing releases."""

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class Release(models.Model):
    """The results that were made known: one run of a closed round, and the scorecards that counted then.

    Changed only by `scoring.services.releases`. What is released never moves by itself: a later run, or a
    response that is returned, changes it only through another release.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="releases")
    run = models.ForeignKey(ScoringRun, models.PROTECT, related_name="releases")
    scorecards = models.ManyToManyField(Scorecard, related_name="releases")
    note = models.CharField(_("note"), max_length=250)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(_("released"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason of the withdrawal"), max_length=250, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_standing_release_of_a_round",
                fields=["round"],
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="release_withdrawn_for_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.note}"


class RobustnessAnalysis(models.Model):
    """How robust one level's ranking in a run is: asked for on a page, computed by a worker.

    Changed only by `scoring.services.robustness`. `document` is `scoring.robustness.to_document` as canonical
    JSON; the same `seed` and `draws` over the same scorecards give it again. `error` is what the last attempt
    that broke said, in the words of the machine.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting for a worker")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")

    class Failure(models.TextChoices):
        UNFIT = "unfit", _("The scores of the run do not fit its questionnaire.")
        GAVE_UP = "gave_up", _("The computation broke off three times.")

    run = models.ForeignKey(ScoringRun, models.PROTECT, related_name="robustness_analyses")
    audience = models.CharField(
        _("level"), max_length=12, choices=[(each.value, each.value) for each in Audience]
    )
    seed = models.PositiveIntegerField(_("seed"))
    draws = models.PositiveIntegerField(_("draws"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(_("requested"))
    touched_at = models.DateTimeField(_("last sign of life"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    document = models.TextField(_("document"), blank=True)
    failure = models.CharField(_("why it failed"), max_length=12, choices=Failure, blank=True)
    error = models.CharField(_("what broke"), max_length=200, blank=True)

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_waiting_analysis_of_a_level",
                fields=["run", "audience", "seed", "draws"],
                condition=Q(state="queued"),
            ),
            models.CheckConstraint(
                name="analysis_failed_for_a_reason",
                condition=Q(state="failed", failure__in=["unfit", "gave_up"])
                | (~Q(state="failed") & Q(failure="")),
            ),
            models.CheckConstraint(
                name="analysis_state_valid", condition=Q(state__in=["queued", "done", "failed"])
            ),
            models.CheckConstraint(
                name="analysis_level_valid", condition=Q(audience__in=["department", "province"])
            ),
            models.CheckConstraint(
                name="analysis_done_has_a_document",
                condition=~Q(state="done") | (Q(finished_at__isnull=False) & ~Q(document="")),
            ),
            models.CheckConstraint(name="analysis_draws", condition=Q(draws__gte=1, draws__lte=10_000)),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.audience} {self.state}"


class RankInterval(models.Model):
    """Where one agency lies in an analysis. Written with it. Ranks count from 1, the best.

    `low` and `high` enclose 90 % of the draws.
    """

    analysis = models.ForeignKey(RobustnessAnalysis, models.CASCADE, related_name="intervals")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField(_("rank"))
    median = models.FloatField(_("median rank"))
    low = models.PositiveIntegerField(_("5th percentile of the ranks"))
    high = models.PositiveIntegerField(_("95th percentile of the ranks"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_interval_of_a_submission", fields=["analysis", "submission"]),
            models.CheckConstraint(
                name="interval_ascends", condition=Q(low__gte=1, low__lte=F("high"), rank__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank} ({self.low}-{self.high})"

    @property
    def left(self) -> int:
        """Where the interval begins in a picture as wide as there are ranks."""
        return self.low - 1

    @property
    def width(self) -> int:
        """How many ranks the interval holds."""
        return self.high - self.low + 1

"""What the answers are worth, as rows that explain themselves."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from surveys.models import QuestionnaireVersion, Round, Submission, SubmissionVersion


class ScoringRun(models.Model):
    """One way of scoring a round: a questionnaire, an engine, a reason. Created by `scoring.services`.

    The live run of a round is the one into which new submissions are scored; old runs stay readable.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="scoring_runs")
    questionnaire = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    engine_version = models.CharField(_("engine version"), max_length=20)
    reason = models.CharField(_("reason"), max_length=250)
    is_live = models.BooleanField(_("live"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created"))

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_live_run_of_a_round", fields=["round"], condition=Q(is_live=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.reason}"


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    """The vocabulary for choosing scorecards."""

    def live(self) -> Self:
        return self.filter(run__is_live=True)

    def current(self) -> Self:
        """Those of each submission's latest version."""
        return self.filter(version=F("submission__current_version"))

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
    `explanation` is the engine's whole tree as canonical JSON with exact fractions.
    """

    run = models.ForeignKey(ScoringRun, models.PROTECT, related_name="scorecards")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="scorecards")
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="scorecards")
    total = models.DecimalField(_("total"), max_digits=15, decimal_places=12, null=True)
    explanation = models.TextField(_("explanation"))
    scored_at = models.DateTimeField(_("scored"))

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_scorecard_of_a_version_in_a_run", fields=["run", "version"]),
            models.CheckConstraint(
                name="total_between_0_and_100",
                condition=Q(total__isnull=True) | Q(total__gte=0, total__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.total}"


class NodeScore(models.Model):
    """The score of one dimension or indicator in a scorecard. Written with it.

    `score` is 0-100 and null where the node does not apply; `weight` is the nominal weight among its
    siblings, `effective_weight` its share (0-1) of the total after what does not apply, `contribution`
    the points it adds to the total. All unrounded, cut after 12 places.
    """

    class Kind(models.TextChoices):
        DIMENSION = "dimension", _("Dimension")
        INDICATOR = "indicator", _("Indicator")

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="node_scores")
    code = models.CharField(_("code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    score = models.DecimalField(_("score"), max_digits=15, decimal_places=12, null=True)
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
        ]
        indexes = [models.Index(name="node_score_by_code", fields=["code", "scorecard"])]

    def __str__(self) -> str:
        return f"{self.code}: {self.score}"


class ScoringFailure(models.Model):
    """A version that could not be scored. Written by `scoring.services`; it rests until `retry_at`."""

    version = models.OneToOneField(SubmissionVersion, models.CASCADE, related_name="scoring_failure")
    attempts = models.PositiveSmallIntegerField(_("attempts"))
    reason = models.CharField(_("reason"), max_length=200)
    failed_at = models.DateTimeField(_("failed"))
    retry_at = models.DateTimeField(_("tried again"))

    def __str__(self) -> str:
        return f"{self.version_id}: {self.reason}"

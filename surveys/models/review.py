"""What EGA's reviewers decided about submitted answers and their evidence."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from surveys.models.submission import Submission
from surveys.models.submission_version import SubmissionVersion


class ReviewQuerySet(models.QuerySet["Review"]):
    """The vocabulary for choosing reviews."""

    def held(self) -> Self:
        """Those that somebody works on."""
        return self.filter(put_back_at__isnull=True, finished_at__isnull=True)

    def finished(self) -> Self:
        """Those that stand: finished, and not taken up again."""
        return self.filter(finished_at__isnull=False, reopened_at__isnull=True)


class Review(models.Model):
    """One look of one reviewer at one submitted version. Changed only by `surveys.services.reviewing*`.

    Taken ▸ put back, or finished ▸ taken up again as a review of its own, which begins with the same
    decisions. `put_back_by` is the reviewer, or the manager who freed it or handed it over. The moments of
    finishing and taking up again ascend within a round in the order in which they were written, whatever the
    clock said: what was decided until one of them never changes afterwards.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("review", "Accepted")
        ADJUSTED = "adjusted", _("Accepted with adjustments")
        SENT_BACK = "sent_back", _("Sent back for correction")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(_("taken"))
    put_back_at = models.DateTimeField(_("put back"), null=True, blank=True)
    put_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    reopened_at = models.DateTimeField(_("taken up again"), null=True, blank=True)
    reopened_why = models.TextField(_("reason for taking it up again"), blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_reviewer_holds_a_submission",
                fields=["submission"],
                condition=Q(put_back_at__isnull=True, finished_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_finished_review_of_a_version",
                fields=["version"],
                condition=Q(finished_at__isnull=False, reopened_at__isnull=True),
            ),
            models.CheckConstraint(
                name="review_put_back_by_someone",
                condition=Q(put_back_at__isnull=True, put_back_by__isnull=True)
                | Q(put_back_at__isnull=False, put_back_by__isnull=False, finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="review_finished_with_an_outcome",
                condition=Q(finished_at__isnull=True, outcome="")
                | Q(finished_at__isnull=False, outcome__in=["accepted", "adjusted", "sent_back"]),
            ),
            models.CheckConstraint(
                name="review_reopened_with_a_reason",
                condition=Q(reopened_at__isnull=True, reopened_why="")
                | Q(reopened_at__isnull=False, finished_at__isnull=False) & ~Q(reopened_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.outcome or 'open'}"

    @property
    def is_held(self) -> bool:
        return self.put_back_at is None and self.finished_at is None


class ReviewDecision(models.Model):
    """What a reviewer decided about one question. Written with every decision, never changed.

    The one with the highest `number` of its question counts. `score` is what the question shall count with,
    0-100. One that was taken over from an earlier review, because nothing had changed since, names it;
    `address` is where it came from, null where no request brought it.
    """

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("review", "Accepted")
        TO_CORRECT = "to_correct", _("To be corrected")
        ADJUSTED = "adjusted", _("Adjusted")

    review = models.ForeignKey(Review, models.PROTECT, related_name="decisions")
    question = models.CharField(_("question"), max_length=40)
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("decision"), max_length=12, choices=Kind)
    score = models.DecimalField(
        _("score"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"))
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.GenericIPAddressField(_("from where"), null=True, blank=True)

    class Meta:
        ordering = ["review", "question", "number"]
        constraints = [
            models.UniqueConstraint(
                name="one_review_decision_of_a_number", fields=["review", "question", "number"]
            ),
            models.CheckConstraint(name="review_decision_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="review_decision_says_what_its_kind_needs",
                condition=Q(kind="accepted", score__isnull=True)
                | Q(kind="to_correct", score__isnull=True) & ~Q(reason="")
                | Q(kind="adjusted", score__isnull=False, score__gte=0, score__lte=100) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.question} {self.kind}"

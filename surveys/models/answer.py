"""Answers as they stand, and every value they ever had."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.submission import Submission


class Answer(models.Model):
    """The present value of one question. Changed only by `surveys.services.answers`.

    `value` is canonical JSON data, `{"na": reason}` where the agency declared the question not applicable,
    and null where the answer was taken back. `version` counts the saves, so that two people cannot overwrite
    each other unseen.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="answers")
    question = models.CharField(_("question"), max_length=40)
    value = models.JSONField(_("value"), null=True)
    version = models.PositiveIntegerField(_("version"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_answer_of_a_question", fields=["submission", "question"]),
            models.CheckConstraint(name="answer_version_counts_from_one", condition=models.Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.question} v{self.version}"


class AnswerRevision(models.Model):
    """One value that an answer once had. Written with every save, never changed: triggers refuse it.

    `address` is where it came from; null where no request brought it.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="answer_revisions")
    question = models.CharField(_("question"), max_length=40)
    value = models.JSONField(_("value"), null=True)
    version = models.PositiveIntegerField(_("version"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("saved"))
    address = models.GenericIPAddressField(_("from where"), null=True, blank=True)

    class Meta:
        ordering = ["question", "version"]
        constraints = [
            models.UniqueConstraint(
                name="one_revision_of_an_answer_version", fields=["submission", "question", "version"]
            ),
        ]
        indexes = [models.Index(name="answer_revision_by_time", fields=["saved_at"])]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.question} v{self.version}"

"""Workbooks that were asked for."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from scoring.models import ScoringRun
from surveys.models import Round


def workbook_path(export: "WorkbookExport", _name: str) -> str:
    """One name an attempt, so that what a killed worker has left behind can be found and deleted."""
    return f"exports/{export.pk}-{export.attempts}.xlsx"


class WorkbookExportQuerySet(models.QuerySet["WorkbookExport"]):
    """The vocabulary for choosing exports."""

    def unfinished(self) -> Self:
        return self.filter(state__in=[WorkbookExport.State.QUEUED, WorkbookExport.State.RUNNING])


class WorkbookExport(models.Model):
    """A workbook: asked for on a page, built by a worker. Changed only by `reports.services`.

    The row outlives its file: who asked, for what, and what came out stay when the file has expired.
    """

    class Kind(models.TextChoices):
        RESPONSE = "response", _("Response report")
        RESULTS = "results", _("Results")
        ITEMS = "items", _("Results by question")
        ANSWERS = "answers", _("Raw answers with codebook")
        JOURNAL = "journal", _("Journal")
        EVERYTHING = "everything", _("Everything")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting for a worker")
        RUNNING = "running", _("Being built")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Expired")

    class Failure(models.TextChoices):
        DIFFERS = "differs", _("The file did not agree with the database, so it was thrown away.")
        GAVE_UP = "gave_up", _("The work broke off three times.")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.EVERYTHING)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="exports")
    """None for a journal of the whole portal."""
    run = models.ForeignKey(ScoringRun, models.PROTECT, null=True, blank=True, related_name="+")
    """Whose scores are told; None for those of the run that is live when the workbook is built."""
    filters = models.JSONField(_("filters"), default=dict, blank=True)
    """`Filters.as_query` or, of a journal, `JournalFilters.as_query`: only what limits."""
    language = models.CharField(_("language"), max_length=2)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("requested"))
    touched_at = models.DateTimeField(_("last sign of life"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    rows_total = models.PositiveIntegerField(_("rows in all"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to=workbook_path, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    row_counts = models.JSONField(_("rows of every sheet"), default=list, blank=True)
    """`[{"title": "Scores", "rows": 1560}, ...]`: the sheets that are tables, in order, without heads."""
    failure = models.CharField(_("why it failed"), max_length=12, choices=Failure, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = WorkbookExportQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="export_state_valid",
                condition=Q(state__in=["queued", "running", "done", "failed", "cancelled", "expired"]),
            ),
            models.CheckConstraint(
                name="export_kind_valid",
                condition=Q(kind__in=["response", "results", "items", "answers", "journal", "everything"]),
            ),
            models.CheckConstraint(
                name="export_of_a_round_or_a_journal", condition=Q(round__isnull=False) | Q(kind="journal")
            ),
            models.CheckConstraint(
                name="export_names_a_run_for_results", condition=Q(run__isnull=True) | Q(kind="results")
            ),
            models.CheckConstraint(
                name="export_cancelled_by_somebody",
                condition=Q(state="cancelled", cancelled_by__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="export_failed_for_a_reason",
                condition=Q(state="failed", failure__in=["differs", "gave_up"])
                | (~Q(state="failed") & Q(failure="")),
            ),
            models.CheckConstraint(name="export_language_valid", condition=Q(language__in=["th", "en"])),
            models.CheckConstraint(
                name="export_done_has_a_file",
                condition=~Q(state__in=["done", "expired"])
                | (Q(finished_at__isnull=False, size__gt=0) & ~Q(sha256="")),
            ),
            models.CheckConstraint(
                name="export_done_within_total", condition=Q(rows_done__lte=F("rows_total"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.round_id} {self.state}"

    @property
    def is_unfinished(self) -> bool:
        """Whether a worker has it or will take it."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)

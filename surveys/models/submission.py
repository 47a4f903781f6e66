"""One agency's response in one round."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from surveys.models.round import Round


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """The vocabulary for choosing submissions."""

    def with_agency(self) -> Self:
        """With what names it; without the questionnaire's document, which is large and cached elsewhere."""
        return self.select_related(
            "round",
            "round__questionnaire",
            "agency",
            "agency__ministry",
            "agency__province",
            "agency__office_kind",
        ).defer("round__questionnaire__document")

    def asked(self) -> Self:
        """Without those withdrawn; `Submission.objects` has no others."""
        return self.filter(withdrawn_at__isnull=True)

    def withdrawn(self) -> Self:
        return self.filter(withdrawn_at__isnull=False)

    def of_round(self, survey_round: Round) -> Self:
        return self.filter(round=survey_round)

    def of_agencies(self, agencies: models.QuerySet[Agency]) -> Self:
        return self.filter(agency__in=agencies)

    def started(self) -> Self:
        return self.exclude(state=Submission.State.NOT_STARTED)

    def submitted(self) -> Self:
        """Those whose latest snapshot stands: waiting for the signature, or signed."""
        return self.filter(state__in=[Submission.State.WAITING, Submission.State.SIGNED])

    def signed(self) -> Self:
        return self.filter(state=Submission.State.SIGNED)

    def responded(self) -> Self:
        """Signed; or submitted, where the round asks for no signature."""
        return self.filter(
            Q(state=Submission.State.SIGNED) | Q(state=Submission.State.WAITING, round__needs_sign_off=False)
        )


_Submissions = models.Manager.from_queryset(SubmissionQuerySet)


class AskedManager(_Submissions):
    """The submissions of agencies that are asked: those withdrawn are in no count and no list."""

    def get_queryset(self) -> SubmissionQuerySet:  # type: ignore[override] # it knows no element type
        return SubmissionQuerySet(self.model, using=self._db).asked()


class Submission(models.Model):
    """An agency asked in a round, and how far it has come. Changed only by `surveys.services`.

    not started ▸ draft ▸ waiting for sign-off ▸ signed, and back to "returned" with a reason. One that was
    withdrawn keeps its state and all that it has, and is found through `everything` only.
    """

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        DRAFT = "draft", _("Being filled in")
        WAITING = "waiting", _("Waiting for sign-off")
        SIGNED = "signed", _("Signed")
        RETURNED = "returned", _("Returned for correction")

    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="submissions")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NOT_STARTED)
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    current_version = models.ForeignKey(
        "surveys.SubmissionVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    last_saved_at = models.DateTimeField(_("last saved"), null=True, blank=True)
    answered_count = models.PositiveSmallIntegerField(_("answered"), default=0)
    asked_count = models.PositiveSmallIntegerField(_("asked"), default=0)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_why = models.TextField(_("reason of the withdrawal"), blank=True)

    objects = AskedManager()
    everything = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["agency__code"]
        constraints = [
            models.UniqueConstraint(
                name="one_submission_of_an_agency_in_a_round", fields=["round", "agency"]
            ),
            models.CheckConstraint(
                name="submission_state_valid",
                condition=Q(state__in=["not_started", "draft", "waiting", "signed", "returned"]),
            ),
            models.CheckConstraint(
                name="submission_started_has_a_time",
                condition=Q(state="not_started") | Q(started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_submitted_has_a_version",
                condition=~Q(state__in=["waiting", "signed"])
                | Q(submitted_at__isnull=False, current_version__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_signed_has_a_time", condition=~Q(state="signed") | Q(signed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="submission_answered_within_asked", condition=Q(answered_count__lte=F("asked_count"))
            ),
            models.CheckConstraint(
                name="submission_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
            ),
        ]
        indexes = [models.Index(name="submission_by_state", fields=["round", "state"])]

    def __str__(self) -> str:
        return f"{self.round_id} {self.agency_id} {self.state}"

    @property
    def is_preview(self) -> bool:
        """Whether it only stands for somebody's preview of a questionnaire: it is not in the database."""
        return self._state.adding

    @property
    def deadline(self) -> dt.datetime:
        """The first moment when it is too late for this agency, Asia/Bangkok, before any grace."""
        if self.extended_to is None:
            return self.round.deadline
        return max(self.round.deadline, Round(closes_on=self.extended_to).deadline)

    @property
    def last_day(self) -> dt.date:
        """The last day, inclusive, on which this agency can answer."""
        return max(self.round.closes_on, self.extended_to or self.round.closes_on)

    @property
    def missed(self) -> bool:
        """Whether the round was closed without a response of this agency."""
        counts = [self.State.SIGNED, *([] if self.round.needs_sign_off else [self.State.WAITING])]
        return self.round.state == Round.State.CLOSED and self.state not in counts


class SubmissionEvent(models.Model):
    """A step in the life of a submission. Written by `surveys.services`, never changed: triggers refuse it.

    `address` is where it came from; null where no request brought it.
    """

    class Kind(models.TextChoices):
        STARTED = "started", _("Started")
        SUBMITTED = "submitted", _("Submitted")
        SIGNED = "signed", _("Signed")
        RETURNED = "returned", _("Returned for correction")
        EXTENDED = "extended", _("Deadline extended")
        ASKED = "asked", _("Asked after the round had opened")
        WITHDRAWN = "withdrawn", _("Withdrawn from the round")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    address = models.GenericIPAddressField(_("from where"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="submission_event_kind_valid",
                condition=Q(
                    kind__in=[
                        "started",
                        "submitted",
                        "signed",
                        "returned",
                        "extended",
                        "asked",
                        "withdrawn",
                    ]
                ),
            ),
        ]
        indexes = [models.Index(name="submission_event_by_time", fields=["at"])]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind}"


class Presence(models.Model):
    """Who last had which page of a submission open. Overwritten by `surveys.services.presence`."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    dimension = models.CharField(_("dimension"), max_length=12)
    seen_at = models.DateTimeField(_("seen"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_presence_of_a_person", fields=["submission", "user"]),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.user_id}"

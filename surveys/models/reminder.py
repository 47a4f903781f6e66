"""Which agencies were reminded by mail of what, and what became of each mail."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.round import Round
from surveys.models.submission import Submission


class Reminder(models.Model):
    """One sending of one step, by a manager or by the portal itself. Added by `surveys.services.reminders`.

    `filters` say to which agencies a manager narrowed it, by name as they stand in the address; whom they
    chose stands in the mails. `origin` is the portal as its readers reach it, for the links. The texts hold
    the placeholders of `surveys.reminding.texts`, filled in for each person. While `stopped_at` stands, no
    further mail goes out.
    """

    class Step(models.TextChoices):
        NEVER_LOGGED_IN = "never_logged_in", _("Nobody has logged in")
        NOT_STARTED = "not_started", _("Not started")
        STARTED = "started", _("Begun, not submitted")
        WAITING = "waiting", _("Waiting for the signature")
        RETURNED = "returned", _("Returned for correction")
        DAYS_30 = "days_30", _("30 days before the last day")
        DAYS_7 = "days_7", _("7 days before the last day")
        DAYS_1 = "days_1", _("1 day before the last day")

    round = models.ForeignKey(Round, models.PROTECT, related_name="reminders")
    step = models.CharField(_("step"), max_length=16, choices=Step)
    automatic = models.BooleanField(_("sent by the portal itself"), default=False)
    filters = models.JSONField(_("filters"), default=dict, blank=True)
    origin = models.CharField(_("address of the portal"), max_length=255)
    subject_th = models.CharField(_("Thai subject"), max_length=200)
    body_th = models.TextField(_("Thai text"))
    subject_en = models.CharField(_("English subject"), max_length=200)
    body_en = models.TextField(_("English text"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("when"))
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reminder_step_valid",
                condition=Q(
                    automatic=False,
                    step__in=["never_logged_in", "not_started", "started", "waiting", "returned"],
                )
                | Q(automatic=True, step__in=["days_30", "days_7", "days_1"]),
            ),
            models.CheckConstraint(
                name="reminder_by_hand_has_its_sender",
                condition=Q(automatic=True, created_by__isnull=True)
                | Q(automatic=False, created_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reminder_stopped_by_somebody",
                condition=Q(stopped_at__isnull=True, stopped_by__isnull=True)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_automatic_reminder_of_a_step",
                fields=["round", "step"],
                condition=Q(automatic=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.step}"


class ReminderMailQuerySet(models.QuerySet["ReminderMail"]):
    """The vocabulary for choosing mails."""

    def waiting(self) -> Self:
        return self.filter(state=ReminderMail.State.WAITING)

    def stopped(self) -> Self:
        return self.filter(state=ReminderMail.State.STOPPED)

    def failed(self) -> Self:
        return self.filter(state=ReminderMail.State.FAILED)

    def sendable_again(self) -> Self:
        """Those that did not arrive, and those of which nobody knows: a person decides."""
        return self.filter(state__in=[ReminderMail.State.FAILED, ReminderMail.State.UNKNOWN])


class ReminderMail(models.Model):
    """The mail of one reminder to one person. Changed only by `surveys.reminding` and its services.

    The row is written before its mail is handed over and again afterwards. A worker that is killed in between
    leaves it in the state "sending", which becomes "unknown": a person decides whether it is sent once more.
    `step` is that of the reminder, so that nobody is reminded of the same step of a submission twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        UNKNOWN = "unknown", _("Perhaps sent")
        FAILED = "failed", _("Not delivered")
        DROPPED = "dropped", _("No longer needed")
        STOPPED = "stopped", _("Stopped before it was sent")

    class Failure(models.TextChoices):
        REFUSED = "refused", _("The mail server refused the address or the mail.")
        GAVE_UP = "gave_up", _("The mail server could not be reached, or put the mail off, several times.")

    reminder = models.ForeignKey(Reminder, models.PROTECT, related_name="mails")
    step = models.CharField(_("step"), max_length=16, choices=Reminder.Step)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reminder_mails")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_mails")
    address = models.EmailField(_("e-mail address"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    failure = models.CharField(_("why it was not delivered"), max_length=16, choices=Failure, blank=True)
    reply = models.CharField(_("what the mail server said"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("not before"))
    queued_at = models.DateTimeField(_("given to a worker"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("taken by a worker"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = ReminderMailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_mail_of_a_step_to_a_person", fields=["submission", "step", "user"]
            ),
            models.CheckConstraint(
                name="reminder_mail_state_valid",
                condition=Q(
                    state__in=["waiting", "sending", "sent", "unknown", "failed", "dropped", "stopped"]
                ),
            ),
            models.CheckConstraint(
                name="reminder_mail_failed_for_a_reason",
                condition=Q(state="failed", failure__in=["refused", "gave_up"])
                | (~Q(state="failed") & Q(failure="")),
            ),
            models.CheckConstraint(
                name="reminder_mail_sent_has_its_moment",
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="reminder_mail_by_state", fields=["state", "due_at"]),
            models.Index(name="reminder_mail_by_claim", fields=["claimed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.step} {self.user_id} {self.state}"

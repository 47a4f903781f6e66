"""Who was asked by mail to begin using an account, and what became of the mail."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class InvitationBatch(models.Model):
    """What was sent off together. Added by `agencies.inviting`, never changed.

    `origin` is the portal as its readers reach it ("https://portal.example.go.th"), for the links; `total`
    counts the people invited at that moment.
    """

    class Source(models.TextChoices):
        PERSON = "person", _("One person")
        LIST = "list", _("A list from Excel")
        CHOSEN = "chosen", _("People chosen on the page of people")
        AGAIN = "again", _("Sent again")
        AGENCY = "agency", _("By an approver of the agency")

    source = models.CharField(_("whom"), max_length=8, choices=Source)
    origin = models.CharField(_("address of the portal"), max_length=255)
    total = models.PositiveIntegerField(_("people"), default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="batch_source_valid",
                condition=Q(source__in=["person", "list", "chosen", "again", "agency"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.source}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The vocabulary for choosing invitations."""

    def waiting(self) -> Self:
        return self.filter(state=Invitation.State.WAITING)

    def on_the_way(self) -> Self:
        """Those of which a worker has still to say what became of them."""
        return self.filter(state__in=[Invitation.State.WAITING, Invitation.State.SENDING])

    def settled(self) -> Self:
        """Those that can be sent again without a worker sending them too."""
        return self.exclude(state__in=[Invitation.State.WAITING, Invitation.State.SENDING])


class Invitation(models.Model):
    """The invitation of one person. Changed only by `agencies.inviting`.

    The row is written before its mail is handed over and again afterwards. A worker that is killed in between
    leaves it in the state "sending", which becomes "unknown": a person decides whether it is sent once more.
    Of the link only a hash is kept. An invitation that ran out is one that was sent, after `expires_at`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        UNKNOWN = "unknown", _("Perhaps sent")
        FAILED = "failed", _("Not delivered")
        ACCEPTED = "accepted", _("Accepted")

    class Failure(models.TextChoices):
        REFUSED = "refused", _("The mail server refused the address or the mail.")
        GAVE_UP = "gave_up", _("The mail server could not be reached, or put the mail off, several times.")
        BOUNCED = "bounced", _("The mail came back, somebody at EGA noted.")
        SWITCHED_OFF = "switched_off", _("The account was switched off before it was sent.")
        ADDRESS_CHANGED = "address_changed", _("The address was changed, so the link no longer works.")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation")
    batch = models.ForeignKey(InvitationBatch, models.PROTECT, related_name="invitations")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    failure = models.CharField(_("why it was not delivered"), max_length=16, choices=Failure, blank=True)
    reply = models.CharField(_("what the mail server said"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    token_hash = models.CharField(_("hash of the link"), max_length=64, blank=True)
    due_at = models.DateTimeField(_("not before"))
    queued_at = models.DateTimeField(_("given to a worker"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("taken by a worker"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    expires_at = models.DateTimeField(_("link works until"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_state_valid",
                condition=Q(state__in=["waiting", "sending", "sent", "unknown", "failed", "accepted"]),
            ),
            models.CheckConstraint(
                name="invitation_failed_for_a_reason",
                condition=Q(
                    state="failed",
                    failure__in=["refused", "gave_up", "bounced", "switched_off", "address_changed"],
                )
                | (~Q(state="failed") & Q(failure="")),
            ),
            models.CheckConstraint(
                name="invitation_sent_has_its_moment", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="invitation_accepted_once",
                condition=Q(state="accepted", accepted_at__isnull=False, token_hash="")
                | (~Q(state="accepted") & Q(accepted_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="invitation_link_ends", condition=Q(token_hash="") | Q(expires_at__isnull=False)
            ),
            models.UniqueConstraint(
                name="one_invitation_for_a_link", fields=["token_hash"], condition=~Q(token_hash="")
            ),
        ]
        indexes = [
            models.Index(name="invitation_by_state", fields=["state", "due_at"]),
            models.Index(name="invitation_by_claim", fields=["claimed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.state}"


class InvitationList(models.Model):
    """An uploaded list that waits for somebody to look it over: the rows that can be invited.

    Deleted once it is used or thrown away, and by the housekeeping after a day: it holds personal data of
    people who have no account yet.
    """

    file_name = models.CharField(_("file"), max_length=255)
    rows = models.JSONField(_("rows"))
    problems = models.JSONField(_("problems"), default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

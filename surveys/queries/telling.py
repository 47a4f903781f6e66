"""Whom a step in the life of a submission concerns."""

from django.db.models import QuerySet

from agencies.models import Membership, Role, User
from surveys.models import SubmissionEvent

Kind = SubmissionEvent.Kind
STEPS = (Kind.SUBMITTED, Kind.SIGNED, Kind.RETURNED)


def step_to_tell(event_id: int) -> SubmissionEvent | None:
    """The step; None once another has followed it, for then the mail would tell what is no longer so."""
    events = SubmissionEvent.objects.select_related("actor", "submission__round", "submission__agency")
    step = events.get(pk=event_id)
    followed = step.submission.events.filter(kind__in=STEPS, pk__gt=step.pk).exists()
    return None if followed else step


def people_to_tell(step: SubmissionEvent) -> QuerySet[User]:
    """The approvers of what is submitted, the officers of the rest; nobody who was switched off.

    What EGA returns also concerns the approvers, whose signature it may have taken back.
    """
    members = Membership.objects.filter(agency=step.submission.agency_id)
    roles = [Role.APPROVER if step.kind == Kind.SUBMITTED else Role.OFFICER]
    if step.kind == Kind.RETURNED and not members.filter(user=step.actor_id).exists():
        roles.append(Role.APPROVER)
    concerned = members.filter(role__in=roles).values("user")
    return User.objects.filter(pk__in=concerned, is_active=True).order_by("pk")

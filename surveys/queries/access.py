"""Which of the agencies asked can answer at all: conditions on submissions."""

from django.db.models import Q, QuerySet

from agencies.models import Membership
from agencies.permissions import EDITING_ROLES
from surveys.models import Round


def with_account() -> Q:
    """An officer or approver, not switched off, has an account for the agency."""
    return Q(agency__in=_editors().values("agency"))


def logged_in(survey_round: Round) -> Q:
    """An officer or approver of the agency has logged in since the round opened."""
    since = _editors().filter(user__last_login__gte=survey_round.opens_at)
    return Q(agency__in=since.values("agency"))


def _editors() -> QuerySet[Membership]:
    return Membership.objects.filter(role__in=EDITING_ROLES, user__is_active=True)

"""Which rounds somebody may look at, and as whom."""

from django.db.models import QuerySet

from agencies.models import User
from agencies.permissions import is_ega, is_monitor
from surveys.models import Round


def may_follow(user: User) -> bool:
    """Whether the user follows the response of others: EGA's staff, and monitors."""
    return is_ega(user) or is_monitor(user)


def rounds_of(user: User) -> QuerySet[Round]:
    """The rounds that the user may follow, newest first; monitors see none that is still prepared."""
    if not may_follow(user):
        return Round.objects.none()
    rounds = Round.objects.select_related("questionnaire").newest_first()
    return rounds if is_ega(user) else rounds.visible_to_agencies()

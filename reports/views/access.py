"""Fetch and authorise: the first line of every view of a round."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from agencies.models import Agency, AgencyQuerySet, User
from agencies.permissions import is_ega, is_manager, is_monitor, visible_agencies
from agencies.views.access import PersonRequest
from reports.queries.rounds import rounds_to_follow
from surveys.models import Round


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who follows a round: EGA's staff see everything, monitors the response of their agencies."""

    user: User
    is_ega: bool
    survey_round: Round
    rounds: tuple[Round, ...]

    @property
    def agencies(self) -> AgencyQuerySet:
        """Those whose response the reader may see: all of them for EGA, whose role was read for this page."""
        return Agency.objects.all() if self.is_ega else visible_agencies(self.user)


def follower_or_404(request: PersonRequest, round_code: str) -> Follower:
    """EGA's staff or a monitor, and a round that they may follow."""
    ega = is_ega(request.user)
    if not (ega or is_monitor(request.user)):
        raise Http404
    rounds = rounds_to_follow(also_prepared=ega)
    found = next((each for each in rounds if each.code == round_code), None)
    if found is None:
        raise Http404
    return Follower(request.user, ega, found, tuple(rounds))


def ega_or_404(request: PersonRequest, round_code: str) -> Follower:
    """EGA's staff only."""
    follower = follower_or_404(request, round_code)
    if not follower.is_ega:
        raise Http404
    return follower


def manager_or_403(request: PersonRequest, round_code: str) -> Follower:
    """EGA's managers; its analysts are told that this is not theirs."""
    follower = ega_or_404(request, round_code)
    if not is_manager(request.user):
        raise PermissionDenied
    return follower

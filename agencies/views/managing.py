"""The pages from which EGA runs the survey: who may open them, and what stands around them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agencies.models import Role, User
from agencies.models.membership import EGA_ROLES
from agencies.permissions import ega_roles, is_ega, is_manager
from agencies.views.access import PersonRequest

Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the list at /manage/: what it is called, what can be done there, the name of its address.

    `roles` are those that may open it; nobody else is shown that it is there.
    """

    label: str | Promise
    text: str | Promise
    url_name: str
    roles: Collection[Role] = EGA_ROLES


PLACES: tuple[Place, ...] = (
    Place(
        gettext_lazy("Questionnaires"),
        gettext_lazy("Load a workbook, see what it changes, try it out, and give it to a round."),
        "surveys:questionnaires",
    ),
    Place(
        gettext_lazy("Roster"),
        gettext_lazy("Keep the list of agencies: import it from Excel, add, rename, merge, split."),
        "reports:roster",
    ),
    Place(
        gettext_lazy("Rounds"),
        gettext_lazy("Prepare a round or copy last year’s, open and close it, move its days, archive it."),
        "surveys:rounds",
    ),
    Place(
        gettext_lazy("People"),
        gettext_lazy(
            "Give roles, invite people by mail, switch accounts off, help those who are locked out."
        ),
        "agencies:people",
        roles=(Role.MANAGER,),
    ),
    Place(
        gettext_lazy("Journal"),
        gettext_lazy("See who changed what, when, and what stood there before."),
        "reports:journal",
    ),
    Place(
        gettext_lazy("Workbooks"),
        gettext_lazy("Find every Excel file that was made: by whom, with which filters, and who took it."),
        "reports:all_exports",
    ),
    Place(
        gettext_lazy("System"),
        gettext_lazy("See whether every process works, and run again what has failed."),
        "reports:system",
        roles=(Role.MANAGER,),
    ),
)
"""In the order in which a year needs them."""


def ega_person_or_404(request: HttpRequest) -> User:
    """One of EGA's staff; these pages do not exist for others."""
    user = request.user
    if not isinstance(user, User) or not is_ega(user):
        raise Http404
    return user


def manager_or_403(request: HttpRequest) -> User:
    """A manager of EGA; its analysts are told that this is not theirs."""
    user = ega_person_or_404(request)
    if not is_manager(user):
        raise PermissionDenied
    return user


def places_of(user: User) -> list[Place]:
    """Those that the person may open. One query."""
    roles = ega_roles(user)
    return [each for each in PLACES if not roles.isdisjoint(each.roles)]


def managing_frame(user: User, *way: tuple[str, str]) -> dict[str, Any]:
    """The context of a page; `way` leads to it: pairs of label and address, the last address empty."""
    home, places = reverse("agencies:managing"), places_of(user)
    return {
        "managing_places": places,
        "places": [(_("Managing"), home), *((str(each.label), reverse(each.url_name)) for each in places)],
        "crumbs": [(_("Managing"), home), *way],
    }


@require_safe
def managing(request: PersonRequest) -> HttpResponse:
    """All that EGA's staff can do outside of a round's own pages."""
    return render(request, "agencies/managing.html", managing_frame(ega_person_or_404(request)))

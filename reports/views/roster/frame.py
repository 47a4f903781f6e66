"""What stands around every page of the roster."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import Agency, User
from agencies.permissions import is_manager
from agencies.views.managing import managing_frame


def roster_frame(user: User, *way: tuple[str, str]) -> dict[str, Any]:
    """The context of a page; `way` leads to it from the roster, pairs of label and address."""
    home = reverse("reports:roster")
    crumbs = [(_("Roster"), home if way else ""), *way]
    return managing_frame(user, *crumbs) | {"may_change": is_manager(user)}


def agency_or_404(code: str) -> Agency:
    found = Agency.objects.select_related("ministry", "province", "office_kind").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def address_of(agency_code: str) -> str:
    return reverse("reports:roster_agency", args=[agency_code])

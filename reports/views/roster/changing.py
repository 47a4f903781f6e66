"""Single changes of one agency, each a page with a form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from agencies.models import Agency, RosterVersion, User
from agencies.roster.editing import deactivate, move, reactivate, rename, split
from agencies.roster.errors import RosterMoved, RosterRefused
from agencies.roster.standing import version_number
from agencies.roster.writing import Cause
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403
from reports.roster_forms.changing import MoveForm, PartFormSet, ReasonForm, RenameForm, SplitForm
from reports.views.roster.frame import address_of, agency_or_404, roster_frame
from reports.views.roster.refusals import refused_text
from surveys.questionnaire.vocabulary import Audience

Maker = Callable[..., RosterVersion]
FOLDED = 2
"""From this part on they are folded away until one is used."""


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What the page is called and says, its form, the service it calls, and to which agencies it belongs."""

    title: str | Promise
    text: str | Promise
    button: str | Promise
    done: str | Promise
    form: type[ReasonForm]
    make: Maker
    fits: Callable[[Agency], bool]
    parts: bool = False
    danger: bool = False


def _active(agency: Agency) -> bool:
    return agency.is_active


def _inactive(agency: Agency) -> bool:
    return not agency.is_active


def _of_a_ministry(agency: Agency) -> bool:
    return agency.audience == Audience.DEPARTMENT


CHANGES: Mapping[str, ChangePage] = {
    "rename": ChangePage(
        _("Rename the agency"),
        _("It keeps its code, its people, its answers and its scores. Earlier names stay in its history."),
        _("Rename"),
        _("The agency has its new name."),
        RenameForm,
        rename,
        lambda _agency: True,
    ),
    "move": ChangePage(
        _("Move to another ministry"),
        _("From now on it is counted with its new ministry, in rounds of the past too."),
        _("Move"),
        _("The agency belongs to its new ministry."),
        MoveForm,
        move,
        _of_a_ministry,
    ),
    "split": ChangePage(
        _("Split the agency"),
        _("New agencies come out of it. Its answers and scores stay with it, and theirs name it."),
        _("Split"),
        _("The agency is split."),
        SplitForm,
        split,
        _active,
        parts=True,
    ),
    "deactivate": ChangePage(
        _("Deactivate the agency"),
        _(
            "It is asked in no new round. Its people, answers and scores stay, and a round that asks it goes "
            "on asking it until it is withdrawn there."
        ),
        _("Deactivate"),
        _("The agency is not active any more."),
        ReasonForm,
        deactivate,
        _active,
        danger=True,
    ),
    "reactivate": ChangePage(
        _("Reactivate the agency"),
        _("It can be asked in rounds again."),
        _("Reactivate"),
        _("The agency is active again."),
        ReasonForm,
        reactivate,
        _inactive,
    ),
}


def changes_offered(agency: Agency) -> list[tuple[str, str]]:
    """The changes that can be made of the agency: the name in the address, and what it is called."""
    return [(name, str(page.title)) for name, page in CHANGES.items() if page.fits(agency)]


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, agency_code: str, name: str) -> HttpResponse:
    """The form of one change. Managers of EGA only."""
    user = manager_or_403(request)
    agency, page = agency_or_404(agency_code), CHANGES.get(name)
    if page is None or not page.fits(agency):
        raise Http404
    form = page.form(agency, request.POST or None)
    parts = PartFormSet(request.POST or None, form_kwargs={"agency": agency}) if page.parts else None
    return _answer(request, user, agency, page, form, parts)


def _answer(
    request: PersonRequest, user: User, agency: Agency, page: ChangePage, form: ReasonForm, parts: Any
) -> HttpResponse:
    context: dict[str, Any] = {"page": page, "agency": agency, "form": form, "parts": parts}
    if request.method != "POST":
        return _page(request, user, context)
    context["more_parts"] = parts is not None and any(each.has_changed() for each in list(parts)[FOLDED:])
    if not form.is_valid() or not (parts is None or parts.is_valid()):
        return _page(request, user, context, status=422)
    try:
        _make(request, user, agency, page, form, parts)
    except RosterRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, user, context, status=422)
    except RosterMoved as moved:
        return _page(request, user, context | {"moved": moved.versions}, status=409)
    messages.success(request, str(page.done))
    return redirect(address_of(agency.code))


def _make(
    request: PersonRequest, user: User, agency: Agency, page: ChangePage, form: ReasonForm, parts: Any
) -> None:
    values = dict(form.cleaned_data)
    cause = Cause(reason=values.pop("reason"), user=user, now=timezone.now())
    if parts is not None:
        values["into"] = [each.row() for each in parts if each.has_changed()]
    page.make(code=agency.code, seen=seen_version(request), cause=cause, **values)


def seen_version(request: PersonRequest) -> int:
    """The version of the roster that the page showed; a page that does not say was made before all."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() else 0


def _page(request: PersonRequest, user: User, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """After a refusal because of others the page shows what they did, and is of the version of now."""
    agency: Agency = context["agency"]
    way = ((agency.name, address_of(agency.code)), (str(context["page"].title), ""))
    seen = version_number()
    if status == 422:
        seen = seen_version(request)
    return render(
        request,
        "reports/roster/change.html",
        roster_frame(user, *way) | context | {"seen": seen},
        status=status,
    )

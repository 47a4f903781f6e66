"""Fetch and authorise, and what stands around the pages of one version."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404, managing_frame
from surveys.models import QuestionnaireVersion, Round
from surveys.queries.versions import versions

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def version_or_404(request: PersonRequest, number: int) -> QuestionnaireVersion:
    """The version of that number, for EGA's staff."""
    ega_person_or_404(request)
    return version_numbered(number)


def version_numbered(number: int) -> QuestionnaireVersion:
    """The version; Http404 where there is none."""
    found = versions().filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def round_named(code: str) -> Round | None:
    """The round whose code stands in the address, None for no code; Http404 where there is none."""
    if not code:
        return None
    found = (
        Round.objects.select_related("questionnaire")
        .defer("questionnaire__document")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def frame(user: User, version: QuestionnaireVersion | None = None, *way: tuple[str, str]) -> dict[str, Any]:
    """The context of a page: the list, the version, and `way`, which leads on from there."""
    crumbs = [(_("Questionnaires"), reverse("surveys:questionnaires") if version or way else "")]
    if version is not None:
        crumbs.append((name_of(version), address("questionnaire", version) if way else ""))
    return managing_frame(user, *crumbs, *way) | {"version": version}


def name_of(version: QuestionnaireVersion) -> str:
    """What people call it: "Version 3"."""
    return _("Version %(number)s") % {"number": version.pk}


def address(name: str, version: QuestionnaireVersion, *parts: object) -> str:
    """The address of the page `surveys:name` of the version."""
    return reverse(f"surveys:{name}", args=[version.pk, *parts])


def as_download(content: bytes, filename: str) -> HttpResponse:
    """A workbook to be saved and never shown."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response

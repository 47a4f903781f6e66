"""Where a preview begins, and how it is thrown away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.views.access import PersonRequest
from surveys.services.previews import forget_preview
from surveys.views.addresses import address
from surveys.views.dimension_cards import dimension_cards
from surveys.views.previewing.scratch import NAMES, Scratch


@require_safe
def overview(request: PersonRequest, number: int, audience: str) -> HttpResponse:
    """How far it has come, and the ways on."""
    scratch = Scratch.open(request, number, audience)
    sheet = scratch.sheet
    unfinished = next((each for each in sheet.progress if each.blocking), sheet.progress[0])
    context = scratch.frame("") | {
        "cards": dimension_cards(sheet),
        "next_code": unfinished.code if sheet.answers else sheet.progress[0].code,
        "levels": [
            (name, reverse("surveys:preview_overview", args=[number, code]), code == audience)
            for code, name in NAMES.items()
        ],
    }
    return render(request, "surveys/preview/overview.html", context)


@require_POST
def clear(request: PersonRequest, number: int, audience: str) -> HttpResponse:
    """Throw all answers of the preview away."""
    scratch = Scratch.open(request, number, audience)
    forget_preview(version=scratch.version, audience=scratch.sheet.audience, user=request.user)
    messages.success(request, _("The answers of the preview are thrown away."))
    return redirect(address("overview", scratch.sheet.submission))

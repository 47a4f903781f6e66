"""More time for all agencies of a ministry or a province at once. For EGA's managers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from reports.forms import ExtendForm, PlaceForm
from reports.views.access import Follower, manager_or_403
from reports.views.frame import address, frame
from reports.views.refusals import refused_text
from reports.views.tables.agencies import MORE_TIME
from reports.views.tables.answering import page_or_table
from surveys.models import Round
from surveys.queries.places import Place, asked_in, digest_of
from surveys.services.errors import RoundRefused
from surveys.services.extensions import extend_all


@require_http_methods(["GET", "HEAD", "POST"])
def time_for_many(request: PersonRequest, round_code: str) -> HttpResponse:
    """Choose a place (in the address), look over its agencies, then give them a new last day."""
    follower = manager_or_403(request, round_code)
    chooser = PlaceForm(request.GET or None, follower.survey_round)
    place = chooser.chosen()
    if request.method != "POST" or place is None:
        return _page(request, follower, chooser, place)
    form = ExtendForm(follower.survey_round.closes_on, request.POST)
    if not form.is_valid():
        return _page(request, follower, chooser, place, form)
    try:
        number = extend_all(
            survey_round=follower.survey_round,
            place=place,
            shown=request.POST.get("shown", ""),
            user=request.user,
            now=timezone.now(),
            **form.cleaned_data,
        )
    except RoundRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, follower, chooser, place, form)
    messages.success(request, _said(number))
    return redirect(f"{address('time_for_many', follower)}?place={chooser.cleaned_data['place']}")


def _said(number: int) -> str:
    return ngettext(
        "%(n)s agency has more time now, and reads the reason in its history.",
        "%(n)s agencies have more time now, and read the reason in their history.",
        number,
    ) % {"n": number}


def _page(
    request: PersonRequest,
    follower: Follower,
    chooser: PlaceForm,
    place: Place | None,
    form: ExtendForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"chooser": chooser, "place": place}
    if place is not None:
        asked = asked_in(follower.survey_round, place)
        context |= {
            "asked": asked,
            "shown": digest_of(asked),
            "form": form or ExtendForm(follower.survey_round.closes_on),
            "can_give": follower.survey_round.state == Round.State.OPEN,
        }
    way = frame(follower, (_("More time"), ""))
    status = 422 if form else 200
    return page_or_table(request, "reports/time_for_many.html", way | context, MORE_TIME, status=status)

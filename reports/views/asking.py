"""Which agencies a round asks: brought up to date with the roster, added and withdrawn one by one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.views.access import PersonRequest
from portal.requests import sent_from
from reports.roster_forms.asking import AskForm
from reports.views.access import Follower, manager_or_403
from reports.views.frame import address, frame
from reports.views.roster.refusals import refused_text
from reports.views.tables.answering import page_or_table
from reports.views.tables.asking import ASKING
from surveys.models import Round
from surveys.queries.round_roster import agencies_to_ask, up_to_date, withdrawn_from
from surveys.services.errors import AskingRefused
from surveys.services.round_roster import ask, bring_up_to_date

SHOWN = 200


@require_safe
def asking(request: PersonRequest, round_code: str) -> HttpResponse:
    """What bringing the round up to date would do, or whom it could ask besides. Managers of EGA only."""
    return _page(request, manager_or_403(request, round_code))


@sent_from("reports:asking")
def update(request: PersonRequest, round_code: str) -> HttpResponse:
    """Ask what is new, take out what is gone. Managers of EGA only."""
    follower = manager_or_403(request, round_code)
    try:
        done = bring_up_to_date(
            survey_round=follower.survey_round,
            stamp=request.POST.get("stamp", ""),
            user=request.user,
            now=timezone.now(),
        )
    except AskingRefused as refused:
        return _page(request, follower, error=refused_text(refused), status=409)
    text = _("The round is up to date: %(new)d agencies came in, %(gone)d went out.")
    messages.success(request, text % {"new": len(done.new), "gone": len(done.gone)})
    return redirect(address("asking", follower))


@sent_from("reports:asking")
def ask_one(request: PersonRequest, round_code: str) -> HttpResponse:
    """Ask one more agency in an open round, saying why. Managers of EGA only."""
    follower = manager_or_403(request, round_code)
    form = AskForm(agencies_to_ask(follower.survey_round), request.POST)
    if not form.is_valid():
        return _page(request, follower, form=form, status=422)
    agency = get_object_or_404(Agency, code=form.cleaned_data["agency"])
    try:
        ask(
            survey_round=follower.survey_round,
            agency=agency,
            reason=form.cleaned_data["reason"],
            user=request.user,
            now=timezone.now(),
        )
    except AskingRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, follower, form=form, status=422)
    messages.success(request, _("The agency is asked in this round now."))
    return redirect(address("agency", follower, agency.code))


def _page(request: PersonRequest, follower: Follower, status: int = 200, **more: Any) -> HttpResponse:
    survey_round = follower.survey_round
    context: dict[str, Any] = {"withdrawn": withdrawn_from(survey_round)}
    if survey_round.state == Round.State.PREPARING:
        plan = up_to_date(survey_round)
        context |= {"plan": plan, "shown": SHOWN, "summary": _summary(len(plan.new), len(plan.gone))}
    if survey_round.state == Round.State.OPEN:
        context["form"] = AskForm(agencies_to_ask(survey_round))
    way = ((_("Agencies"), address("agencies", follower)), (_("Whom the round asks"), ""))
    context |= frame(follower, *way) | more
    return page_or_table(request, "reports/asking.html", context, ASKING, status=status)


def _summary(new: int, gone: int) -> str:
    """What the button does."""
    come = ngettext("%(n)d agency comes in", "%(n)d agencies come in", new) % {"n": new}
    go = ngettext("%(n)d agency goes out", "%(n)d agencies go out", gone) % {"n": gone}
    return f"{come}, {go}"

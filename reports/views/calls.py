"""Who to call today."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from portal.paging import page_number
from reports import urgency
from reports.filter_words import in_words
from reports.forms import CallForm
from reports.queries.calls import CallPage, page_of_calls
from reports.urgency import Reason
from reports.views.access import follower_or_404
from reports.views.frame import frame
from reports.views.tables.agencies import CALLS
from reports.views.tables.answering import page_or_table

ALWAYS = ("q", "reason", "audience", "ministry")
MORE = ("state", "timing", "access", "type", "region", "province", "office_kind")


@require_safe
def calls(request: PersonRequest, round_code: str) -> HttpResponse:
    """The agencies at risk, most urgent first, each with its people and their telephones."""
    follower = follower_or_404(request, round_code)
    form, now = CallForm(request.GET, follower.agencies), timezone.now()
    found = page_of_calls(
        survey_round=follower.survey_round,
        agencies=follower.agencies,
        filters=form.filters(),
        reason=form.chosen_reason(),
        number=page_number(request.GET),
        now=now,
    )
    context = _filters(form) | _figures(found, form.chosen_reason()) | {"now": now, "found": found}
    context["may_remind"] = is_manager(request.user)
    context |= frame(follower, (_("Who to call today"), ""))
    return page_or_table(request, "reports/calls.html", context, CALLS)


def _filters(form: CallForm) -> dict[str, Any]:
    chosen = form.filters().as_query() | ({"reason": form.chosen_reason()} if form.chosen_reason() else {})
    return {
        "form": form,
        "always": [form[name] for name in ALWAYS],
        "more": [form[name] for name in MORE],
        "more_is_open": any(name in chosen for name in MORE) or bool(form.errors),
        "filters": chosen,
        "printed": in_words(form, chosen) or [(_("Filters"), _("none"))],
    }


def _figures(found: CallPage, reason: str) -> dict[str, Any]:
    """The reasons that somebody has, each with its count; and the thresholds, for saying what is counted."""
    shown = [(each, found.counts[each]) for each in Reason if found.counts[each] or each == reason]
    return {
        "reasons": shown,
        "reason": reason,
        "days": {
            "login": urgency.LOGIN_FROM.days,
            "start": urgency.START_FROM.days,
            "gone": int(100 * urgency.GONE_FROM),
            "returned": urgency.RETURNED_FOR.days,
            "waiting": urgency.WAITING_FOR.days,
            "stalled": urgency.STALLED_FOR.days,
            "behind": int(100 * urgency.BEHIND_BY),
        },
    }

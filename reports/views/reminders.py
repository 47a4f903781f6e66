"""Reminding agencies by mail: which step, whom, with what text. For EGA's managers."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.views.access import PersonRequest
from portal.paging import page_number
from portal.requests import origin_of
from reports.queries.reminders import automatic_of, reminders_of, steps_of
from reports.reminder_forms import ReminderForm, unsent
from reports.views.access import Follower, manager_or_403
from reports.views.frame import address, frame
from reports.views.narrowing import narrowed_words, narrowing_of
from reports.views.refusals import refused_text
from reports.views.tables.answering import page_or_table
from reports.views.tables.reminders import RECIPIENTS, REMINDERS
from reports.views.writing import writing
from surveys.models import Round
from surveys.reminding.steps import BY_HAND, Step, audiences_of, concerned
from surveys.reminding.texts import first_texts
from surveys.services.errors import ReminderRefused
from surveys.services.reminders import start_reminder, switch_automatic

PER_PAGE = 50


@require_safe
def reminders(request: PersonRequest, round_code: str) -> HttpResponse:
    """The steps that can be reminded of, and what was sent."""
    follower = manager_or_403(request, round_code)
    sent = reminders_of(follower.survey_round)
    words = narrowed_words(each.reminder for each in sent)
    context = {
        "steps": steps_of(follower.survey_round) if takes_answers(follower, timezone.now()) else [],
        "sent": [(each, words[each.reminder.pk]) for each in sent],
        "automatic": automatic_of(follower.survey_round),
        "can_switch": follower.survey_round.state != Round.State.CLOSED,
    }
    context |= frame(follower, (_("Reminders"), ""))
    return page_or_table(request, "reports/reminders.html", context, REMINDERS)


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: PersonRequest, round_code: str, step: str) -> HttpResponse:
    """Whom the step concerns, page by page, and the text, which can be previewed; then it is sent."""
    follower, now = manager_or_403(request, round_code), timezone.now()
    if step not in BY_HAND:
        raise Http404
    if request.method != "POST":
        return _page(request, follower, Step(step))
    form = ReminderForm(request.POST)
    texts = form.texts()
    if texts is None or "preview" in request.POST:
        return _page(request, follower, Step(step), form)
    try:
        reminder = start_reminder(
            survey_round=follower.survey_round,
            step=Step(step),
            to=narrowing_of(request, follower, now).to,
            texts=texts,
            shown=form.cleaned_data["shown"],
            origin=origin_of(request),
            user=request.user,
            now=now,
        )
    except ReminderRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, follower, Step(step), form)
    return redirect(address("reminder_sent", follower, reminder.pk))


@require_POST
def switch(request: PersonRequest, round_code: str) -> HttpResponse:
    """Automatic reminders on or off, as `on` says."""
    follower, on = manager_or_403(request, round_code), request.POST.get("on") == "yes"
    switch_automatic(
        survey_round=follower.survey_round,
        on=on,
        origin=origin_of(request),
        user=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("Automatic reminders are on.") if on else _("Automatic reminders are off."))
    return redirect(address("reminders", follower))


def takes_answers(follower: Follower, now: dt.datetime) -> bool:
    """Whether there is anything to remind of."""
    return follower.survey_round.state == Round.State.OPEN and now >= follower.survey_round.opens_at


def reminders_crumb(follower: Follower) -> tuple[str, str]:
    return _("Reminders"), address("reminders", follower)


def _page(
    request: PersonRequest, follower: Follower, step: Step, form: ReminderForm | None = None
) -> HttpResponse:
    """A refused form keeps its texts, and gets the recipients that the page lists now."""
    now = timezone.now()
    narrowing = narrowing_of(request, follower, now)
    found = audiences_of(concerned(follower.survey_round, step, narrowing.to.submissions), step)
    page = Paginator(found.new, PER_PAGE).get_page(page_number(request.GET))
    context: dict[str, Any] = {
        "step": step,
        "found": found,
        "page": page,
        "can_send": takes_answers(follower, now),
    }
    example = page.object_list[0] if page.object_list else None
    written = writing(request, form or unsent(first_texts(step), found.digest), example)
    way = frame(follower, reminders_crumb(follower), (str(step.label), ""))
    status = 422 if form and form.errors else 200
    everything = way | narrowing.context() | context | written
    return page_or_table(request, "reports/reminder_step.html", everything, RECIPIENTS, status=status)

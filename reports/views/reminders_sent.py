"""What became of a reminder, address by address, and sending again. For EGA's managers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.views.access import PersonRequest
from portal.paging import page_number
from reports.queries.reminders import Sent, log_of, reminders_of
from reports.views.access import Follower, manager_or_403
from reports.views.frame import address, frame
from reports.views.narrowing import narrowed_words
from reports.views.refusals import refused_text
from reports.views.reminders import reminders_crumb
from reports.views.searching import searched
from reports.views.tables.answering import page_or_table
from reports.views.tables.reminders import LOG
from surveys.models import ReminderMail
from surveys.services.errors import ReminderRefused
from surveys.services.reminders import continue_reminder, send_again, stop_reminder

PER_PAGE = 50
State = ReminderMail.State
MARKS = {
    State.SENDING: "running",
    State.SENT: "done",
    State.UNKNOWN: "mending",
    State.DROPPED: "none",
    State.STOPPED: "not_stated",
}
"""The mark of a state, where it is not called like the state."""


@require_safe
def sent(request: PersonRequest, round_code: str, pk: int) -> HttpResponse:
    """Figures and log; `?state=` chooses one state."""
    follower = manager_or_403(request, round_code)
    found, state = _sent_or_404(follower, pk), _state(request)
    search = searched(request)
    mails = Paginator(log_of(found.reminder, state, search["q"]), PER_PAGE).get_page(page_number(request.GET))
    context = (
        _figures(found)
        | search
        | {
            "state": state,
            "page": mails,
            "rows": [(each, MARKS.get(State(each.state), each.state)) for each in mails],
            "again": () if found.reminder.stopped_at else (State.FAILED, State.UNKNOWN),
            "narrowed": narrowed_words([found.reminder])[pk],
        }
    )
    way = frame(follower, reminders_crumb(follower), (found.reminder.get_step_display(), ""))
    return page_or_table(request, "reports/reminder_sent.html", way | context, LOG)


@require_safe
def figures(request: PersonRequest, round_code: str, pk: int) -> HttpResponse:
    """The figures alone, which the page asks for while mails are sent; at the end the page is read anew."""
    follower = manager_or_403(request, round_code)
    found = _sent_or_404(follower, pk)
    response = render(request, "reports/reminder_figures.html", frame(follower) | _figures(found))
    if not found.running:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def again(request: PersonRequest, round_code: str, pk: int) -> HttpResponse:
    """Once more: the one mail of `mail`, or all that failed."""
    follower = manager_or_403(request, round_code)
    reminder = _sent_or_404(follower, pk).reminder
    one = request.POST.get("mail", "")
    mails = ReminderMail.objects.filter(pk=int(one)) if one.isdecimal() else ReminderMail.objects.failed()
    try:
        number = send_again(mails=mails, reminder=reminder, user=request.user, now=timezone.now())
    except ReminderRefused as refused:
        messages.error(request, refused_text(refused))
        return redirect(address("reminder_sent", follower, pk))
    if number:
        said = ngettext("%(n)s mail is sent again.", "%(n)s mails are sent again.", number) % {"n": number}
        messages.success(request, said)
    else:
        messages.info(request, _("Nothing to send: these mails are on their way or delivered by now."))
    return redirect(address("reminder_sent", follower, pk))


@require_POST
def stop(request: PersonRequest, round_code: str, pk: int) -> HttpResponse:
    """What waits is not sent."""
    follower = manager_or_403(request, round_code)
    reminder = _sent_or_404(follower, pk).reminder
    number = stop_reminder(reminder=reminder, user=request.user, now=timezone.now())
    if number:
        said = ngettext("%(n)s mail is stopped.", "%(n)s mails are stopped.", number) % {"n": number}
        messages.success(request, said)
    else:
        messages.info(request, _("Nothing to stop: no mail of this reminder waits any more."))
    return redirect(address("reminder_sent", follower, pk))


@require_POST
def go_on(request: PersonRequest, round_code: str, pk: int) -> HttpResponse:
    """What was stopped waits again for its turn."""
    follower = manager_or_403(request, round_code)
    reminder = _sent_or_404(follower, pk).reminder
    try:
        number = continue_reminder(reminder=reminder, user=request.user, now=timezone.now())
    except ReminderRefused as refused:
        messages.error(request, refused_text(refused))
    else:
        said = ngettext("%(n)s mail waits again.", "%(n)s mails wait again.", number) % {"n": number}
        messages.success(request, said)
    return redirect(address("reminder_sent", follower, pk))


def _sent_or_404(follower: Follower, pk: int) -> Sent:
    found = next((each for each in reminders_of(follower.survey_round) if each.reminder.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _state(request: PersonRequest) -> str:
    """That of `?state=`; what cannot be chosen counts as not chosen."""
    asked = request.GET.get("state", "")
    return asked if asked in State.values else ""


def _figures(found: Sent) -> dict[str, Any]:
    return {
        "sent": found,
        "states": [(state.value, state.label, number) for state, number in found.counts.items() if number],
    }

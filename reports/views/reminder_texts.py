"""What the portal itself writes before the last day, to be read and changed. For EGA's managers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.views.access import PersonRequest
from reports.queries.reminders import automatic_text
from reports.reminder_forms import ReminderForm, unsent
from reports.views.access import Follower, manager_or_403
from reports.views.frame import address, frame
from reports.views.refusals import refused_text
from reports.views.reminders import reminders_crumb
from reports.views.writing import writing
from surveys.reminding.automatic import DAYS_BEFORE
from surveys.reminding.steps import Step, concerned, one_of
from surveys.services.errors import ReminderRefused
from surveys.services.reminder_texts import change_texts, restore_texts


@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: PersonRequest, round_code: str, step: str) -> HttpResponse:
    """The texts of the step, with a preview; a change holds from the first mail on."""
    follower, chosen = manager_or_403(request, round_code), _step_or_404(step)
    if request.method != "POST":
        return _page(request, follower, chosen)
    form = ReminderForm(request.POST)
    written = form.texts()
    if written is None or "preview" in request.POST:
        return _page(request, follower, chosen, form)
    try:
        change_texts(
            survey_round=follower.survey_round,
            step=chosen,
            texts=written,
            seen=form.cleaned_data["shown"],
            user=request.user,
            now=timezone.now(),
        )
    except ReminderRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, follower, chosen, form, overtaken=True)
    messages.success(request, _("The text is saved. It is sent from the first mail of this step on."))
    return redirect(address("reminder_texts", follower, step))


@require_POST
def standard(request: PersonRequest, round_code: str, step: str) -> HttpResponse:
    """Back to the standard text."""
    follower, chosen = manager_or_403(request, round_code), _step_or_404(step)
    try:
        restore_texts(survey_round=follower.survey_round, step=chosen, user=request.user, now=timezone.now())
    except ReminderRefused as refused:
        messages.error(request, refused_text(refused))
    else:
        messages.success(request, _("The standard text stands again."))
    return redirect(address("reminder_texts", follower, step))


def _step_or_404(step: str) -> Step:
    if step not in DAYS_BEFORE:
        raise Http404
    return Step(step)


def _page(
    request: PersonRequest,
    follower: Follower,
    step: Step,
    form: ReminderForm | None = None,
    *,
    overtaken: bool = False,
) -> HttpResponse:
    """A refused form keeps what was typed; one that others have overtaken is beside what stands now."""
    text = automatic_text(follower.survey_round, step)
    example = one_of(concerned(follower.survey_round, step))
    written = writing(request, form or unsent(text.texts, text.texts.digest), example)
    way = frame(follower, reminders_crumb(follower), (str(step.label), ""))
    status = 422 if form and form.errors else 200
    shown = form["shown"].value() if form and not overtaken else text.texts.digest
    context = way | {"step": step, "text": text, "shown": shown, "overtaken": overtaken} | written
    return render(request, "reports/reminder_texts.html", context, status=status)

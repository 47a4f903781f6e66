"""Making the results of a round known, and taking them back. Steps for EGA's managers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.views.access import PersonRequest
from reports.queries.adjustments import Counted, counted_in, counted_in_release
from reports.views.access import Follower, manager_or_403
from reports.views.adjusting import waiting_adjustments
from reports.views.frame import address, frame
from scoring.models import ScoringRun
from scoring.services.errors import ReleaseRefused
from scoring.services.releases import release_results, withdraw_release
from scoring.stages import results_checks
from surveys.models import Submission
from surveys.queries.round_checks import blocking
from surveys.views.rounds.checklist import lines

LONGEST = 250
REFUSALS = {
    "note_missing": gettext_noop("Say what is released, and why now. It stands beside the results."),
    "reason_missing": gettext_noop("Say why the results are taken back. It stays on record."),
    "round_not_closed": gettext_noop("The round is not closed yet, so its results could still change."),
    "nothing_scored": gettext_noop("Nothing of this round is scored yet."),
    "not_all_scored": gettext_noop("Not every response is scored yet. Wait until the workers are done."),
    "archived": gettext_noop("The round is archived, so it is only read. Bring it back first."),
    "already_withdrawn": gettext_noop("These results have been taken back already."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def releasing(request: PersonRequest, round_code: str) -> HttpResponse:
    """What a release means; a POST with a note makes one."""
    follower = manager_or_403(request, round_code)
    note = request.POST.get("note", "")
    if request.method == "POST" and not _fits(note):
        return _page(request, follower, error=_("Use at most 250 characters."), note=note, status=422)
    if request.method == "POST":
        try:
            release_results(
                survey_round=follower.survey_round, note=note, user=request.user, now=timezone.now()
            )
        except ReleaseRefused as refused:
            return _page(request, follower, error=gettext(REFUSALS[refused.code]), note=note, status=422)
        messages.success(request, _("The results are released."))
        return redirect(address("results", follower))
    return _page(request, follower)


@require_POST
def withdraw(request: PersonRequest, round_code: str, release_id: int) -> HttpResponse:
    """Take a release back, saying why."""
    follower = manager_or_403(request, round_code)
    release = follower.survey_round.releases.filter(pk=release_id).first()
    if release is None:
        raise Http404
    reason = request.POST.get("reason", "")
    if not _fits(reason):
        messages.error(request, _("Use at most 250 characters."))
        return redirect(address("releasing", follower))
    try:
        withdraw_release(release=release, reason=reason, user=request.user, now=timezone.now())
    except ReleaseRefused as refused:
        messages.error(request, gettext(REFUSALS[refused.code]))
        return redirect(address("releasing", follower))
    messages.success(request, _("The results are taken back."))
    return redirect(address("results", follower))


def releases_of(follower: Follower) -> dict[str, Any]:
    """What the results page says of releases."""
    listed = list(follower.survey_round.releases.select_related("run", "released_by", "withdrawn_by"))
    standing = next((each for each in listed if not each.withdrawn_at), None)
    adjusted = counted_in_release(standing) if standing else Counted()
    return {"releases": listed, "standing": standing, "adjusted_released": adjusted}


def _fits(text: str) -> bool:
    """Whether the database takes it: a blank one is refused elsewhere, in words of its own."""
    try:
        CharField(max_length=LONGEST, required=False).clean(text)
    except ValidationError:
        return False
    return True


def _page(request: PersonRequest, follower: Follower, *, status: int = 200, **more: Any) -> HttpResponse:
    survey_round = follower.survey_round
    way = ((_("Results"), address("results", follower)), (_("Release the results"), ""))
    checks = results_checks(survey_round)
    run = ScoringRun.objects.filter(round=survey_round, is_live=True).first()
    context = {
        "checks": lines(survey_round, checks),
        "may_release": not blocking(checks),
        "may_decide": True,
        "run": run,
        "adjusted": counted_in(run) if run else Counted(),
        "responded": Submission.objects.of_round(survey_round).responded().count(),
        **releases_of(follower),
        **waiting_adjustments(follower),
        **more,
    }
    return render(request, "reports/releasing.html", frame(follower, *way) | context, status=status)

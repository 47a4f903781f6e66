"""Deciding on one question. Each is saved on its own."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.typed import forget_typed
from agencies.views.access import PersonRequest
from reports.review_forms import DecisionForm
from reports.views.frame import address
from reports.views.reviewing.access import Reviewed, reviewed_or_404
from reports.views.reviewing.entries import ReviewSheet
from reports.views.reviewing.page import ALL, review_page
from reports.views.reviewing.refusals import refused_text
from surveys.services.errors import DecidedMeanwhile, ReviewRefused
from surveys.services.reviewing import decide as decide_on


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PersonRequest, round_code: str, agency_code: str, name: str) -> HttpResponse:
    """Save the decision, or bring it back with what is wrong; who reads this address sees the question."""
    reviewed = reviewed_or_404(request, round_code, agency_code)
    sheet = ReviewSheet(reviewed)
    if name not in sheet.names:
        raise Http404
    if request.method != "POST":
        return redirect(_question(request, reviewed, name))
    form = sheet.form(name, request.POST)
    return (
        _decide(request, reviewed, name, form) if form.is_valid() else _again(request, reviewed, name, form)
    )


def _decide(request: PersonRequest, reviewed: Reviewed, name: str, form: DecisionForm) -> HttpResponse:
    if reviewed.review is None:
        raise Http404
    try:
        decide_on(
            review=reviewed.review, question=name, user=request.user, now=timezone.now(), **form.decision()
        )
    except DecidedMeanwhile as refused:
        over = {**request.POST.dict(), "seen": str(refused.standing.number)}
        return _again(request, reviewed, name, ReviewSheet(reviewed).form(name, over), meanwhile=True)
    except ReviewRefused as refused:
        messages.error(request, refused_text(refused))
        return _again(request, reviewed, name, form)
    forget_typed(request)
    return redirect(_question(request, reviewed, name))


def _again(
    request: PersonRequest, reviewed: Reviewed, name: str, form: DecisionForm, *, meanwhile: bool = False
) -> HttpResponse:
    """With what was typed: nothing of it is saved."""
    sheet = ReviewSheet(reviewed, {name: form}, frozenset({name} if meanwhile else ()))
    status = 409 if meanwhile or not form.errors else 422
    return review_page(request, reviewed, sheet, status=status, problems=_problems(form, name), sent=name)


def _problems(form: DecisionForm, name: str) -> list[tuple[str, str]]:
    return [(f"#q-{name}", str(text)) for texts in form.errors.values() for text in texts]


def _question(request: PersonRequest, reviewed: Reviewed, name: str) -> str:
    query = f"?{ALL}" if ALL in request.GET else ""
    page = address("review", reviewed.follower, reviewed.submission.agency.code)
    return f"{page}{query}#q-{name}"

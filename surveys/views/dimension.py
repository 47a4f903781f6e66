"""Reading and sending the page of one dimension."""

from collections.abc import Collection

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from agencies.typed import forget_typed, kept_typed
from agencies.views.access import PersonRequest
from surveys.forms.names import NEXT, VERSION
from surveys.forms.page import AnswersForm
from surveys.forms.standing import Troubles
from surveys.queries.submissions import Access
from surveys.services.answers import save_answers
from surveys.services.errors import NotEditable
from surveys.services.presence import note_presence
from surveys.views.access import is_page_of_other, submission_or_404
from surveys.views.addresses import address
from surveys.views.declarations import settle_declarations
from surveys.views.dimension_page import DimensionPage
from surveys.views.page_files import change_files, sent_question
from surveys.views.rescued import forget_rescued


@require_http_methods(["GET", "HEAD", "POST"])
def dimension(request: PersonRequest, round_code: str, agency_code: str, code: str) -> HttpResponse:
    """The questions of one dimension; sent whole by browsers without script."""
    access = Access.EDIT if request.method == "POST" else Access.READ
    submission = submission_or_404(request, round_code, agency_code, access)
    page = DimensionPage.open(request, submission, code)
    return _save(page) if request.method == "POST" else _show(page)


def _show(page: DimensionPage) -> HttpResponse:
    """With what the reader typed before the session ended, if they did: it is not saved yet."""
    if page.may_edit:
        note_presence(
            submission=page.submission, dimension=page.node.code, user=page.request.user, now=page.now
        )
    typed = kept_typed(page.request)
    form = page.form(typed and settle_declarations(page, typed))
    if typed and not form.unsaved_names():
        forget_typed(page.request)
        form = page.form()
    return page.render(form)


def _save(page: DimensionPage) -> HttpResponse:
    sent = settle_declarations(page, page.request.POST)
    form = page.form(sent)
    if is_page_of_other(page.request):
        return page.render(form, refused="other_person", status=409)
    try:
        troubles = _keep(page, form)
    except NotEditable as refused:
        return page.render(form, refused=refused.code, status=409)
    _forget_settled(page, unsettled=form.errors.keys() | troubles.conflicts.keys())
    if form.errors or troubles.conflicts or troubles.uploads:
        page.submission.refresh_from_db()
        again = DimensionPage.open(page.request, page.submission, page.node.code)
        return again.render(again.form(sent), troubles=troubles, status=422)
    return redirect(_where_to(page))


def _keep(page: DimensionPage, form: AnswersForm) -> Troubles:
    """Save what can be saved; every question by itself."""
    result = save_answers(
        submission=page.submission,
        values=form.answers(),
        versions=form.versions(),
        user=page.request.user,
        now=page.now,
    )
    return Troubles(result.conflicts, change_files(page.request, page.submission, page.now))


def _forget_settled(page: DimensionPage, *, unsettled: Collection[str]) -> None:
    """What was sent and stands now, or was given up, need not be brought back any more."""
    sent = {key.removeprefix(VERSION) for key in page.request.POST if key.startswith(VERSION)}
    forget_rescued(page.request, page.submission, page.node.code, sent.difference(unsettled))


def _where_to(page: DimensionPage) -> str:
    if NEXT not in page.request.POST:
        question = sent_question(page.request)
        anchor = f"#q-{question}" if question else ""
        return address("dimension", page.submission, page.node.code) + anchor
    following = page.next_code()
    if following is None:
        return address("review", page.submission)
    return address("dimension", page.submission, following)

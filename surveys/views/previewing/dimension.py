"""Reading and sending the page of one dimension of a preview."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from agencies.typed import forget_typed, kept_typed
from agencies.views.access import PersonRequest
from surveys.forms.names import NEXT
from surveys.services.previews import save_preview
from surveys.views.access import is_page_of_other
from surveys.views.addresses import address
from surveys.views.declarations import settle_declarations
from surveys.views.page_files import sent_question
from surveys.views.previewing.page import PreviewPage
from surveys.views.previewing.scratch import Scratch


@require_http_methods(["GET", "HEAD", "POST"])
def dimension(request: PersonRequest, number: int, audience: str, code: str) -> HttpResponse:
    """The questions of one dimension; sent whole by browsers without script."""
    page = PreviewPage.of(request, Scratch.open(request, number, audience), code)
    return _save(page) if request.method == "POST" else _show(page)


def _show(page: PreviewPage) -> HttpResponse:
    typed = kept_typed(page.request)
    form = page.form(typed and settle_declarations(page, typed))
    if typed and not form.unsaved_names():
        forget_typed(page.request)
        form = page.form()
    return page.render(form)


def _save(page: PreviewPage) -> HttpResponse:
    sent = settle_declarations(page, page.request.POST)
    form = page.form(sent)
    if is_page_of_other(page.request):
        return page.render(form, refused="other_person", status=409)
    preview = save_preview(
        version=page.scratch.version,
        audience=page.sheet.audience,
        values=form.answers(),
        user=page.request.user,
        now=page.now,
    )
    if form.errors:
        scratch = Scratch.of(preview, page.scratch.version)
        again = PreviewPage.of(page.request, scratch, page.node.code)
        return again.render(again.form(sent), status=422)
    forget_typed(page.request)
    return redirect(_where_to(page))


def _where_to(page: PreviewPage) -> str:
    if NEXT not in page.request.POST:
        question = sent_question(page.request)
        anchor = f"#q-{question}" if question else ""
        return address("dimension", page.submission, page.node.code) + anchor
    following = page.next_code()
    if following is None:
        return address("review", page.submission)
    return address("dimension", page.submission, following)

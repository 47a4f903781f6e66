"""Files beside an answer: attached, fetched and taken away one at a time."""

import datetime as dt
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.views.access import PersonRequest
from surveys.forms.saved_words import saved_words
from surveys.models import EvidenceFile, Submission
from surveys.queries.answers import count_saves
from surveys.queries.submissions import Access
from surveys.questionnaire.model import Question
from surveys.services.errors import EvidenceRefused, NotEditable, Refused
from surveys.services.evidence import attach, take_back
from surveys.views.access import is_page_of_other, submission_or_404
from surveys.views.answer import question_or_404
from surveys.views.refusals import refused_text
from surveys.views.replies import consequences, refusal, saved_at_words
from surveys.views.sheet import Sheet


@require_POST
def upload(request: PersonRequest, round_code: str, agency_code: str, name: str) -> HttpResponse:
    """Attach the file `file`: 200 with the files as they stand now, 422 with `error`, 409 with `refused`."""
    submission = submission_or_404(request, round_code, agency_code, Access.EDIT)
    question = question_or_404(submission, name)
    if is_page_of_other(request):
        return refusal("other_person")
    if "file" not in request.FILES:
        return _refusal(EvidenceRefused("evidence_empty"))
    file = request.FILES.getlist("file")[0]
    now = timezone.now()
    try:
        attach(submission=submission, question=name, upload=file, user=request.user, now=now)
    except (EvidenceRefused, NotEditable) as refused:
        return _refusal(refused)
    return JsonResponse(_files(submission, question, now))


@require_POST
def remove(request: PersonRequest, round_code: str, agency_code: str, number: int) -> HttpResponse:
    """Take the file away: 200 with the files as they stand now, 409 with `refused`."""
    submission = submission_or_404(request, round_code, agency_code, Access.EDIT)
    evidence = _evidence_or_404(submission, number)
    if is_page_of_other(request):
        return refusal("other_person")
    now = timezone.now()
    try:
        take_back(evidence=evidence, user=request.user, now=now)
    except NotEditable as refused:
        return _refusal(refused)
    return JsonResponse(_files(submission, question_or_404(submission, evidence.question), now))


@require_safe
def download(request: PersonRequest, round_code: str, agency_code: str, number: int) -> FileResponse:
    """The file, never shown in the browser: it came from outside."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    evidence = _evidence_or_404(submission, number)
    response = FileResponse(
        evidence.file.open("rb"),
        as_attachment=True,
        filename=evidence.name,
        content_type=evidence.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _evidence_or_404(submission: Submission, number: int) -> EvidenceFile:
    found = submission.evidence.present().filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _refusal(refused: Refused) -> HttpResponse:
    if isinstance(refused, NotEditable):
        return refusal(refused.code)
    return JsonResponse({"error": refused_text(refused)}, status=422)


def _files(submission: Submission, question: Question, now: dt.datetime) -> dict[str, Any]:
    sheet = Sheet.of(submission)
    files = sheet.standing(question).evidence
    context = {"submission": submission, "may_edit": True, "files": files}
    html = render_to_string("surveys/questions/files.html", context)
    saves = count_saves(sheet.answers)
    return consequences(submission, question, sheet.values, sheet.review, saves) | {
        "files": html,
        "saved_at": saved_at_words(now),
        "saved": saved_words(sheet.answers.get(question.name), files),
    }

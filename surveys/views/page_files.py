"""Files that come and go with a page that is sent whole."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from agencies.views.access import PersonRequest
from surveys.forms.names import CHOOSE, CLEAR, DROP_FILE, FILES, REMOVE_ROW, STAY
from surveys.models import Submission
from surveys.services.errors import EvidenceRefused, NotEditable
from surveys.services.evidence import attach, take_back
from surveys.views.refusals import refused_text

LONGEST_KEY = 18  # digits of a number of evidence


def change_files(request: PersonRequest, submission: Submission, now: dt.datetime) -> dict[str, list[str]]:
    """Take away the file whose button was pressed, and attach those sent; question → what was refused."""
    refusals: dict[str, list[str]] = defaultdict(list)
    for question, text in chain(_drop(request, submission, now), _take(request, submission, now)):
        refusals[question].append(text)
    return dict(refusals)


def sent_question(request: PersonRequest) -> str:
    """The question whose own button sent the page, else nothing."""
    for key in request.POST:
        for prefix in (CLEAR, CHOOSE, REMOVE_ROW):
            if key.startswith(prefix):
                return key.removeprefix(prefix).split("__")[0]
    return request.POST.get(STAY, "")


def _drop(request: PersonRequest, submission: Submission, now: dt.datetime) -> Iterator[tuple[str, str]]:
    number = request.POST.get(DROP_FILE, "")
    if not number.isdecimal() or len(number) > LONGEST_KEY:
        return
    for evidence in submission.evidence.present().filter(pk=int(number)):
        try:
            take_back(evidence=evidence, user=request.user, now=now)
        except NotEditable as refused:
            yield evidence.question, _too_late(evidence.name, refused)


def _take(request: PersonRequest, submission: Submission, now: dt.datetime) -> Iterator[tuple[str, str]]:
    for name, uploads in request.FILES.lists():
        if name.startswith(FILES):
            question = name.removeprefix(FILES)
            texts = (_attach(request, submission, question, upload, now) for upload in uploads)
            yield from ((question, text) for text in texts if text)


def _attach(
    request: PersonRequest, submission: Submission, question: str, upload: UploadedFile, now: dt.datetime
) -> str:
    try:
        attach(submission=submission, question=question, upload=upload, user=request.user, now=now)
    except EvidenceRefused as refused:
        return f"{upload.name}: {refused_text(refused)}"
    except NotEditable as refused:
        return _too_late(upload.name or "", refused)
    return ""


def _too_late(file: str, refused: NotEditable) -> str:
    """The answers of the same page came in time."""
    text = _(
        "%(file)s: not changed any more, while the answers that are not listed here were saved. %(reason)s"
    )
    return text % {"file": file, "reason": refused_text(refused)}

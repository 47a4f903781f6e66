"""Files that come and go with a page that is sent whole."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile

from surveys.forms.names import CHOOSE, CLEAR, DROP_FILE, FILES, REMOVE_ROW, STAY
from surveys.models import Submission
from surveys.services.errors import EvidenceRefused
from surveys.services.evidence import attach, take_back
from surveys.views.access import PersonRequest
from surveys.views.refusals import refused_text

LONGEST_KEY = 18  # digits of a number of evidence


def take_files(request: PersonRequest, submission: Submission, now: dt.datetime) -> dict[str, list[str]]:
    """Attach the files that were sent; question → why some were not attached."""
    refusals: dict[str, list[str]] = {}
    for name, uploads in request.FILES.lists():
        if name.startswith(FILES):
            question = name.removeprefix(FILES)
            texts = [_attach(request, submission, question, upload, now) for upload in uploads]
            refusals[question] = [text for text in texts if text]
    return {question: texts for question, texts in refusals.items() if texts}


def drop_file(request: PersonRequest, submission: Submission, now: dt.datetime) -> None:
    """Take the file away whose button was pressed, if one was."""
    number = request.POST.get(DROP_FILE, "")
    if number.isdecimal() and len(number) <= LONGEST_KEY:
        for evidence in submission.evidence.present().filter(pk=int(number)):
            take_back(evidence=evidence, user=request.user, now=now)


def sent_question(request: PersonRequest) -> str:
    """The question whose own button sent the page, else nothing."""
    for key in request.POST:
        for prefix in (CLEAR, CHOOSE, REMOVE_ROW):
            if key.startswith(prefix):
                return key.removeprefix(prefix).split("__")[0]
    return request.POST.get(STAY, "")


def _attach(
    request: PersonRequest, submission: Submission, question: str, upload: UploadedFile, now: dt.datetime
) -> str:
    try:
        attach(submission=submission, question=question, upload=upload, user=request.user, now=now)
    except EvidenceRefused as refused:
        return f"{upload.name}: {refused_text(refused)}"
    return ""

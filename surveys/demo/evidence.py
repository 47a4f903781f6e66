"""A small file that stands for evidence."""

import datetime as dt
import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.models import User
from surveys.models import EvidenceFile, Submission

NAME, CONTENT_TYPE = "หลักฐานตัวอย่าง.pdf", "application/pdf"

_PAGE = b"BT /F1 18 Tf 72 720 Td (Demonstration evidence, not a real document) Tj ET"
_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
    b"<< /Length %d >>\nstream\n%b\nendstream" % (len(_PAGE), _PAGE),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    b"<< /Font << /F1 5 0 R >> >>",
)


def demonstration_file() -> SimpleUploadedFile:
    """A one-page PDF that says what it is."""
    return SimpleUploadedFile(NAME, _pdf(), content_type=CONTENT_TYPE)


class SharedFile:
    """The same PDF, kept once and shown as evidence of many answers."""

    def __init__(self) -> None:
        content = _pdf()
        self._size, self._sha256 = len(content), hashlib.sha256(content).hexdigest()
        self._path = f"evidence/demonstration/{self._sha256}"
        if not default_storage.exists(self._path):
            default_storage.save(self._path, ContentFile(content))

    def beside(self, submission: Submission, question: str, user: User, now: dt.datetime) -> EvidenceFile:
        """The file as evidence of the question, as if it had been attached; not saved yet."""
        return EvidenceFile(
            submission=submission,
            question=question,
            file=self._path,
            name=NAME,
            content_type=CONTENT_TYPE,
            size=self._size,
            sha256=self._sha256,
            uploaded_by=user,
            uploaded_at=now,
        )


def _pdf() -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(_OBJECTS, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(_OBJECTS) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(body))
    )

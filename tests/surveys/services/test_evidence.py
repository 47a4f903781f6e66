import datetime as dt
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from agencies.models import User
from surveys.models import EvidenceFile, Submission
from surveys.queries.answers import evidence_counts
from surveys.services.errors import EvidenceRefused, NotEditable
from surveys.services.evidence import MOST_FILES, attach, take_back
from tests.rounds import DURING, complete_and_submit

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de")
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 504
PROGRAM = b"MZ\x90\x00" + b"\x00" * 100
TYPES = "[Content_Types].xml"
MACROS = '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
LATER = DURING + dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def package(*names: str, types: str | bytes = "<x/>") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, types if name == TYPES else "<x/>")
    return file.getvalue()


WORD = package(TYPES, "word/document.xml")


def add(
    submission: Submission, user: User, name: str, content: bytes, question: str = "plan"
) -> EvidenceFile:
    upload = SimpleUploadedFile(name, content)
    return attach(submission=submission, question=question, upload=upload, user=user, now=DURING)


def id_of(value: object) -> str | None:
    """Names the case the same in every process: a package holds the time at which it was made."""
    return f"{len(value)} bytes" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    "name, content, content_type",
    [
        ("แผนดิจิทัล.pdf", PDF, "application/pdf"),
        ("ภาพ.PNG", PNG, "image/png"),
        (
            "plan.docx",
            package("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
    ids=id_of,
)
def test_evidence_is_kept_byte_for_byte(
    submission: Submission, officer: User, name: str, content: bytes, content_type: str
) -> None:
    evidence = add(submission, officer, name, content)

    evidence.refresh_from_db()
    assert (evidence.name, evidence.size, evidence.content_type) == (name, len(content), content_type)
    assert evidence.sha256 == hashlib.sha256(content).hexdigest()
    assert Path(evidence.file.path).read_bytes() == content


@pytest.mark.parametrize(
    "name, content, question, code",
    [
        ("empty.pdf", b"", "plan", "evidence_empty"),
        ("plan.exe", PROGRAM, "plan", "evidence_kind"),
        ("แผน.DOC", OLD_WORD, "plan", "evidence_old_office"),
        ("plan.xls", OLD_WORD, "plan", "evidence_old_office"),
        ("plan.ppt", WORD, "plan", "evidence_old_office"),
        ("plan.docx", OLD_WORD, "plan", "evidence_content"),
        ("plan.docm", WORD, "plan", "evidence_kind"),
        ("plan.pdf", PROGRAM, "plan", "evidence_content"),
        ("plan.pdf", package("word/document.xml"), "plan", "evidence_content"),
        ("plan.docx", package("xl/workbook.xml"), "plan", "evidence_content"),
        ("plan.docx", package("word/document.xml", "word/vbaProject.bin"), "plan", "evidence_content"),
        ("plan.docx", b"MZ" + WORD, "plan", "evidence_content"),
        ("plan.docx", b"<html><script></script>" + WORD, "plan", "evidence_content"),
        ("plan.docx", package("word/document.xml"), "plan", "evidence_content"),
        ("plan.docx", package("word/document.xml", TYPES, types=MACROS), "plan", "evidence_content"),
        (
            "plan.docx",
            package("word/document.xml", TYPES, types=MACROS.encode("utf-16")),
            "plan",
            "evidence_content",
        ),
        ("plan.docx", WORD[:40], "plan", "evidence_content"),
        ("plan", PDF, "plan", "evidence_kind"),
        ("pdf", PDF, "plan", "evidence_kind"),
        ("page.html", b"<script>alert(1)</script>", "plan", "evidence_kind"),
        ("plan.pdf", PDF, "remark", "evidence_not_asked"),
        ("plan.pdf", PDF, "nonsense", "evidence_not_asked"),
    ],
    ids=id_of,
)
def test_what_is_no_evidence(
    submission: Submission, officer: User, name: str, content: bytes, question: str, code: str
) -> None:
    with pytest.raises(EvidenceRefused, match=code):
        add(submission, officer, name, content, question)

    assert not EvidenceFile.objects.exists()


def test_a_file_may_be_as_large_as_the_limit(
    submission: Submission, officer: User, settings: Settings
) -> None:
    settings.EVIDENCE_MAX_BYTES = len(PDF)
    add(submission, officer, "plan.pdf", PDF)

    with pytest.raises(EvidenceRefused, match="evidence_too_large"):
        add(submission, officer, "plan.pdf", PDF + b"\n")


def test_the_same_file_counts_once_but_may_come_back(submission: Submission, officer: User) -> None:
    evidence = add(submission, officer, "plan.pdf", PDF)
    with pytest.raises(EvidenceRefused, match="evidence_twice"):
        add(submission, officer, "copy.pdf", PDF)

    take_back(evidence=evidence, user=officer, now=LATER)
    again = add(submission, officer, "copy.pdf", PDF)

    evidence.refresh_from_db()
    assert (evidence.removed_by, evidence.removed_at) == (officer, LATER)
    assert Path(evidence.file.path).read_bytes() == PDF
    assert evidence_counts(submission) == {"plan": 1}
    assert list(submission.evidence.present()) == [again]


def test_a_question_takes_so_many_files(submission: Submission, officer: User) -> None:
    for number in range(MOST_FILES):
        add(submission, officer, f"{number}.pdf", PDF + str(number).encode())

    with pytest.raises(EvidenceRefused, match="evidence_too_many"):
        add(submission, officer, "more.pdf", PDF)


def test_names_cannot_leave_their_place(submission: Submission, officer: User) -> None:
    evidence = add(submission, officer, "..\\..\\etc/\x00pass\nwd.pdf", PDF)

    assert evidence.name == "passwd.pdf"
    assert evidence.file.name == f"evidence/{submission.pk}/{evidence.sha256}"


def test_a_submitted_questionnaire_takes_and_loses_no_evidence(submission: Submission, officer: User) -> None:
    evidence = add(submission, officer, "plan.pdf", PDF)
    complete_and_submit(submission, officer)

    with pytest.raises(NotEditable):
        add(submission, officer, "more.pdf", PDF + b"\n")
    with pytest.raises(NotEditable):
        take_back(evidence=evidence, user=officer, now=LATER)
    assert evidence_counts(submission) == {"plan": 1}

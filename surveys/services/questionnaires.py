"""Bringing a questionnaire workbook in."""

import datetime as dt
import hashlib
import io
from dataclasses import asdict
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record as audit
from portal.filenames import one_line_name
from surveys.models import QuestionnaireVersion, RefusedWorkbook
from surveys.questionnaire.compiler import compile_workbook, former_names
from surveys.questionnaire.document import canonical_json, sha256_of, to_document
from surveys.questionnaire.problems import Problem, WorkbookError
from surveys.questionnaire.reader import Sheets, read_workbook
from surveys.services.office_files import is_office_file

LONGEST_NAME: Final = 250
MOST_KEPT: Final = 2_000
"""So many mistakes are kept to be shown; the others are only counted."""


@transaction.atomic
def load_questionnaire(
    *, sheets: Sheets, source_name: str, user: User | None, now: dt.datetime, content: bytes = b""
) -> tuple[QuestionnaireVersion, bool]:
    """The version that this workbook compiles to, and whether it is new; `content` is the uploaded file.

    `user` is None where a command loads it.

    Raises `surveys.questionnaire.problems.WorkbookError` with every mistake, and keeps nothing then.
    """
    questionnaire = compile_workbook(sheets)
    document = canonical_json(to_document(questionnaire))
    version, is_new = QuestionnaireVersion.objects.get_or_create(
        sha256=sha256_of(document),
        defaults={
            "title_th": questionnaire.title.th,
            "title_en": questionnaire.title.en,
            "document": document,
            "source_name": source_name[:LONGEST_NAME],
            "loaded_by": user,
            "loaded_at": now,
            "former_names": former_names(sheets),
        },
    )
    if is_new:
        _keep_file(version, content)
        _write_down(version)
    return version, is_new


def receive_workbook(
    *, upload: UploadedFile, user: User, now: dt.datetime
) -> tuple[QuestionnaireVersion, bool] | RefusedWorkbook:
    """Load an uploaded .xlsx as `load_questionnaire` does; or keep what is wrong with it, to be read."""
    name = one_line_name(upload.name or "", LONGEST_NAME)
    try:
        content = _checked(upload, name)
        loaded = load_questionnaire(
            sheets=read_workbook(content, name), source_name=name, user=user, now=now, content=content
        )
    except WorkbookError as error:
        return _refuse(name, error, user, now)
    RefusedWorkbook.objects.filter(user=user).delete()
    return loaded


def _checked(upload: UploadedFile, name: str) -> bytes:
    """The content of a file of a bearable size without macros; the reader judges the rest."""
    if (upload.size or 0) > settings.QUESTIONNAIRE_MAX_BYTES:
        limit = settings.QUESTIONNAIRE_MAX_BYTES // 2**20
        raise WorkbookError([Problem(name, 0, "", "upload_too_large", {"limit": limit})])
    content: bytes = upload.read()
    if content.startswith(b"PK") and not is_office_file(io.BytesIO(content), "xl/workbook.xml"):
        raise WorkbookError([Problem(name, 0, "", _code_of(content))])
    return content


def _code_of(content: bytes) -> str:
    """A package that is no plain workbook holds macros, or is something else."""
    return "macros" if b"vbaProject.bin" in content else "not_a_workbook"


def _write_down(version: QuestionnaireVersion) -> None:
    """Who decided to load it; what a command loads was nobody’s decision in the portal."""
    if version.loaded_by is not None:
        audit(
            action=Action.QUESTIONNAIRE_LOADED,
            code=version.sha256,
            user=version.loaded_by,
            now=version.loaded_at,
            after={"workbook": version.source_name, "file_sha256": version.file_sha256},
        )


def _keep_file(version: QuestionnaireVersion, content: bytes) -> None:
    if content:
        version.file_sha256 = hashlib.sha256(content).hexdigest()
        version.file_size = len(content)
        version.file.save(version.file_sha256, ContentFile(content), save=False)
        version.save(update_fields=["file", "file_sha256", "file_size"])


def _refuse(name: str, error: WorkbookError, user: User, now: dt.datetime) -> RefusedWorkbook:
    refused, _new = RefusedWorkbook.objects.update_or_create(
        user=user,
        defaults={
            "source_name": name or "?",
            "problems": [_as_data(problem) for problem in error.problems[:MOST_KEPT]],
            "total": len(error.problems),
            "refused_at": now,
        },
    )
    return refused


def _as_data(problem: Problem) -> dict[str, Any]:
    """The problem as JSON can hold it: exact numbers as they are written in its sentence."""
    params = {name: value if isinstance(value, int) else str(value) for name, value in problem.params.items()}
    return asdict(problem) | {"params": params}

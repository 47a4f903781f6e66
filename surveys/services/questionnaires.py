"""Bringing a questionnaire workbook in."""

import datetime as dt

from agencies.models import User
from surveys.models import QuestionnaireVersion
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.document import canonical_json, sha256_of, to_document
from surveys.questionnaire.reader import Sheets


def load_questionnaire(
    *, sheets: Sheets, source_name: str, user: User | None, now: dt.datetime
) -> tuple[QuestionnaireVersion, bool]:
    """The version that this workbook compiles to, and whether it is new.

    Raises `surveys.questionnaire.problems.WorkbookError` with every mistake, and keeps nothing then.
    """
    questionnaire = compile_workbook(sheets)
    document = canonical_json(to_document(questionnaire))
    return QuestionnaireVersion.objects.get_or_create(
        sha256=sha256_of(document),
        defaults={
            "title_th": questionnaire.title.th,
            "title_en": questionnaire.title.en,
            "document": document,
            "source_name": source_name,
            "loaded_by": user,
            "loaded_at": now,
        },
    )

"""A workbook of a round, built and read back with the library that others will read it with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import translation
from openpyxl import load_workbook

from agencies.models import Agency, User
from reports.models import WorkbookExport
from reports.workbooks.building import build
from reports.workbooks.material import Material
from scoring.models import ScoringRun
from scoring.queries import scored_by
from scoring.services.scorecards import score_version
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of
from tests.reports.making import sign, submission_of
from tests.rounds import DURING

Kind = WorkbookExport.Kind


class Noted:
    """Notes what the builder says of its progress."""

    def __init__(self) -> None:
        self.expected = self.rows = self.looks = 0

    def expect(self, rows: int) -> None:
        self.expected = rows

    def row(self) -> None:
        self.rows += 1

    def look_up(self) -> None:
        self.looks += 1


def material_of(
    survey_round: Round, user: User, language: str = "en", kind: Kind = Kind.EVERYTHING, **more: Any
) -> Material:
    live = ScoringRun.objects.filter(round=survey_round, is_live=True).first()
    given: dict[str, Any] = {"agencies": Agency.objects.all(), "run": live} | more
    return Material(
        survey_round=survey_round,
        questionnaire=questionnaire_of(survey_round),
        scored_by=scored_by(survey_round),
        language=language,
        asked_by=user,
        now=DURING,
        kind=kind,
        **given,
    )


def answered_round(survey_round: Round, officer: User, *agencies: Agency) -> Round:
    """These agencies are signed and scored by the engine."""
    for agency in agencies:
        score_version(version_id=sign(submission_of(survey_round, agency), officer).pk, now=DURING)
    return survey_round


def built(
    path: Path,
    survey_round: Round,
    user: User,
    language: str = "en",
    kind: Kind = Kind.EVERYTHING,
    **more: Any,
) -> Any:
    with translation.override(language):
        material = material_of(survey_round, user, language, kind, **more)
        build(path / "workbook.xlsx", material, Noted())
    return load_workbook(path / "workbook.xlsx")


def rows(book: Any, title: str) -> list[tuple[Any, ...]]:
    """All below the banner."""
    return list(book[title].iter_rows(min_row=2, values_only=True))


def named(book: Any, title: str, *columns: str, head: int = 1) -> Sequence[tuple[Any, ...]]:
    """The cells of these columns, by the name in row `head` below the banner, of every row under it."""
    names, *below = rows(book, title)[head - 1 :]
    return [tuple(row[names.index(column)] for column in columns) for row in below]

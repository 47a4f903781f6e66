"""What differs between two versions. For EGA's staff."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from surveys.forms.questionnaires import KindForm
from surveys.models import QuestionnaireVersion, Round
from surveys.queries.crosswalks import Names, changes_between, names_between
from surveys.queries.questionnaires import questionnaire_of, questionnaire_with_hash
from surveys.queries.versions import version_to_compare_with, versions
from surveys.questionnaire.differences import Change
from surveys.questionnaire.orphans import changed_nodes
from surveys.questionnaire.writing import Table, xlsx_bytes
from surveys.views.questionnaires.access import (
    as_download,
    frame,
    round_named,
    version_numbered,
    version_or_404,
)
from surveys.views.questionnaires.difference_lines import (
    difference_line,
    kind_counts,
    table_headings,
    table_rows,
)
from surveys.views.questionnaires.orphan_lines import orphan_lines

PER_PAGE = 50
LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the address asks for: a version, the one before, and the round whose questionnaire that is."""

    version: QuestionnaireVersion
    other: QuestionnaireVersion | None
    survey_round: Round | None
    kind: str

    @classmethod
    def of(cls, request: PersonRequest, number: int) -> "Comparison":
        """Http404 for a version or round that there is not."""
        version = version_or_404(request, number)
        survey_round = round_named(request.GET.get("round", ""))
        other = _numbered(request.GET.get("from", "")) or version_to_compare_with(version, survey_round)
        if other is not None and other.pk == version.pk:
            other = None
        return cls(version, other, survey_round, KindForm(request.GET).chosen())

    def chosen(self, changes: tuple[Change, ...]) -> list[Change]:
        """Those of the kind that the address asks for."""
        return [change for change in changes if self.kind in ("", change.kind)]


@require_safe
def differences(request: PersonRequest, number: int) -> HttpResponse:
    """A table with both sides, all or of one kind; with a round, what its answers would lose."""
    asked = Comparison.of(request, number)
    context = frame(request.user, asked.version, (_("Differences"), "")) | {
        "others": versions().exclude(pk=asked.version.pk),
        "other": asked.other,
        "survey_round": asked.survey_round,
        "kind": asked.kind,
        "may_decide": is_manager(request.user),
    }
    if asked.other is not None:
        names = names_between(asked.other, asked.version)
        context |= _compared(request, asked, asked.other, names)
    if asked.survey_round is not None and asked.other is not None:
        context |= _of_round(asked.survey_round, asked.version)
    return render(request, "surveys/questionnaires/differences.html", context)


@require_safe
def download(request: PersonRequest, number: int) -> HttpResponse:
    """The same as a workbook."""
    asked = Comparison.of(request, number)
    if asked.other is None:
        raise Http404
    changes = changes_between(asked.other, asked.version, names_between(asked.other, asked.version))
    rows = list(table_rows(map(difference_line, asked.chosen(changes))))
    table = Table(_("Differences"), table_headings(), rows)
    return as_download(xlsx_bytes([table]), f"differences-{asked.other.pk}-{asked.version.pk}.xlsx")


def _compared(
    request: PersonRequest, asked: Comparison, other: QuestionnaireVersion, names: Names
) -> dict[str, Any]:
    changes = changes_between(other, asked.version, names)
    page = Paginator(asked.chosen(changes), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "names": names,
        "total": len(changes),
        "counts": kind_counts(changes),
        "page": page,
        "lines": [difference_line(change) for change in page],
    }


def _of_round(survey_round: Round, version: QuestionnaireVersion) -> dict[str, Any]:
    new = questionnaire_with_hash(version.sha256)
    asked = questionnaire_of(survey_round) if survey_round.questionnaire_id else new
    return {
        "lost": orphan_lines(survey_round, version),
        "moved_nodes": changed_nodes(asked, new),
        "is_preparing": survey_round.state == Round.State.PREPARING,
    }


def _numbered(text: str) -> QuestionnaireVersion | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise Http404
    return version_numbered(int(text))

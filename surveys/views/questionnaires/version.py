"""One version of the questionnaire: what it is, which rounds ask it, what can be done with it."""

from dataclasses import dataclass

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.models.agency import AUDIENCE_CHOICES
from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from surveys.models import QuestionnaireVersion, Round
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.queries.versions import rounds_not_asking, version_to_compare_with
from surveys.questionnaire.model import Audience, Questionnaire
from surveys.questionnaire.writing import workbook_of, xlsx_bytes
from surveys.views.questionnaires.access import XLSX, as_download, frame, version_or_404


@dataclass(frozen=True, slots=True)
class Level:
    """What one level is asked: questions, indicators and dimensions, in numbers."""

    audience: str
    name: str
    dimensions: int
    indicators: int
    questions: int


@require_safe
def version(request: PersonRequest, number: int) -> HttpResponse:
    """Facts, rounds, and the ways on."""
    found = version_or_404(request, number)
    questionnaire = questionnaire_with_hash(found.sha256)
    others = list(rounds_not_asking(found))
    context = frame(request.user, found) | {
        "questionnaire": questionnaire,
        "levels": [_level(questionnaire, Audience(code), str(name)) for code, name in AUDIENCE_CHOICES],
        "preparing": [each for each in others if each.state == Round.State.PREPARING],
        "running": [each for each in others if each.state != Round.State.PREPARING],
        "other": version_to_compare_with(found, None),
        "may_decide": is_manager(request.user),
    }
    return render(request, "surveys/questionnaires/version.html", context)


@require_safe
def download(request: PersonRequest, number: int) -> HttpResponseBase:
    """The workbook: as it was uploaded, or written anew where the version came without a file."""
    found = version_or_404(request, number)
    if found.file:
        return FileResponse(
            found.file.open("rb"), as_attachment=True, filename=found.source_name, content_type=XLSX
        )
    tables = workbook_of(questionnaire_with_hash(found.sha256), found.former_names)
    return as_download(xlsx_bytes(tables), _file_name(found))


def _file_name(found: QuestionnaireVersion) -> str:
    questionnaire = questionnaire_with_hash(found.sha256)
    return f"{questionnaire.form_id}-{questionnaire.version}-{found.sha256[:8]}.xlsx"


def _level(questionnaire: Questionnaire, audience: Audience, name: str) -> Level:
    dimensions = questionnaire.dimensions_for(audience)
    return Level(
        audience=audience.value,
        name=name,
        dimensions=len(dimensions),
        indicators=sum(len(questionnaire.children_for(each.code, audience)) for each in dimensions),
        questions=sum(each.kind.is_asked for each in questionnaire.questions_for(audience)),
    )

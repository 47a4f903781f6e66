"""Which question of one version is which of another, confirmed by a manager."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.permissions import is_manager
from agencies.typed import forget_typed, kept_typed
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403
from surveys.forms.questionnaires import CODE, NOTE, CrosswalkForm
from surveys.forms.words import words
from surveys.models import QuestionnaireVersion
from surveys.queries.crosswalks import Names, names_between
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.differences import Why
from surveys.questionnaire.model import Question
from surveys.services.crosswalks import save_crosswalk
from surveys.services.errors import CrosswalkChanged
from surveys.views.questionnaires.access import address, frame, name_of, version_numbered, version_or_404
from surveys.views.questionnaires.refusals import refused_text


@dataclass(frozen=True, slots=True)
class CrosswalkLine:
    """A question of the newer version with its two fields.

    `standing` is the code that is saved, where it is another than the one typed; `why` what a proposal says.
    """

    name: str
    label: str
    code: BoundField
    note: BoundField
    why: str
    standing: str | None


@require_http_methods(["GET", "HEAD", "POST"])
def crosswalk(request: PersonRequest, number: int, before: int) -> HttpResponse:
    """The table; a POST saves it."""
    version = version_or_404(request, number)
    if request.method == "POST":
        manager_or_403(request)
    older = version_numbered(before)
    if older.pk == version.pk:
        raise Http404
    names = names_between(older, version)
    if request.method != "POST":
        return _page(request, older, version, names, _form(older, version, names, kept_typed(request)))
    form = _form(older, version, names, request.POST)
    return _save(request, older, version, names, form)


def _save(
    request: PersonRequest,
    older: QuestionnaireVersion,
    version: QuestionnaireVersion,
    names: Names,
    form: CrosswalkForm,
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, older, version, names, form, status=422)
    try:
        save_crosswalk(
            before=older,
            after=version,
            matches=form.matches(),
            saves_seen=form.cleaned_data["saves"],
            user=request.user,
            now=timezone.now(),
        )
    except CrosswalkChanged as refused:
        return _after_others(request, older, version, refused_text(refused))
    forget_typed(request)
    messages.success(request, _("The table is saved, and the differences follow it."))
    return redirect(f"{address('questionnaire_differences', version)}?from={older.pk}")


def _after_others(
    request: PersonRequest, older: QuestionnaireVersion, version: QuestionnaireVersion, text: str
) -> HttpResponse:
    """What was typed, beside what was saved meanwhile, over which the next press of the button saves."""
    names = names_between(older, version)
    typed = request.POST.copy()
    typed["saves"] = str(names.saved.saves if names.saved else 0)
    form = _form(older, version, names, typed)
    return _page(request, older, version, names, form, status=409, refused=text)


def _form(
    older: QuestionnaireVersion, version: QuestionnaireVersion, names: Names, data: Any
) -> CrosswalkForm:
    old, new = (questionnaire_with_hash(each.sha256) for each in (older, version))
    initial: dict[str, Any] = {"saves": names.saved.saves if names.saved else 0}
    for question in new.questions:
        initial[CODE + question.name] = _standing(names, question, known=old.has_question(question.name))
        initial[NOTE + question.name] = names.notes.get(question.name, "")
    return CrosswalkForm(data, old, new, initial)


def _standing(names: Names, question: Question, *, known: bool) -> str:
    return names.crosswalk.get(question.name, question.name if known else "")


def _page(
    request: PersonRequest,
    older: QuestionnaireVersion,
    version: QuestionnaireVersion,
    names: Names,
    form: CrosswalkForm,
    *,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    lines = [_line(form, names, question, told=bool(refused)) for question in form.new.questions]
    way = (_("Differences"), f"{address('questionnaire_differences', version)}?from={older.pk}")
    context = frame(request.user, version, way, (_("Codes of both versions"), "")) | {
        "older": older,
        "older_name": name_of(older),
        "names": names,
        "form": form,
        "refused": refused,
        "restored": form.is_bound and request.method != "POST",
        "changed": [
            line for line in lines if line.name != form.initial[CODE + line.name] or line.standing is not None
        ],
        "same": [
            line for line in lines if line.name == form.initial[CODE + line.name] and line.standing is None
        ],
        "may_decide": is_manager(request.user),
    }
    return render(request, "surveys/questionnaires/crosswalk.html", context, status=status)


def _line(form: CrosswalkForm, names: Names, question: Question, *, told: bool) -> CrosswalkLine:
    code = form[CODE + question.name]
    saved = str(form.initial[CODE + question.name])
    return CrosswalkLine(
        name=question.name,
        label=words(question.label),
        code=code,
        note=form[NOTE + question.name],
        why=_why(names, question),
        standing=saved if told and code.value() != saved else None,
    )


def _why(names: Names, question: Question) -> str:
    found = names.proposed.get(question.name)
    if found is None or names.saved is not None:
        return ""
    return _("proposed by the workbook") if found.why is Why.FORMERLY else _("proposed: the text is the same")

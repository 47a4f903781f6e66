"""One answer of a preview, kept as it is given: the page's script sends it, and learns what followed."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from agencies.views.access import PersonRequest
from surveys.forms.page import AnswersForm
from surveys.forms.standing import blank_standing
from surveys.questionnaire.model import Question
from surveys.services.previews import save_preview
from surveys.views.access import is_page_of_other
from surveys.views.previewing.scratch import Scratch
from surveys.views.replies import consequences, invalid, refusal, saved_at_words


@require_POST
def save(request: PersonRequest, number: int, audience: str, name: str) -> HttpResponse:
    """200 with what followed; 422 with `errors`, and nothing is kept."""
    scratch = Scratch.open(request, number, audience)
    question = _question_or_404(scratch, name)
    form = AnswersForm([blank_standing(question)], scratch.sheet.audience, request.POST)
    if name not in form.versions():
        raise Http404
    if is_page_of_other(request):
        return refusal("other_person")
    return invalid(form, name) if form.errors else _keep(request, scratch, question, form)


def _keep(request: PersonRequest, scratch: Scratch, question: Question, form: AnswersForm) -> HttpResponse:
    now = timezone.now()
    preview = save_preview(
        version=scratch.version,
        audience=scratch.sheet.audience,
        values=form.answers(),
        user=request.user,
        now=now,
    )
    sheet = Scratch.of(preview, scratch.version).sheet
    followed = consequences(sheet.submission, question, sheet.values, sheet.review, preview.saves)
    return JsonResponse(
        followed
        | {"version": int(question.name in sheet.answers), "saved_at": saved_at_words(now), "saved": ""}
    )


def _question_or_404(scratch: Scratch, name: str) -> Question:
    asked = scratch.sheet.questionnaire.questions_for(scratch.sheet.audience)
    found = next((each for each in asked if each.name == name and each.kind.is_asked), None)
    if found is None:
        raise Http404
    return found

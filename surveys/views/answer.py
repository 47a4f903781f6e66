"""One answer, saved as it is given: the page's script sends it, and learns what followed from it."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agencies.views.access import PersonRequest
from surveys.forms.blocks import block_of
from surveys.forms.page import AnswersForm
from surveys.forms.standing import NO_TROUBLES, blank_standing
from surveys.models import Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.queries.submissions import Access
from surveys.questionnaire.model import Audience, Question
from surveys.services.answers import save_answers
from surveys.services.errors import NotEditable
from surveys.views.access import is_page_of_other, submission_or_404
from surveys.views.evidence_context import evidence_context
from surveys.views.replies import conflict, invalid, refusal, saved
from surveys.views.rescued import forget_rescued
from surveys.views.sheet import Sheet


@require_POST
def save(request: PersonRequest, round_code: str, agency_code: str, name: str) -> HttpResponse:
    """200 with what followed; 422 with `errors`, 409 with `conflict` or `refused`, and nothing is saved."""
    submission = submission_or_404(request, round_code, agency_code, Access.EDIT)
    question = question_or_404(submission, name)
    form = AnswersForm([blank_standing(question)], Audience(submission.agency.audience), request.POST)
    if name not in form.versions():
        raise Http404
    if is_page_of_other(request):
        return refusal("other_person")
    if form.errors:
        return invalid(form, name)
    return _save(request, submission, question, form)


def _save(
    request: PersonRequest, submission: Submission, question: Question, form: AnswersForm
) -> HttpResponse:
    now = timezone.now()
    try:
        result = save_answers(
            submission=submission,
            values=form.answers(),
            versions=form.versions(),
            user=request.user,
            now=now,
        )
    except NotEditable as refused:
        return refusal(refused.code)
    if question.name in result.conflicts:
        return conflict(form, question.name, result.conflicts[question.name])
    _forget_rescued(request, submission, question)
    return JsonResponse(saved(submission, question, result, now))


@require_GET
def block(request: PersonRequest, round_code: str, agency_code: str, name: str) -> HttpResponse:
    """The question as it stands, to replace its block on the page: what was typed there is given up."""
    submission = submission_or_404(request, round_code, agency_code, Access.EDIT)
    question, sheet = question_or_404(submission, name), Sheet.of(submission)
    _forget_rescued(request, submission, question)
    form = AnswersForm([sheet.standing(question)], sheet.audience)
    context = {"submission": submission, "may_edit": True, "block": block_of(form, name, NO_TROUBLES)}
    return render(request, "surveys/questions/question.html", context | evidence_context())


def _forget_rescued(request: PersonRequest, submission: Submission, question: Question) -> None:
    dimension = questionnaire_of(submission.round).dimension_of(question.node).code
    forget_rescued(request, submission, dimension, [question.name])


def question_or_404(submission: Submission, name: str) -> Question:
    """The question, if it is asked of the agency."""
    questionnaire = questionnaire_of(submission.round)
    asked = questionnaire.questions_for(Audience(submission.agency.audience))
    found = next((each for each in asked if each.name == name and each.kind.is_asked), None)
    if found is None:
        raise Http404
    return found

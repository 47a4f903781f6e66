"""Questions both answered and declared not to concern the agency, as a page without script can send them."""

from collections.abc import Iterator
from typing import cast

from django.contrib import messages
from django.http import QueryDict
from django.utils.translation import gettext as _

from agencies.views.access import PersonRequest
from surveys.forms.fields import AnswerField
from surveys.forms.names import DECLARE, REASON
from surveys.forms.page import AnswersForm
from surveys.forms.standing import Standing
from surveys.forms.words import words
from surveys.questionnaire.values import is_declared
from surveys.views.dimension_page import DimensionPage


def settle_declarations(page: DimensionPage, sent: QueryDict) -> QueryDict:
    """`sent`, with one of the two for each question: the one that is new.

    The declaration, where the answer is the one that stands; else the answer, so that nothing typed is lost,
    and the reader is told.
    """
    if not any(name.startswith(DECLARE) for name in sent):
        return sent
    settled, form = sent.copy(), page.form()
    for name in _answered(form, sent):
        del settled[f"{DECLARE}{name}"]
        settled.pop(f"{REASON}{name}", None)
        _tell(page.request, form.standings[name])
    return settled


def _answered(form: AnswersForm, sent: QueryDict) -> Iterator[str]:
    """The questions that were declared, but answered anew."""
    for name, field in form.fields.items():
        if f"{DECLARE}{name}" in sent:
            stands = form.initial[name]
            typed = cast(AnswerField, field).widget.read(sent, name)
            if typed is not None and (is_declared(stands) or typed != stands):
                yield name


def _tell(request: PersonRequest, standing: Standing) -> None:
    question = f"{standing.number} {words(standing.question.label)}".strip()
    text = _("%(question)s: you answered it, so “This question does not concern us” was unticked.")
    messages.warning(request, text % {"question": question})

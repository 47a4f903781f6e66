"""The agencies behind one count of a question. For EGA's staff only."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from reports.meanings import OUTCOMES
from reports.queries.item_agencies import Adds, Count, agencies_of
from reports.queries.items import Outcome
from reports.views.access import Follower, ega_or_404
from reports.views.behind import agencies_page
from reports.views.frame import Crumbs, address, frame
from reports.views.item_lines import items_address, labels_of, query_of
from reports.views.slices import slice_of
from reports.views.tables.answering import page_or_table
from reports.views.tables.behind import ITEM
from surveys.forms.words import words
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.elements import Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience, Kind

Found = TypeVar("Found")


@require_safe
def item(request: PersonRequest, round_code: str, question_name: str) -> HttpResponse:
    """Those counted by `?state=`, or by `?part=` and `?option=`; `?q=` searches their names and codes."""
    follower = ega_or_404(request, round_code)
    questionnaire, chosen = questionnaire_of(follower.survey_round), slice_of(request.GET, follower)
    question = _question_or_404(questionnaire, chosen.audience, question_name)
    count = _count_or_404(request.GET, question, chosen.audience)
    adds = agencies_of(
        count,
        survey_round=follower.survey_round,
        audience=chosen.audience,
        agencies=chosen.agencies,
    )
    context = {
        "slice": chosen,
        "now": timezone.now(),
        "count": count,
        "counted": _counted(count),
        "rows_counted": _rows(adds) if count.counts_rows else None,
        "kept": chosen.query | query_of(count),
        "listed": agencies_page(request.GET, adds, _amount(count), follower),
    }
    way = _way(follower, items_address(follower.survey_round, questionnaire, chosen, question))
    return page_or_table(request, "reports/item_agencies.html", frame(follower, *way) | context, ITEM)


def _way(follower: Follower, back: str) -> Crumbs:
    return [
        (_("Results"), address("results", follower)),
        (_("Results by question"), back),
        (_("Agencies"), ""),
    ]


def _question_or_404(questionnaire: Questionnaire, audience: Audience, name: str) -> Question:
    asked = (each for each in questionnaire.questions_for(audience) if each.kind.is_asked)
    return _found(question for question in asked if question.name == name)


def _count_or_404(query: Mapping[str, str], question: Question, audience: Audience) -> Count:
    if state := query.get("state"):
        return Count(question, outcome=_found(each for each in Outcome if each == state))
    part = _part_or_404(query.get("part", question.name), question, audience)
    option = query.get("option", "")
    if option and not part.kind.is_select:
        raise Http404
    return Count(question, part=part, option=option)


def _part_or_404(name: str, question: Question, audience: Audience) -> Question:
    """An item of the question; the question itself if it has none, or if its rows are counted."""
    items = question.items_for(audience)
    parts = items if items and question.kind is not Kind.ROWS else (*items, question)
    return _found(each for each in parts if each.name == name)


def _found(candidates: Iterator[Found]) -> Found:
    """The first of them; a 404 where there is none."""
    found = next(candidates, None)
    if found is None:
        raise Http404
    return found


def _counted(count: Count) -> str:
    """What is counted, in words."""
    if count.outcome:
        return str(OUTCOMES[count.outcome])
    part = count.part or count.question
    inside = [] if part is count.question else [words(part.label)]
    chosen = [labels_of(part).get(count.option, count.option)] if count.option else []
    return " – ".join([*inside, *chosen]) or _("Any answer")


def _amount(count: Count) -> str:
    """The head of the column of what each agency adds; "" where it only counts."""
    if count.outcome:
        return _("Reason given") if count.outcome is Outcome.DECLARED else ""
    if count.counts_rows:
        return _("Rows")
    return _given().get(count.part.kind, "") if count.part else ""


def _given() -> Mapping[Kind, str]:
    return {
        Kind.INTEGER: _("Number given"),
        Kind.DECIMAL: _("Number given"),
        Kind.DATE: _("Date given"),
        Kind.TEXT: _("Text given"),
    }


def _rows(adds: Mapping[int, Adds]) -> int:
    return sum(each for each in adds.values() if isinstance(each, int))

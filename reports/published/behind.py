"""The agencies behind a figure, and what each adds to it. For EGA's staff only."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from agencies.models import AgencyQuerySet
from reports.published.figures import Figure, Measure
from reports.queries.items import Document, responded_documents, value_of
from reports.queries.means import TOTAL
from scoring.models import NodeScore, Scorecard
from surveys.models import Round, Submission
from surveys.questionnaire.elements import chosen_in
from surveys.questionnaire.states import AnswerState

Adds = Mapping[int, Fraction]
"""By the id of the agency: 1 where it is counted, its number, its rows or its score."""


def agencies_behind(figure: Figure, *, survey_round: Round, agencies: AgencyQuerySet) -> Adds:
    """Those of `agencies` that are counted; of a percentage, those above the line. A weight has none."""
    if figure.measure is Measure.WEIGHT:
        return {}
    if figure.measure is Measure.MEAN:
        return dict(_scores(figure, survey_round, agencies))
    if figure.measure in RECORDS:
        return dict.fromkeys(RECORDS[figure.measure](figure, survey_round, agencies), Fraction(1))
    documents = responded_documents(survey_round, figure.level, agencies)
    stated = ((agency, DOCUMENTS[figure.measure](figure, document)) for agency, document in documents)
    return {agency: Fraction(adds) for agency, adds in stated if adds is not None}


def _scores(figure: Figure, survey_round: Round, agencies: AgencyQuerySet) -> Iterator[tuple[int, Fraction]]:
    cards = Scorecard.objects.counted().filter(
        submission__round=survey_round,
        submission__agency__in=agencies,
        submission__agency__audience=figure.level.value,
    )
    for agency, score in _totals(cards) if figure.arguments[0] == TOTAL else _nodes(cards, figure):
        if score is not None:
            yield agency, Fraction(score)


def _totals(cards: QuerySet[Scorecard]) -> Iterable[tuple[int, Decimal | None]]:
    return cards.values_list("submission__agency", "total")


def _nodes(cards: QuerySet[Scorecard], figure: Figure) -> Iterable[tuple[int, Decimal | None]]:
    nodes = NodeScore.objects.filter(scorecard__in=cards, code=figure.arguments[0])
    return nodes.values_list("scorecard__submission__agency", "score")


def _asked(figure: Figure, survey_round: Round, agencies: AgencyQuerySet) -> Iterable[int]:
    asked = Submission.objects.of_round(survey_round).of_agencies(agencies)
    return asked.filter(agency__audience=figure.level.value).order_by().values_list("agency", flat=True)


def _responded(figure: Figure, survey_round: Round, agencies: AgencyQuerySet) -> Iterable[int]:
    responded = Submission.objects.responded().filter(round=survey_round)
    return _asked(figure, survey_round, agencies.filter(pk__in=responded.values("agency")))


RECORDS: Mapping[Measure, Callable[[Figure, Round, AgencyQuerySet], Iterable[int]]] = {
    Measure.ASKED: _asked,
    Measure.RESPONDED: _responded,
}


def _applies(figure: Figure, document: Document) -> int | None:
    return None if document["states"][figure.arguments[0]] == AnswerState.NOT_APPLICABLE else 1


def _choice(figure: Figure, document: Document) -> int | None:
    name, *options = figure.arguments
    value = value_of(document, name)
    return 1 if value is not None and set(chosen_in(value)) & set(options) else None


def _state(figure: Figure, document: Document) -> int | None:
    name, state = figure.arguments
    return 1 if document["states"][name] == state else None


def _sum(figure: Figure, document: Document) -> Fraction | None:
    values = [value_of(document, name) for name in figure.arguments]
    numbers = [Fraction(value) for value in values if value is not None]
    return sum(numbers, Fraction()) if numbers else None


def _rows(figure: Figure, document: Document) -> int | None:
    return len(value_of(document, figure.arguments[0]) or ()) or None


def _rows_with(figure: Figure, document: Document) -> int | None:
    name, column, *options = figure.arguments
    return sum(row.get(column) in options for row in value_of(document, name) or ()) or None


DOCUMENTS: Mapping[Measure, Callable[[Figure, Document], int | Fraction | None]] = {
    Measure.APPLIES: _applies,
    Measure.CHOICE: _choice,
    Measure.STATE: _state,
    Measure.SUM: _sum,
    Measure.ROWS: _rows,
    Measure.ROWS_WITH: _rows_with,
}
"""What one document adds; None where it is not counted."""

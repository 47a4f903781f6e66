"""The sheet of what EGA's reviews have adjusted, so that every score can be computed again."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from reports.workbooks.agency_cells import agency_cells, agency_columns
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.sheets import Column, Row, Table
from scoring.engine.document import from_document
from scoring.models import AdjustedQuestion
from surveys.models import ReviewDecision
from surveys.queries.adjustments import adjustments_of, decided_until

Taken = Mapping[str, AdjustedQuestion]
Standing = Mapping[str, ReviewDecision]


def adjustments(material: Material) -> Iterator[Table]:
    """One row for each adjustment that the run takes, and for each decided since; no sheet without any."""
    if rows := list(_rows(material)):
        yield Table("adjustments", _("Adjustments"), _columns(), rows, shows_codes=True)


def _columns() -> list[Column]:
    return [
        *agency_columns(),
        Column(_("Question"), width=24, code="question"),
        Column(_("Text"), Kind.LONG_TEXT, 44, code="text"),
        Column(_("Score by the answer"), Kind.SCORE, 12, code="by_answer"),
        Column(_("Adjusted score"), Kind.SCORE, 12, code="adjusted"),
        Column(_("Reason"), Kind.LONG_TEXT, 44, code="reason"),
        Column(_("Decided"), Kind.MOMENT, 18, code="decided"),
        Column(_("Counted in this run (1 = yes)"), Kind.COUNT, 14, code="counted"),
        Column(_("Remark"), width=36, code="remark"),
    ]


def _rows(material: Material) -> Iterator[Row]:
    taken, standing, agency = _taken(material), _standing(material), agency_cells()
    versions = taken.keys() | standing.keys()
    submissions = material.submitted().filter(current_version__in=versions)
    given = _given(material, standing.keys())
    for submission in submissions.defer("current_version__document"):
        version = submission.current_version_id or 0
        lines = _lines(taken.get(version, {}), standing.get(version, {}), given.get(version, {}))
        for question, *cells in lines:
            yield [*agency(submission), question, _text(material, question), *cells]


def _lines(taken: Taken, standing: Standing, given: Mapping[str, Fraction | None]) -> Iterator[Row]:
    """Of one version: question, score by the answer, adjusted score, reason, moment, whether it counts."""
    for question in sorted(taken.keys() | standing.keys()):
        row, decision = taken.get(question), standing.get(question)
        if row is not None:
            counts = row.score is not None
            yield [question, row.by_answer, *_decided(row.decision), counts, _remark(row, decision)]
        if decision is not None and (row is None or row.decision.score != decision.score):
            remark = _("Decided after what this run takes")
            yield [question, given.get(question), *_decided(decision), False, remark]


def _decided(decision: ReviewDecision) -> list[Any]:
    return [decision.score, decision.reason, decision.review.finished_at]


def _remark(row: AdjustedQuestion, standing: ReviewDecision | None) -> str:
    if row.score is None:
        return _("Without effect: the question does not apply, or the run does not score it")
    return "" if standing and standing.score == row.decision.score else _("Decided otherwise since")


def _text(material: Material, name: str) -> str:
    questionnaire = material.scored_by
    return (
        questionnaire.question(name).label.get(material.language) if questionnaire.has_question(name) else ""
    )


def _taken(material: Material) -> Mapping[int, Taken]:
    """By version and question what the scorecards of the run hold."""
    rows = AdjustedQuestion.objects.filter(scorecard__in=material.cards()).order_by()
    found: defaultdict[int, dict[str, AdjustedQuestion]] = defaultdict(dict)
    for row in rows.select_related("scorecard", "decision__review").defer("scorecard__explanation"):
        found[row.scorecard.version_id][row.question] = row
    return found


def _standing(material: Material) -> Mapping[int, Standing]:
    """By version and question what is decided now."""
    until = decided_until(material.survey_round)
    if until is None:
        return {}
    versions = list(material.submitted().order_by().values_list("current_version", flat=True))
    return adjustments_of(versions, decided_until=until)


def _given(material: Material, versions: Iterable[int]) -> Mapping[int, Mapping[str, Fraction | None]]:
    """By version what the answer to each question gives alone in the run."""
    cards = material.cards().filter(version__in=versions).order_by()
    explanations = cards.values_list("version", "explanation")
    return {version: _by_answer(json.loads(said)) for version, said in explanations}


def _by_answer(explanation: Mapping[str, Any]) -> Mapping[str, Fraction | None]:
    return {
        node.code: node.by_answer.score if node.by_answer else node.score
        for node in from_document(explanation).questions()
    }

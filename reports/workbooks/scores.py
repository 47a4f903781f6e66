"""The sheet of scores, one row an agency."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _

from reports.queries.means import TOTAL
from reports.workbooks.agency_cells import (
    agency_cells,
    agency_columns,
    state_cells,
    state_columns,
)
from reports.workbooks.kinds import Kind
from reports.workbooks.material import CHUNK, Material
from reports.workbooks.sheets import Column, Row, Table
from scoring.models import NodeScore
from surveys.models import Submission, SubmissionQuerySet
from surveys.questionnaire.model import Node


def scores(material: Material) -> Table:
    """Of every agency whose submission stands; empty where a node does not apply, or before scoring."""
    nodes = in_tree_order(material)
    columns = [
        *agency_columns(),
        *state_columns(),
        Column(_("Scored at"), Kind.MOMENT, 18),
        Column(_("Total score"), Kind.SCORE, 10, code=TOTAL),
        *(
            Column(f"{node.code} {node.label.get(material.language)}", Kind.SCORE, 13, code=node.code)
            for node in nodes
        ),
    ]
    return Table("scores", _("Scores"), columns, _rows(material, nodes), counted=material.submitted().count())


def in_tree_order(material: Material) -> list[Node]:
    """Every dimension, its indicators after it."""
    questionnaire = material.scored_by
    return [
        node
        for dimension in questionnaire.children("")
        for node in (dimension, *questionnaire.children(dimension.code))
    ]


def _rows(material: Material, nodes: Sequence[Node]) -> Iterator[Row]:
    agency, state = agency_cells(), state_cells()
    for submissions in _in_chunks(material.submitted().defer("current_version__document")):
        scored = _scored(material, [submission.pk for submission in submissions], nodes)
        for submission in submissions:
            scores = scored.get(submission.pk, [None] * (2 + len(nodes)))
            yield [*agency(submission), *state(submission), *scores]


def _in_chunks(submissions: SubmissionQuerySet) -> Iterator[list[Submission]]:
    rows = submissions.iterator(CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _scored(material: Material, submissions: Sequence[int], nodes: Sequence[Node]) -> dict[int, Row]:
    """By submission: when it was scored, its total, the score of each node."""
    cards = material.cards().filter(submission__in=submissions)
    scores: defaultdict[int, dict[str, Decimal | None]] = defaultdict(dict)
    found = NodeScore.objects.filter(scorecard__in=cards).values_list("scorecard", "code", "score")
    for card, code, score in found.order_by():
        scores[card][code] = score
    return {
        submission: [scored_at, total, *(scores[card].get(node.code) for node in nodes)]
        for card, submission, scored_at, total in cards.values_list("pk", "submission", "scored_at", "total")
    }

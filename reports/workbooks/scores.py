"""The sheet of scores, one row an agency."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch
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
from scoring.models import Scorecard
from surveys.models import SubmissionQuerySet
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
    return Table("scores", _("Scores"), columns, _rows(material, nodes), counted=True)


def in_tree_order(material: Material) -> list[Node]:
    """Every dimension, its indicators after it."""
    questionnaire = material.questionnaire
    return [
        node
        for dimension in questionnaire.children("")
        for node in (dimension, *questionnaire.children(dimension.code))
    ]


def _rows(material: Material, nodes: Sequence[Node]) -> Iterator[Row]:
    for submission in _with_scorecards(material.submitted()).iterator(CHUNK):
        yield [
            *agency_cells(submission),
            *state_cells(submission),
            *_scores(submission, nodes),
        ]


def _with_scorecards(submissions: SubmissionQuerySet) -> SubmissionQuerySet:
    cards = Scorecard.objects.live().current().defer("explanation").prefetch_related("node_scores")
    return submissions.defer("current_version__document").prefetch_related(
        Prefetch("scorecards", cards, to_attr="live_scorecards")
    )


def _scores(submission: Any, nodes: Sequence[Node]) -> Row:
    if not submission.live_scorecards:
        return [None] * (2 + len(nodes))
    card: Scorecard = submission.live_scorecards[0]
    by_code = {node.code: node.score for node in card.node_scores.all()}
    return [card.scored_at, card.total, *(by_code.get(node.code) for node in nodes)]

"""The sheet ega--framework: dimensions and indicators with their weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from surveys.questionnaire.compiler.cells import Cells, Unique
from surveys.questionnaire.compiler.findings import Findings
from surveys.questionnaire.elements import Node
from surveys.questionnaire.vocabulary import Audience, NodeKind
from surveys.questionnaire.workbook import FRAMEWORK, Sheet

WEIGHT_COLUMNS: Final = {audience: f"weight_{audience}" for audience in Audience}
LONGEST_CODE: Final = 12
HIGHEST_WEIGHT: Final = 1000
FULL: Final = Decimal(100)
PLACEHOLDER: Final = Decimal(1)
"""Stands for a weight that is no number: the node is surveyed all the same."""


@dataclass(frozen=True, slots=True)
class Framework:
    """The nodes by code, in the order of the sheet, and the rows that they came from."""

    nodes: Mapping[str, Node]
    cells: Mapping[str, Cells]


def read_framework(sheet: Sheet, findings: Findings) -> Framework:
    """The framework; a code that stands twice counts once."""
    codes = Unique("code")
    nodes: dict[str, Node] = {}
    places: dict[str, Cells] = {}
    for row in sheet:
        cells = Cells(row, findings)
        node = _node(cells)
        codes.check(cells, node.code)
        nodes.setdefault(node.code, node)
        places.setdefault(node.code, cells)
    for code, node in nodes.items():
        _check_parent(places[code], node, nodes)
    _check_dimensions(nodes, places, findings)
    return Framework(nodes, places)


def _node(cells: Cells) -> Node:
    cells.needed("kind")
    return Node(
        code=cells.code("code", LONGEST_CODE),
        parent=cells.text("parent"),
        kind=cells.one_of("kind", NodeKind) or NodeKind.INDICATOR,
        label=cells.label("label", needed=True),
        description=cells.label("description", needed=False),
        weights=_weights(cells),
        relevant=cells.text("relevant"),
    )


def _weights(cells: Cells) -> Mapping[Audience, Decimal]:
    weights = {audience: _weight(cells, column) for audience, column in WEIGHT_COLUMNS.items()}
    return MappingProxyType({audience: each for audience, each in weights.items() if each is not None})


def _weight(cells: Cells, column: str) -> Decimal | None:
    weight = cells.decimal(column, "bad_weight")
    if weight is not None and not 0 <= weight <= HIGHEST_WEIGHT:
        cells.wrong(column, "bad_weight", value=weight)
    return PLACEHOLDER if cells.is_wrong(column) else weight


def _check_parent(cells: Cells, node: Node, nodes: Mapping[str, Node]) -> None:
    if node.kind is NodeKind.DIMENSION:
        if node.parent:
            cells.wrong("parent", "parent_of_dimension")
        return
    if not cells.needed("parent"):
        return
    parent = nodes.get(node.parent)
    if parent is None or parent.kind is not NodeKind.DIMENSION:
        cells.wrong("parent", "unknown_parent", code=node.parent)
        return
    for audience in node.weights.keys() - parent.weights.keys():
        cells.wrong(WEIGHT_COLUMNS[audience], "not_weighed_above", audience=audience.value)


def _check_dimensions(nodes: Mapping[str, Node], places: Mapping[str, Cells], findings: Findings) -> None:
    dimensions = [node for node in nodes.values() if node.kind is NodeKind.DIMENSION]
    if nodes and not dimensions:
        findings.add_to_sheet(FRAMEWORK, "no_dimension")
    _check_totals("weights_not_100", dimensions, places)
    for dimension in dimensions:
        indicators = [node for node in nodes.values() if node.parent == dimension.code]
        _check_indicators(places[dimension.code], dimension, indicators)
        counting = [
            node for node in indicators if node.kind is NodeKind.INDICATOR and any(node.weights.values())
        ]
        _check_totals("indicators_not_100", counting, places, dimension=dimension.code)


def _check_indicators(cells: Cells, dimension: Node, indicators: list[Node]) -> None:
    """A dimension that counts needs an indicator that counts."""
    for audience, weight in dimension.weights.items():
        if weight and not any(each.weights.get(audience) for each in indicators):
            cells.wrong(WEIGHT_COLUMNS[audience], "no_indicator", audience=audience.value)


def _check_totals(code: str, siblings: list[Node], places: Mapping[str, Cells], **params: object) -> None:
    """Siblings' weights add up to 100; provinces may keep those of departments for what they are asked."""
    for audience, column in WEIGHT_COLUMNS.items():
        weighed = [node for node in siblings if audience in node.weights]
        total = sum((node.weights[audience] for node in weighed), Decimal(0))
        partly = audience is Audience.PROVINCE and len(weighed) < len(siblings)
        unclear = partly or any(places[node.code].is_wrong(column) for node in weighed)
        if weighed and total != FULL and not unclear:
            places[weighed[-1].code].wrong(column, code, total=total, audience=audience.value, **params)

"""Whether what is asked depends on itself."""

import itertools
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from surveys.questionnaire.compiler.references import Site
from surveys.questionnaire.expressions import Expression
from surveys.questionnaire.model import Questionnaire

Edges = dict[tuple[str, str], Site]
"""By question and the question that it depends on: the expression that says so."""


def check_cycles(found: Iterable[tuple[Site, Expression]], questionnaire: Questionnaire) -> None:
    """Add a finding for every way in which questions depend on themselves."""
    edges: Edges = {}
    for site, expression in found:
        if site.cells.is_wrong("name"):
            continue
        for edge in _edges(site, expression, questionnaire):
            edges.setdefault(edge, site)
    while cycle := _cycle(edges):
        pairs = list(itertools.pairwise(cycle))
        worst = min(pairs, key=lambda pair: edges[pair].cells.row.number)
        edges[worst].wrong("cycle", path=" → ".join(cycle))
        del edges[worst]


def _edges(site: Site, expression: Expression, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """A node does not govern the questions that its own condition looks at: they are its gates."""
    owners = {owner.name for name in expression.names if (owner := questionnaire.owner_of(name))}
    for decided in site.decides:
        if site.of_node and decided in owners:
            continue
        for name in sorted(owners):
            yield decided, name


def _cycle(edges: Edges) -> list[str]:
    """The questions of one cycle, each depending on the next; empty when there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for question, on in edges:
        sorter.add(question, on)
    try:
        sorter.prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []

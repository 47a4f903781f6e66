"""The sheet of mean scores of every group."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.queries.groups import TELLING, Grouping
from reports.queries.levels import label_of
from reports.queries.means import TOTAL, Means, Results, results_by
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.scores import in_tree_order
from reports.workbooks.sheets import Column, Row, Table
from surveys.questionnaire.model import Node
from surveys.questionnaire.vocabulary import Audience


def means(material: Material) -> Table:
    """Every mean with its own n; groups stay within one level, whose agencies answer the same questions."""
    columns = [
        Column(_("Level"), width=16),
        Column(_("Grouped by"), width=22),
        Column(_("Group"), width=44),
        *_figure_columns(material),
    ]
    return Table("means", _("Mean scores"), columns, _rows(material, codes_of(material)), kept=3)


def means_by_group(material: Material) -> Iterator[Table]:
    """The same, a sheet for every grouping of each level."""
    for audience in Audience:
        for grouping in TELLING[audience]:
            columns = [Column(str(grouping.label), width=44), *_figure_columns(material)]
            rows = _rows_of(material, grouping, audience)
            title = _("By %(grouping)s") % {"grouping": grouping.label}
            yield Table(f"means_{grouping}", title, columns, rows, kept=1)


def codes_of(material: Material) -> Sequence[str]:
    """What there is a mean of."""
    return [TOTAL, *(node.code for node in in_tree_order(material))]


def _figure_columns(material: Material) -> list[Column]:
    nodes = in_tree_order(material)
    return [
        Column(_("Agencies scored"), Kind.COUNT),
        *_columns_of(_("Total score")),
        *(column for node in nodes for column in _columns_of(_name(node, material.language))),
    ]


def results_of(material: Material, grouping: Grouping, audience: Audience) -> Results:
    return results_by(
        grouping,
        survey_round=material.survey_round,
        agencies=material.agencies,
        audience=audience,
        source=material.run,
    )


def _name(node: Node, language: str) -> str:
    return f"{node.code} {node.label.get(language)}"


def _columns_of(head: str) -> Iterator[Column]:
    """The last three add up to the agencies scored, where the level surveys it."""
    yield Column(head, Kind.SCORE, 12)
    yield Column("n", Kind.COUNT, 7)
    yield Column(_("Not applicable"), Kind.COUNT, 10)
    yield Column(_("Not stated, left out"), Kind.COUNT, 11)


def _rows(material: Material, codes: Sequence[str]) -> Iterator[Row]:
    for audience in Audience:
        results = [results_of(material, grouping, audience) for grouping in TELLING[audience]]
        yield [
            label_of(audience),
            _("All"),
            _("All agencies"),
            *_figures(results[0].by_audience[audience], codes),
        ]
        for result in results:
            for part in result.groups:
                yield [
                    label_of(audience),
                    result.grouping.label,
                    part.group.label,
                    *_figures(part.means, codes),
                ]


def _rows_of(material: Material, grouping: Grouping, audience: Audience) -> Iterator[Row]:
    codes, results = codes_of(material), results_of(material, grouping, audience)
    yield [label_of(audience), *_figures(results.by_audience[audience], codes)]
    for part in results.groups:
        yield [part.group.label, *_figures(part.means, codes)]


def _figures(means: Means, codes: Sequence[str]) -> Iterator[object]:
    yield means.base
    for code in codes:
        mean = means.node(code)
        yield mean.value
        yield mean.n
        yield mean.not_applicable
        yield mean.not_stated

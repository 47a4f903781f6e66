"""The sheet that a director reads: the figures of the dashboard, with charts."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from reports.queries.groups import Grouping
from reports.queries.levels import label_of
from reports.queries.means import Results
from reports.queries.responses import Responses, responses_by
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.means import results_of
from reports.workbooks.responses import figure_cells, figure_columns
from reports.workbooks.sheets import Block, Chart, Column, Leaf, Picture, Row
from surveys.questionnaire.model import Audience, Node

RATE = 9
"""The column of the response rate in a block of figures, counted from 0."""

WIDTHS = (44, *[13] * RATE)


def overview(material: Material) -> Leaf:
    first, *others = _of_results(material)
    blocks = [*_of_response(material), replace(first, begins_page=True), *others]
    return Leaf(_("Overview"), blocks, WIDTHS)


def overview_of_response(material: Material) -> Leaf:
    return Leaf(_("Overview"), _of_response(material), WIDTHS)


def overview_of_results(material: Material) -> Leaf:
    return Leaf(_("Overview"), _of_results(material), WIDTHS)


def _of_response(material: Material) -> list[Block]:
    by_type, by_region = (_responses(material, grouping) for grouping in (Grouping.TYPE, Grouping.REGION))
    return [
        Block(_("Response by level"), _columns(_("Level")), list(_by_level(by_type))),
        _by_group(_("Response by agency type"), by_type),
        replace(_by_group(_("Response by region"), by_region), begins_page=True),
    ]


def _of_results(material: Material) -> list[Block]:
    results = results_of(material, Grouping.TYPE, Audience.DEPARTMENT)
    return [_totals(results), _dimensions(material, results)]


def _responses(material: Material, grouping: Grouping) -> Responses:
    return responses_by(
        grouping, survey_round=material.survey_round, agencies=material.agencies, now=material.now
    )


def _columns(first: str) -> list[Column]:
    return [Column(first), *figure_columns()]


def _by_level(responses: Responses) -> Iterator[Row]:
    for audience, figures in responses.by_audience.items():
        yield [label_of(audience), *figure_cells(figures)]
    yield [_("All"), *figure_cells(responses.total)]


def _by_group(title: str, responses: Responses) -> Block:
    return Block(
        title,
        _columns(str(responses.grouping.label)),
        [[part.group.label, *figure_cells(part.figures)] for part in responses.groups],
        chart=Chart(Picture.BARS, _("Response rate"), (RATE,)),
    )


def _totals(results: Results) -> Block:
    columns = [
        Column(_("Level")),
        Column(_("Total score"), Kind.SCORE),
        Column("n", Kind.COUNT),
        Column(_("Agencies scored"), Kind.COUNT),
    ]
    rows = [
        [label_of(audience), means.total.value, means.total.n, means.base]
        for audience, means in results.by_audience.items()
    ]
    note = _("Means of the agencies that have responded and are scored so far.")
    return Block(_("Mean total score"), columns, rows, note=note)


def _dimensions(material: Material, results: Results) -> Block:
    """Both levels beside each other, then the n of each; a radar has no room for the names."""
    columns = [
        Column(_("Dimension")),
        Column(_("In the chart")),
        *(Column(label_of(audience), Kind.SCORE) for audience in Audience),
        *(Column(f"n {label_of(audience)}", Kind.COUNT) for audience in Audience),
    ]
    rows = [_dimension_row(node, material.language, results) for node in material.scored_by.children("")]
    title = _("Mean scores by dimension")
    note = _("n: the agencies that have a score there. “Mean scores” says how many have none, and why.")
    chart = Chart(Picture.RADAR, title, (2, 3), labels=1)
    return Block(title, columns, rows, note=note, chart=chart)


def _dimension_row(node: Node, language: str, results: Results) -> Row:
    means = [results.by_audience[audience].node(node.code) for audience in Audience]
    name = f"{node.code} {node.label.get(language)}"
    short = _("Dimension %(number)s") % {"number": node.code}
    return [name, short, *(mean.value for mean in means), *(mean.n for mean in means)]

"""The sheet of dimensions and indicators: what weighs how much in the scores, and applies to whom."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.queries.levels import label_of
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.scores import in_tree_order
from reports.workbooks.sheets import Column, Row, Table
from reports.workbooks.wording import in_words
from surveys.questionnaire.model import Audience


def framework(material: Material) -> Table:
    """One row a dimension, its indicators after it; no weight where it is not surveyed."""
    columns = [
        Column(_("Code"), width=10, code="code"),
        Column(_("Belongs to"), width=12, code="parent"),
        Column(_("Text in Thai"), Kind.LONG_TEXT, 50),
        Column(_("Text in English"), Kind.LONG_TEXT, 50),
        *(
            Column(_("Weight") + f" {label_of(audience)}", Kind.NUMBER, 14, code=f"weight_{audience}")
            for audience in Audience
        ),
        Column(_("Applies when"), Kind.LONG_TEXT, 50),
        Column(_("Applies when (expression)"), Kind.LONG_TEXT, 40, code="relevant"),
    ]
    return Table("framework", _("Framework"), columns, _rows(material), kept=1)


def _rows(material: Material) -> Iterator[Row]:
    for node in in_tree_order(material):
        yield [
            node.code,
            node.parent or None,
            node.label.th,
            node.label.en,
            *(node.weights.get(audience) for audience in Audience),
            in_words(node.relevant, material.scored_by, material.language) or None,
            node.relevant or None,
        ]

"""The sheet of options: what could be chosen, and what it earns."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.queries.levels import label_of
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.pairs import paired, points_of
from reports.workbooks.sheets import Column, Row, Table


def options(material: Material) -> Table:
    """One row an option."""
    columns = [
        Column(_("Question"), width=24),
        Column(_("Item"), width=22),
        Column(_("Code"), width=22),
        Column(_("Text in Thai"), Kind.LONG_TEXT, 50),
        Column(_("Text in English"), Kind.LONG_TEXT, 50),
        Column(_("Points of the option"), Kind.NUMBER, 10),
        Column(_("Excludes all others (1 = yes)"), Kind.COUNT, 14),
        Column(_("Means none (1 = yes)"), Kind.COUNT, 14),
        Column(_("Offered to"), width=18),
    ]
    return Table("options", _("Options"), columns, _rows(material), kept=3)


def _rows(material: Material) -> Iterator[Row]:
    for question, scored in paired(material.questionnaire.questions, material.scored_by.questions):
        items = paired(question.items, scored.items if scored else ())
        for part, counterpart in ((question, scored), *items):
            earned = points_of(counterpart)
            for choice in part.choices:
                yield [
                    question.name,
                    None if part is question else part.name,
                    choice.name,
                    choice.label.th,
                    choice.label.en,
                    earned.get(choice.name),
                    choice.exclusive,
                    choice.none,
                    choice.audience and label_of(choice.audience),
                ]

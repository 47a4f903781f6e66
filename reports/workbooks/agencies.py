"""The sheet of all agencies asked, and where each stands."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.queries.listing import Standing, standing_of
from reports.workbooks.agency_cells import agency_cells, agency_columns, state_words
from reports.workbooks.kinds import Kind
from reports.workbooks.material import CHUNK, Material
from reports.workbooks.sheets import Column, Row, Table


def agencies(material: Material) -> Table:
    return Table("agencies", _("Agencies"), _columns(), _rows(material), counted=True)


def _columns() -> list[Column]:
    return [
        *agency_columns(),
        Column(_("State"), width=20),
        Column(_("Responded (1 = yes)"), Kind.COUNT, 12, code="responded"),
        Column(_("On time (1 = yes)"), Kind.COUNT, 12, code="on_time"),
        Column(_("Late (1 = yes)"), Kind.COUNT, 12),
        Column(_("Waiting for the signature (1 = yes)"), Kind.COUNT, 14),
        Column(_("Overdue (1 = yes)"), Kind.COUNT, 12),
        Column(_("Questions answered"), Kind.COUNT, 10),
        Column(_("Questions asked"), Kind.COUNT, 10),
        Column(_("Started at"), Kind.MOMENT, 18),
        Column(_("Last activity"), Kind.MOMENT, 18),
        Column(_("Submitted at"), Kind.MOMENT, 18),
        Column(_("Signed at"), Kind.MOMENT, 18),
        Column(_("Last day"), Kind.DATE, 14),
    ]


def _rows(material: Material) -> Iterator[Row]:
    agency, states = agency_cells(), state_words()
    for row in material.submissions().iterator(CHUNK):
        yield [*agency(row), states[row.state], *_cells(standing_of(row))]


def _cells(standing: Standing) -> Row:
    submission = standing.submission
    return [
        standing.responded,
        standing.on_time,
        standing.late,
        standing.unsigned,
        standing.overdue,
        submission.answered_count,
        submission.asked_count,
        submission.started_at,
        standing.last_activity,
        submission.submitted_at,
        submission.signed_at,
        standing.last_day,
    ]

"""The sheet of all agencies asked, and where each stands."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.utils.translation import gettext as _

from reports.queries.contacts import contacts_of
from reports.queries.listing import Standing, standing_of
from reports.workbooks.agency_cells import agency_cells, agency_columns, state_words
from reports.workbooks.contact_cells import contact_cells, contact_columns
from reports.workbooks.kinds import Kind
from reports.workbooks.material import CHUNK, Material
from reports.workbooks.sheets import Column, Row, Table
from surveys.models import Submission


def agencies(material: Material) -> Table:
    return _table(material, [], _rows(material))


def agencies_with_contacts(material: Material) -> Table:
    """The same, and whom to call."""
    return _table(material, contact_columns(), _rows_with_contacts(material))


def _table(material: Material, more: Sequence[Column], rows: Iterator[Row]) -> Table:
    counted = material.asked().count()
    return Table("agencies", _("Agencies"), [*_columns(), *more], rows, counted=counted)


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
    cells = _reader()
    for row in material.submissions().iterator(CHUNK):
        yield cells(row)


def _rows_with_contacts(material: Material) -> Iterator[Row]:
    cells, rows = _reader(), material.submissions().iterator(CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        people = contacts_of(row.agency for row in chunk)
        for row in chunk:
            yield [*cells(row), *contact_cells(people.get(row.agency_id, []))]


def _reader() -> Callable[[Submission], Row]:
    agency, states = agency_cells(), state_words()

    def cells(row: Submission) -> Row:
        return [*agency(row), states[row.state], *_cells(standing_of(row))]

    return cells


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

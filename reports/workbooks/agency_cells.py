"""The first columns of every sheet with a row an agency."""

from typing import Any

from django.utils.translation import gettext as _

from reports.workbooks.kinds import Kind
from reports.workbooks.sheets import Column
from surveys.models import Submission


def agency_columns() -> list[Column]:
    return [
        Column(_("Code"), width=10, code="agency"),
        Column(_("Agency"), width=44, code="agency_name"),
        Column(_("Level"), width=14, code="level"),
        Column(_("Agency type"), width=20, code="type"),
        Column(_("Ministry"), width=26, code="ministry"),
        Column(_("Region"), width=16, code="region"),
        Column(_("Province"), width=16, code="province"),
        Column(_("Kind of provincial office"), width=28, code="office_kind"),
    ]


def agency_cells(submission: Submission) -> list[Any]:
    agency = submission.agency
    return [
        agency.code,
        agency.name,
        agency.get_audience_display(),
        agency.get_type_display(),
        agency.ministry and agency.ministry.name,
        agency.get_region_display(),
        agency.province and agency.province.name,
        agency.office_kind and agency.office_kind.name,
    ]


def state_columns() -> list[Column]:
    return [
        Column(_("State"), width=20, code="submission_state"),
        Column(_("Responded (1 = yes)"), Kind.COUNT, 12, code="responded"),
        Column(_("Version"), Kind.COUNT, 9, code="version"),
        Column(_("Submitted at"), Kind.MOMENT, 18, code="submitted_at"),
        Column(_("Signed at"), Kind.MOMENT, 18, code="signed_at"),
    ]


def state_cells(submission: Any) -> list[Any]:
    """Of a row of `Material.submitted`."""
    return [
        submission.get_state_display(),
        submission.has_responded,
        submission.current_version.number,
        submission.submitted_at,
        submission.signed_at,
    ]

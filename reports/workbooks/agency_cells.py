"""The first columns of every sheet with a row an agency."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import AgencyType, Region
from agencies.models.agency import AUDIENCE_CHOICES
from reports.workbooks.kinds import Kind
from reports.workbooks.sheets import Column
from surveys.models import Submission

Cells = Callable[[Any], list[Any]]
"""Of a row of `Material.submissions` or `Material.submitted`."""


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


def agency_cells() -> Cells:
    """Ask for it once a sheet: the words of the closed lists are translated here and not in every row."""
    levels, types, regions = (
        _words(choices) for choices in (AUDIENCE_CHOICES, AgencyType.choices, Region.choices)
    )

    def cells(submission: Submission) -> list[Any]:
        agency = submission.agency
        return [
            agency.code,
            agency.name,
            levels[agency.audience],
            types[agency.type],
            agency.ministry and agency.ministry.name,
            regions.get(agency.region),
            agency.province and agency.province.name,
            agency.office_kind and agency.office_kind.name,
        ]

    return cells


def state_columns() -> list[Column]:
    return [
        Column(_("State"), width=20, code="submission_state"),
        Column(_("Responded (1 = yes)"), Kind.COUNT, 12, code="responded"),
        Column(_("Version"), Kind.COUNT, 9, code="version"),
        Column(_("Submitted at"), Kind.MOMENT, 18, code="submitted_at"),
        Column(_("Signed at"), Kind.MOMENT, 18, code="signed_at"),
    ]


def state_cells() -> Cells:
    """Like `agency_cells`, of a row of `Material.submitted` only."""
    states = state_words()

    def cells(submission: Any) -> list[Any]:
        return [
            states[submission.state],
            submission.has_responded,
            submission.current_version.number,
            submission.submitted_at,
            submission.signed_at,
        ]

    return cells


def state_words() -> dict[str, str]:
    return _words(Submission.State.choices)


def _words(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    return {str(value): str(label) for value, label in choices}

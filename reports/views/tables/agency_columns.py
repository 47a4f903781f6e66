"""The columns of agencies and of their people, as lists show them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, Membership
from portal.formats import NOTHING
from reports.queries.listing import Standing
from reports.views.tables.description import TableColumn
from reports.workbooks.kinds import Kind

OfRow = Callable[[Any], Any]


def agency_columns(agency: Callable[[Any], Agency]) -> list[TableColumn]:
    """What stands in the name's cell on the page has columns of its own, to filter by."""
    return [
        TableColumn(_("Code"), lambda row: agency(row).code, width=10, sort="code"),
        TableColumn(_("Agency"), lambda row: agency(row).name, width=44, sort="name"),
        TableColumn(_("Agency type"), lambda row: agency(row).get_type_display()),
        TableColumn(_("Ministry"), lambda row: _name(agency(row).ministry), width=28),
        TableColumn(_("Province"), lambda row: _name(agency(row).province)),
        TableColumn(_("Region"), lambda row: agency(row).get_region_display(), width=16),
    ]


def _name(place: Any) -> str | None:
    return place.name if place else None


def progress_columns(submission: OfRow) -> list[TableColumn]:
    """One cell on the page: "3 of 20"."""
    return [
        TableColumn(
            _("Questions answered"), lambda row: submission(row).answered_count, Kind.COUNT, sort="progress"
        ),
        TableColumn(_("Questions asked"), lambda row: submission(row).asked_count, Kind.COUNT),
    ]


def timing_words(standing: Standing, *, past: bool) -> str | None:
    """As `reports/timing_flag.html`: whether it is in time, where the state alone does not say it."""
    if standing.overdue:
        return _("Overdue")
    if standing.late:
        return _("Late")
    if past and standing.unsigned:
        return _("submitted in time") if standing.in_time else _("submitted late")
    return None


def people_columns(people: Callable[[Any], Sequence[Membership]]) -> list[TableColumn]:
    """A line a person, the same line in every column."""

    def column(head: str, width: int, text: Callable[[Membership], str]) -> TableColumn:
        return TableColumn(head, lambda row: lines(map(text, people(row))), Kind.LONG_TEXT, width)

    return [
        column(_("Person"), 30, lambda member: member.user.full_name),
        column(_("Role"), 16, lambda member: str(member.get_role_display())),
        column(_("Position"), 30, lambda member: member.user.position),
        column(_("Telephone"), 18, lambda member: member.user.phone),
        column(_("E-mail address"), 34, lambda member: member.user.email),
    ]


def lines(texts: Iterable[Any]) -> str | None:
    """One below the other; what is empty keeps its line."""
    return "\n".join(str(text) or NOTHING for text in texts) or None

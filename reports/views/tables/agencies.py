"""Lists of the agencies asked: where each stands, whom to call there, and why."""

from typing import Final

from django.utils.translation import gettext as _

from agencies.models import Membership
from reports.queries.calls import Call, calls_of
from reports.queries.contacts import contacts_of
from reports.queries.listing import Standing, standings_of
from reports.views.tables.agency_columns import (
    agency_columns,
    people_columns,
    progress_columns,
    timing_words,
)
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.workbooks.kinds import Kind

Contact = tuple[Standing, list[Membership]]


def agency_list(context: Context) -> PageTable:
    past = context["past"]
    columns = [
        *agency_columns(lambda row: row.submission.agency),
        TableColumn(_("State"), lambda row: str(row.submission.get_state_display()), sort="state"),
        TableColumn(_("In time"), lambda row: timing_words(row, past=past)),
        *progress_columns(lambda row: row.submission),
        TableColumn(_("Last activity"), lambda row: row.last_activity, Kind.MOMENT, sort="activity"),
        TableColumn(_("Last day"), lambda row: row.last_day, Kind.DATE, sort="last_day"),
        TableColumn(_("More time until"), lambda row: row.submission.extended_to, Kind.DATE),
    ]
    return PageTable(_("Agencies"), columns, _standings(context), said=context["printed"])


def contact_list(context: Context) -> PageTable:
    past, standings = context["past"], _standings(context)
    people = contacts_of(each.submission.agency for each in standings)
    rows: list[Contact] = [(each, people.get(each.submission.agency_id, [])) for each in standings]
    columns = [
        *agency_columns(lambda row: row[0].submission.agency),
        TableColumn(_("State"), lambda row: str(row[0].submission.get_state_display()), sort="state"),
        TableColumn(_("In time"), lambda row: timing_words(row[0], past=past)),
        *people_columns(lambda row: row[1]),
    ]
    return PageTable(_("Contacts"), columns, rows, said=context["printed"])


def call_list(context: Context) -> PageTable:
    found, now = context["found"], context["now"]
    rows: tuple[Call, ...] = calls_of(found.page.paginator.object_list, context["survey_round"], now)
    columns = [
        *agency_columns(lambda row: row.standing.submission.agency),
        TableColumn(_("Why to call"), lambda row: str(row.reason.label), width=28),
        TableColumn(_("Since"), lambda row: row.since, Kind.MOMENT),
        TableColumn(_("Days"), lambda row: row.days, Kind.COUNT),
        *progress_columns(lambda row: row.standing.submission),
        TableColumn(_("Last day"), lambda row: row.standing.last_day, Kind.DATE),
        TableColumn(_("In time"), lambda row: timing_words(row.standing, past=False)),
        *people_columns(lambda row: row.people),
    ]
    order = _("Most urgent first")
    return PageTable(_("Who to call today"), columns, rows, said=context["printed"], order=order)


def time_for_many(context: Context) -> PageTable:
    columns = [
        *agency_columns(lambda row: row.agency),
        TableColumn(_("State"), lambda row: str(row.get_state_display())),
        TableColumn(_("Last day now"), lambda row: row.last_day, Kind.DATE),
        TableColumn(_("More time until"), lambda row: row.extended_to, Kind.DATE),
    ]
    place = context["place"]
    said = [(_("Ministry or province"), place.name)] if place else []
    return PageTable(_("Who gets more time"), columns, context.get("asked", ()), said=said)


def _standings(context: Context) -> tuple[Standing, ...]:
    """All pages of the list."""
    ids = context["listed"].page.paginator.object_list
    return standings_of(ids, survey_round=context["survey_round"], now=context["now"])


AGENCIES: Final[Tables] = {"agencies": agency_list}
CONTACTS: Final[Tables] = {"contacts": contact_list}
CALLS: Final[Tables] = {"calls": call_list}
MORE_TIME: Final[Tables] = {"more-time": time_for_many}

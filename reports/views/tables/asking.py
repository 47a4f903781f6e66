"""Whom a round asks: what would come in and go out, and what was withdrawn."""

from typing import Final

from django.utils.translation import gettext as _

from reports.views.tables.agency_columns import agency_columns
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.workbooks.kinds import Kind


def coming(context: Context) -> PageTable:
    plan = context.get("plan")
    return PageTable(_("Come in"), agency_columns(lambda row: row), plan.new if plan else ())


def going(context: Context) -> PageTable:
    plan = context.get("plan")
    return PageTable(_("Go out"), agency_columns(lambda row: row.agency), plan.gone if plan else ())


def withdrawn(context: Context) -> PageTable:
    columns = [
        *agency_columns(lambda row: row.agency),
        TableColumn(_("When"), lambda row: row.withdrawn_at, Kind.MOMENT),
        TableColumn(_("Reason"), lambda row: row.withdrawn_why, Kind.LONG_TEXT, 60),
    ]
    title, order = _("Withdrawn from the round"), _("Latest first")
    return PageTable(title, columns, context["withdrawn"], order=order)


ASKING: Final[Tables] = {"coming": coming, "going": going, "withdrawn": withdrawn}

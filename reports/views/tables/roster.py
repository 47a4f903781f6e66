"""The roster: its agencies, its versions, and what changed."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.filter_words import in_words
from reports.queries.roster import agencies_in_order
from reports.views.roster.words import ChangeLine, FieldLine, change_lines
from reports.views.tables.agency_columns import agency_columns, lines
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.workbooks.kinds import Kind


def agencies(context: Context) -> PageTable:
    rows = agencies_in_order(context["listed"].page.paginator.object_list)
    columns = [
        *agency_columns(lambda row: row),
        TableColumn(
            _("Status"), lambda row: _("Active") if row.is_active else _("Not active"), sort="active"
        ),
    ]
    said = in_words(context["form"], context["filters"]) or [(_("Filters"), _("none"))]
    version = (_("Version of the roster"), str(context["number"]))
    return PageTable(_("Agencies of the roster"), columns, rows, said=[*said, version])


def versions(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Version"), lambda row: row.number, Kind.COUNT, 10),
        TableColumn(_("What"), lambda row: str(row.get_kind_display()), width=28),
        TableColumn(_("Reason"), lambda row: row.reason, Kind.LONG_TEXT, 50),
        TableColumn(_("When"), lambda row: row.made_at, Kind.MOMENT),
        TableColumn(
            _("Who"), lambda row: row.made_by.full_name if row.made_by else _("The portal"), width=26
        ),
        TableColumn(_("Added"), lambda row: row.added, Kind.COUNT),
        TableColumn(_("Changed"), lambda row: row.changed, Kind.COUNT),
        TableColumn(_("Deactivated"), lambda row: row.deactivated, Kind.COUNT),
    ]
    rows = list(context["page"].paginator.object_list)
    return PageTable(_("Versions of the roster"), columns, rows, order=_("Latest first"))


def changes(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Code"), lambda row: row.code, width=10),
        TableColumn(pgettext("agency", "Name"), lambda row: row.name, width=44),
        TableColumn(_("What"), lambda row: row.what),
        TableColumn(_("Table"), lambda row: row.of),
        TableColumn(_("Field by field"), _fields, Kind.LONG_TEXT, 80),
    ]
    rows = change_lines(context["page"].paginator.object_list, context["names"])
    return PageTable(_("Changes of the roster"), columns, rows, said=[(_("Changes of"), context["title"])])


def _fields(row: ChangeLine) -> str | None:
    return lines(map(_field, row.fields))


def _field(field: FieldLine) -> str:
    return (
        f"{field.label}: {field.before} → {field.after}" if field.before else f"{field.label}: {field.after}"
    )


ROSTER: Final[Tables] = {"roster": agencies}
VERSIONS: Final[Tables] = {"versions": versions}
CHANGES: Final[Tables] = {"changes": changes}

"""Everybody who has an account, and what became of the invitations."""

import datetime as dt
from typing import Any, Final

from django.utils.translation import gettext as _

from agencies.models import Membership
from agencies.people.filters import asked_of
from agencies.people.forms import ASKED_WORDS
from agencies.people.listing import Person, people_of
from reports.filter_words import in_words
from reports.views.tables.agency_columns import lines
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.workbooks.kinds import Kind


def people(context: Context) -> PageTable:
    ids = context["listed"].page.paginator.object_list
    columns = [
        TableColumn(_("Name"), lambda row: row.user.full_name, width=30, sort="name"),
        TableColumn(_("E-mail address"), lambda row: row.user.email, width=34, sort="email"),
        TableColumn(_("Position"), lambda row: row.user.position or None, width=30),
        TableColumn(_("Roles"), _roles, Kind.LONG_TEXT, 50),
        TableColumn(_("Last log-in"), lambda row: row.user.last_login, Kind.MOMENT, sort="last_login"),
        TableColumn(_("Invitation"), lambda row: str(ASKED_WORDS[row.asked])),
        TableColumn(_("Account"), lambda row: _("on") if row.user.is_active else _("switched off"), width=14),
    ]
    said = in_words(context["form"], context["filters"]) or [(_("Filters"), _("none"))]
    return PageTable(_("People with an account"), columns, people_of(ids, now=context["now"]), said=said)


def _roles(row: Person) -> str | None:
    return lines(map(_role, row.memberships))


def _role(membership: Membership) -> str:
    return " · ".join(filter(None, (str(membership.get_role_display()), str(membership.scope or ""))))


def invitations(context: Context) -> PageTable:
    now: dt.datetime = context["now"]
    columns = [
        TableColumn(_("Person"), lambda row: row.user.full_name, width=30),
        TableColumn(_("E-mail address"), lambda row: row.user.email, width=34),
        TableColumn(_("State"), lambda row: str(ASKED_WORDS[asked_of(row, now)])),
        TableColumn(_("What became of it"), lambda row: row.get_failure_display() or None, width=30),
        TableColumn(_("What the mail server said"), lambda row: row.reply or None, Kind.LONG_TEXT),
        TableColumn(_("Sent"), lambda row: row.sent_at, Kind.MOMENT),
        TableColumn(_("Attempts"), lambda row: row.attempts, Kind.COUNT),
    ]
    rows = list(context["page"].paginator.object_list)
    return PageTable(_("Invitations, by address"), columns, rows, said=_chosen(context))


def _chosen(context: Context) -> list[tuple[str, Any]]:
    batch, state = context["batch"], context["state"]
    said = [(_("Sent off together"), str(batch.get_source_display()))] if batch else []
    return said + ([(_("State"), str(ASKED_WORDS[state]))] if state else [])


PEOPLE: Final[Tables] = {"people": people}
INVITATIONS: Final[Tables] = {"invitations": invitations}

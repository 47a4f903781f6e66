"""Reminders: whom each step concerns, who gets a mail, and what became of each."""

from typing import Any, Final

from django.utils.translation import gettext as _

from reports.views.tables.agency_columns import agency_columns
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.views.tables.said import searched_for
from reports.workbooks.kinds import Kind
from surveys.models import ReminderMail


def steps(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Step"), lambda row: str(row[0].label), width=36),
        TableColumn(_("Agencies to be mailed"), lambda row: row[1].agencies, Kind.COUNT, 16),
        TableColumn(_("People to be mailed"), lambda row: len(row[1].new), Kind.COUNT, 16),
        TableColumn(_("People reminded before"), lambda row: row[1].reminded, Kind.COUNT, 16),
        TableColumn(_("Agencies with nobody to mail"), lambda row: len(row[1].unreached), Kind.COUNT, 16),
    ]
    return PageTable(_("Whom each step concerns now"), columns, context["steps"])


def sent(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Step"), lambda row: str(row.reminder.get_step_display()), width=36),
        TableColumn(_("When"), lambda row: row.reminder.created_at, Kind.MOMENT),
        TableColumn(_("Who"), lambda row: _who(row.reminder), width=26),
        TableColumn(_("Mails"), lambda row: row.total, Kind.COUNT),
        TableColumn(_("Done"), lambda row: row.done, Kind.COUNT),
        *(_in_state(state) for state in ReminderMail.State),
    ]
    return PageTable(
        _("Sent so far"), columns, [each for each, *_narrowed in context["sent"]], order=_("Latest first")
    )


def _who(reminder: Any) -> str:
    return reminder.created_by.full_name if reminder.created_by else _("The portal")


def _in_state(state: ReminderMail.State) -> TableColumn:
    return TableColumn(str(state.label), lambda row: row.counts[state], Kind.COUNT, 16)


def recipients(context: Context) -> PageTable:
    step = str(context["step"].label)
    columns = [
        *agency_columns(lambda row: row.submission.agency),
        TableColumn(_("Person"), lambda row: row.user.full_name, width=30),
        TableColumn(_("Address"), lambda row: row.user.email, width=34),
        TableColumn(_("Why"), lambda _row: step, width=30),
    ]
    rows = context["found"].new
    return PageTable(_("Who gets a mail"), columns, rows, said=context["printed"])


def log(context: Context) -> PageTable:
    reminder = context["sent"].reminder
    columns = [
        TableColumn(_("Address"), lambda row: row.address, width=34),
        *agency_columns(lambda row: row.submission.agency)[:2],
        TableColumn(_("State"), lambda row: str(row.get_state_display())),
        TableColumn(_("When"), lambda row: row.sent_at or row.claimed_at, Kind.MOMENT),
        TableColumn(_("What became of it"), lambda row: row.get_failure_display() or None, width=30),
        TableColumn(_("What the mail server said"), lambda row: row.reply or None, Kind.LONG_TEXT),
    ]
    state = context["state"]
    said = [(_("Reminder"), str(reminder.get_step_display()))]
    said += [(_("State"), str(ReminderMail.State(state).label))] if state else []
    said += searched_for(context)
    rows = list(context["page"].paginator.object_list)
    return PageTable(_("What became of each mail"), columns, rows, said=said)


REMINDERS: Final[Tables] = {"steps": steps, "sent": sent}
RECIPIENTS: Final[Tables] = {"recipients": recipients}
LOG: Final[Tables] = {"mails": log}

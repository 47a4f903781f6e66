"""What the journal keeps of workbooks: who asked for one, who cancelled it, who took it away."""

import datetime as dt

from agencies.models import User
from audit.actions import Action
from audit.services import record
from reports.models import WorkbookExport

TYPED = ("q", "person", "agency")
"""Filters that may hold the name of a person, which a line of the journal would outlive."""

KEPT_AS = {"source": "lines"}
"""Filters whose name means something else in the journal."""


def write_down(*, action: Action, export: WorkbookExport, user: User, now: dt.datetime) -> None:
    """Write down that `user` did this with the workbook."""
    filters = {KEPT_AS.get(name, name): value for name, value in export.filters.items() if name not in TYPED}
    record(
        action=action,
        code=export.pk,
        user=user,
        now=now,
        round_code=export.round.code if export.round else "",
        after={"workbook_kind": export.kind, **({"filters": filters} if filters else {})},
    )

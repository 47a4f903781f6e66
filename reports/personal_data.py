"""Personal data in the tables of workbooks: who asked for them, and the files themselves."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from agencies.privacy.register import Column, Fate, Table

TABLES: tuple[Table, ...] = (
    Table(
        "reports.WorkbookExport",
        _("Workbooks asked for"),
        Fate.KEPT,
        _(
            "It says who asked for which workbook. A workbook made before keeps what it says, "
            "as does every copy."
        ),
        of=("requested_by", "cancelled_by"),
        shows=(Column("round__code", _("Round")), Column("requested_at"), Column("state"), Column("sha256")),
        others=("filters", "language", "file", "row_counts"),
    ),
)
IMPERSONAL: Mapping[str, Sequence[str]] = {}

"""The journal: who, when, from where, what, before and after, each in a column."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from reports.filter_words import in_words
from reports.journal.form import SOURCES
from reports.journal.lines import Line, lines_of
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.workbooks.kinds import Kind
from surveys.forms.reading import ReadBack

CHUNK = 500
"""Lines that are looked up at a time, so that a long journal does not stand in memory."""


@dataclass(frozen=True, slots=True)
class JournalRows:
    """All lines that fit, latest first; `places` are those of `reports.journal.rows.rows`.

    What is written down meanwhile stands above them, so `number` of them are read.
    """

    places: Any
    number: int

    def __len__(self) -> int:
        return self.number

    def __iter__(self) -> Iterator[Line]:
        found = list(self.places[: self.number])
        for start in range(0, len(found), CHUNK):
            yield from lines_of(found[start : start + CHUNK])


def journal(context: Context) -> PageTable:
    sources = {str(value): str(label) for value, label in SOURCES}
    paginator = context["page"].paginator
    columns = [
        TableColumn(_("When"), lambda line: line.at, Kind.MOMENT),
        TableColumn(_("Who"), lambda line: line.actor.full_name if line.actor else _("The portal"), width=26),
        *_addresses(shown=context["shows_addresses"]),
        TableColumn(_("Kind"), lambda line: sources[line.source], width=22),
        TableColumn(_("What"), lambda line: line.what, width=44),
        TableColumn(_("Of what"), lambda line: line.which, width=34),
        TableColumn(_("Agency, code"), lambda line: line.agency_code or None, width=14),
        TableColumn(_("Round"), lambda line: line.round_code or None, width=10),
        TableColumn(_("Before"), lambda line: text_of(line.before), Kind.LONG_TEXT, 50),
        TableColumn(_("After"), lambda line: text_of(line.after), Kind.LONG_TEXT, 50),
        TableColumn(_("Reason or note"), lambda line: line.note or None, Kind.LONG_TEXT, 50),
    ]
    return PageTable(
        _("Journal"),
        columns,
        JournalRows(paginator.object_list, paginator.count),
        said=_chosen(context) or [(_("Filters"), _("none"))],
        order=_("Latest first"),
        shorter=_(
            "Narrow the period, or ask for the workbook “Audit log” on the page of workbooks of a round."
        ),
    )


def _addresses(*, shown: bool) -> list[TableColumn]:
    """For managers only, as on the page."""
    return [TableColumn(_("From where"), lambda line: line.address or None, width=18)] if shown else []


def text_of(read: ReadBack) -> str | None:
    """What was read there, a line for each part of it."""
    pairs = [f"{name}: {value}" for name, value in read.pairs]
    rows = ["; ".join(f"{head}: {cell}" for head, cell in row) for row in read.labelled_rows]
    return "\n".join([*read.lines, *pairs, *rows]) or None


def _chosen(context: Context) -> list[tuple[str, str]]:
    form = context["form"]
    return in_words(form, {name: str(value) for name, value in form.cleaned_data.items() if value})


JOURNAL: Final[Tables] = {"journal": journal}

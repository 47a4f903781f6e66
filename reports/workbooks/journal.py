"""The sheets of the journal: who changed what, when, from where, and what stood there before and after."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from reports.journal.filters import Source
from reports.journal.form import SOURCES
from reports.journal.lines import Line, lines_of
from reports.journal.rows import rows
from reports.workbooks.kinds import Kind
from reports.workbooks.material import JournalMaterial
from reports.workbooks.sheets import Column, Row, Table
from surveys.forms.reading import ReadBack

LONGEST = 1_000_000
"""Rows of a sheet; Excel has a few more, and the rest goes to the next sheet."""

CHUNK = 500


def journal(material: JournalMaterial) -> Iterator[Table]:
    """All lines that the filters let through, latest first; a line a row."""
    number = rows(material.filters).count()
    for part, first in enumerate(range(0, max(number, 1), LONGEST)):
        yield Table(
            f"journal_{part + 1}" if part else "journal",
            _("Journal"),
            _columns(material),
            _rows(material, first),
            counted=min(number - first, LONGEST),
        )


def _columns(material: JournalMaterial) -> list[Column]:
    return [
        Column(_("When"), Kind.MOMENT, 18),
        Column(_("Who"), width=24),
        *([Column(_("From where"), width=16)] if material.with_addresses else []),
        Column(_("Of which sort"), width=18),
        Column(_("What"), Kind.LONG_TEXT, 30),
        Column(_("Of which"), Kind.LONG_TEXT, 28),
        Column(_("Round"), width=8),
        Column(_("Code of the agency"), width=10),
        Column(_("Note"), Kind.LONG_TEXT, 32),
        Column(_("Before"), Kind.LONG_TEXT, 42),
        Column(_("After"), Kind.LONG_TEXT, 42),
    ]


def _rows(material: JournalMaterial, first: int) -> Iterator[Row]:
    places = rows(material.filters)[first : first + LONGEST].iterator(CHUNK)
    sources = {value: str(label) for value, label in SOURCES}
    while chunk := list(islice(places, CHUNK)):
        for line in lines_of(chunk):
            yield [*_who(line, material), sources[Source(line.source)], *_what(line)]


def _who(line: Line, material: JournalMaterial) -> list[Any]:
    name = line.actor.full_name if line.actor else _("The portal")
    return [line.at, name, *([line.address or None] if material.with_addresses else [])]


def _what(line: Line) -> list[Any]:
    return [
        line.what,
        line.which or None,
        line.round_code or None,
        line.agency_code or None,
        line.note or None,
        said(line.before),
        said(line.after),
    ]


def said(value: ReadBack) -> str | None:
    """What the page of the journal shows of a value, a line a line; None for nothing."""
    pairs = [": ".join(pair) for pair in value.pairs]
    rows = [" · ".join(row) for row in (value.head, *value.rows) if row]
    return "\n".join([*value.lines, *pairs, *rows]) or None

"""The filters of a list or a workbook in the reader's language."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms

from agencies.models import Agency
from portal.day_field import DayField
from portal.templatetags.portal_format import date_be
from reports.forms import FilterForm
from reports.journal.filters import JournalFilters
from reports.journal.form import JournalForm
from reports.models import WorkbookExport
from reports.queries.filters import Filters

Kept = Mapping[str, str]
InWords = list[tuple[str, str]]


def in_words(form: forms.Form, chosen: Kept) -> InWords:
    """Each filter that limits: its label, and the label of what was chosen."""
    return [(str(form[name].label), _label(form.fields[name], value)) for name, value in chosen.items()]


def says_filters() -> Callable[[WorkbookExport], InWords]:
    """Says the filters of any number of workbooks, with a fixed number of queries."""
    of_agencies, of_journal = FilterForm({}, Agency.objects.all()), JournalForm({}, shows_addresses=True)

    def said(export: WorkbookExport) -> InWords:
        # PostgreSQL gives what is kept as JSON back in an order of its own.
        if export.kind == WorkbookExport.Kind.JOURNAL:
            return in_words(of_journal, JournalFilters.of(export.filters).as_query())
        return in_words(of_agencies, Filters(**export.filters).as_query())

    return said


def _label(field: forms.Field, value: str) -> str:
    if isinstance(field, DayField):
        return date_be(dt.date.fromisoformat(value))
    return str(dict(_choices(field)).get(value, value))


def _choices(field: forms.Field) -> Iterator[tuple[str, Any]]:
    """Those of groups too."""
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else []
    for value, label in choices:
        yield from label if isinstance(label, list) else [(value, label)]

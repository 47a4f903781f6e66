"""Answers with a page, or with one of its tables where the address asks for that."""

from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.formats import format_count
from reports.views.tables.description import Context, PageTable, Tables
from reports.views.tables.file import table_file
from reports.views.tables.view import view_of

MOST_ROWS: Final = 20_000
"""Of a file that somebody waits for: about ten seconds of the journal, whose lines take longest."""

NAME: Final = "table"


def page_or_table(
    request: HttpRequest,
    template: str,
    context: Context,
    tables: Tables,
    *,
    status: int = 200,
    path: str = "",
) -> HttpResponse:
    """The page; with `?table=` that table of it as Excel, of the same filters, all its rows.

    Both are made from one context, so they show the same to the same people. A name that the page does not
    have counts as none. What is too long is refused on the page, which says what to do.
    """
    name = _taken_out_of(request)
    make = tables.get(name)
    if make is None:
        return render(request, template, dict(context), status=status)
    table = make(context)
    if len(table.rows) > MOST_ROWS:
        refused = {"too_long": {"table": name, "text": _too_long(table)}}
        return render(request, template, {**context, **refused}, status=422)
    return table_file(name, table, view_of(request, context, path))


def _taken_out_of(request: HttpRequest) -> str:
    """What the links of a page are made of, and what the file says about its address, must not ask for it."""
    query: Any = request.GET.copy()
    name = query.pop(NAME, [""])[-1]
    request.GET = cast(Any, query)
    return str(name)


def _too_long(table: PageTable) -> str:
    text = _("%(rows)s rows are too many for this file: it takes %(most)s.") % {
        "rows": format_count(len(table.rows)),
        "most": format_count(MOST_ROWS),
    }
    return text + " " + (table.shorter or _("Choose fewer with the filters."))

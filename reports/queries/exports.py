"""The workbooks that were asked for."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max

from agencies.models import User
from audit.actions import Action
from audit.models import AuditEntry
from reports.filter_words import InWords, says_filters
from reports.models import WorkbookExport, WorkbookExportQuerySet
from surveys.models import Round

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A workbook, its filters in words, and how often and when last it was downloaded."""

    export: WorkbookExport
    filters: InWords
    downloads: int
    last_download: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ExportPage:
    """One page of a list: `page` knows its number and its neighbours, `rows` are what stands on it."""

    page: Page[WorkbookExport]
    rows: tuple[Listed, ...]
    unfinished: bool


def exports_of(survey_round: Round | None) -> WorkbookExportQuerySet:
    """Those of the round, or of all, latest first, with who asked."""
    exports = WorkbookExport.objects.select_related("requested_by", "cancelled_by", "round", "run")
    return exports.filter(round=survey_round) if survey_round else exports


def page_of_exports(exports: WorkbookExportQuerySet, number: int) -> ExportPage:
    """Page `number`, or the nearest there is."""
    page = Paginator(exports, PER_PAGE).get_page(number)
    found = list(page.object_list)
    said, downloads = says_filters(), _downloads(found)
    rows = tuple(Listed(each, said(each), *downloads.get(str(each.pk), (0, None))) for each in found)
    return ExportPage(page, rows, any(each.is_unfinished for each in found))


def only(exports: WorkbookExportQuerySet, *, kind: str, asked_by: User | None) -> WorkbookExportQuerySet:
    """Of one kind, if it is given; of one person, if that is given."""
    chosen = exports.filter(kind=kind) if kind else exports
    return chosen.filter(requested_by=asked_by) if asked_by else chosen


def _downloads(exports: Iterable[WorkbookExport]) -> Mapping[str, tuple[int, dt.datetime]]:
    """By number, as the journal has them."""
    taken = AuditEntry.objects.filter(
        kind=Action.WORKBOOK_DOWNLOADED.kind,
        action=Action.WORKBOOK_DOWNLOADED,
        code__in=[str(each.pk) for each in exports],
    )
    counted = taken.order_by().values_list("code").annotate(n=Count("pk"), last=Max("at"))
    return {code: (n, last) for code, n, last in counted}

"""One page of the agencies behind a printed figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from agencies.models import Agency
from portal.formats import half_up
from reports.published.behind import agencies_behind
from reports.published.figures import Figure, Measure
from reports.queries.levels import label_of
from reports.queries.listing import PER_PAGE
from reports.queries.names import named
from reports.views.access import Follower

PLACES = 3


@dataclass(frozen=True, slots=True)
class AgenciesBehind:
    """`total` agencies are behind the figure; `page` has those that fit `q`.

    `rows` are pairs of an agency and what it adds; `amount` is the head of that column, "" where each agency
    counts as one.
    """

    level: str
    total: int
    q: str
    page: Page[Agency]
    amount: str
    rows: tuple[tuple[Agency, str], ...]


def agencies_page(query: Mapping[str, str], figure: Figure, follower: Follower) -> AgenciesBehind:
    """The page `?page=` of those whose names or code fit `?q=`, by code."""
    adds = agencies_behind(figure, survey_round=follower.survey_round, agencies=follower.agencies)
    agencies = Agency.objects.filter(pk__in=adds).select_related("ministry", "province").order_by("code")
    q = query.get("q", "").strip()
    if q:
        agencies = agencies.filter(pk__in=named(q, follower.survey_round))
    page = Paginator(agencies, PER_PAGE).get_page(query.get("page"))
    amount = _amounts().get(figure.measure, "")
    rows = tuple((agency, _text(adds[agency.pk]) if amount else "") for agency in page)
    return AgenciesBehind(label_of(figure.level), len(adds), q, page, amount, rows)


def _amounts() -> Mapping[Measure, str]:
    """Measures to which agencies add different amounts."""
    return {
        Measure.SUM: _("Number given"),
        Measure.ROWS: _("Rows"),
        Measure.ROWS_WITH: _("Rows"),
        Measure.MEAN: _("Score"),
    }


def _text(adds: Fraction) -> str:
    return f"{adds.numerator:,}" if adds.denominator == 1 else f"{half_up(adds, PLACES):,}"

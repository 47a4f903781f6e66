"""One page of the agencies behind a figure or a count."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.core.paginator import Page, Paginator

from agencies.models import Agency
from portal.formats import format_number
from portal.paging import from_one
from reports.queries.listing import PER_PAGE
from reports.queries.names import named
from reports.views.access import Follower

PLACES = 3

Adds = Fraction | str | int


@dataclass(frozen=True, slots=True)
class AgenciesBehind:
    """`total` agencies are behind the figure; `page` has those that fit `q`.

    `rows` are pairs of an agency and what it adds; `amount` is the head of that column, "" where each agency
    counts as one; `in_words` says that it is text, which stands to the left. `adds` has what every
    agency adds, by its id, exactly.
    """

    total: int
    q: str
    page: Page[Agency]
    amount: str
    rows: tuple[tuple[Agency, str], ...]
    adds: Mapping[int, Adds]
    in_words: bool = False


def agencies_page(
    query: Mapping[str, str], adds: Mapping[int, Adds], amount: str, follower: Follower
) -> AgenciesBehind:
    """The page `?page=` of those whose names or code fit `?q=`, by code; `adds` is by the agency's id."""
    agencies = Agency.objects.filter(pk__in=adds).select_related("ministry", "province").order_by("code")
    q = query.get("q", "").strip()
    if q:
        agencies = agencies.filter(pk__in=named(q, follower.survey_round))
    page = Paginator(agencies, PER_PAGE).get_page(from_one(query.get("page", "1")))
    rows = tuple((agency, _text(adds[agency.pk]) if amount else "") for agency in page)
    in_words = any(isinstance(each, str) for each in adds.values())
    return AgenciesBehind(len(adds), q, page, amount, rows, adds, in_words)


def _text(adds: Adds) -> str:
    return adds if isinstance(adds, str) else format_number(adds, PLACES)

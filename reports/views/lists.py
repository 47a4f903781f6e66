"""The agencies that the address asks for: filters, order and page number."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agencies.views.access import PersonRequest
from portal.paging import chosen_sort
from reports.filter_words import in_words
from reports.forms import FilterForm
from reports.queries.filters import Filters
from reports.queries.listing import SORT_KEYS, AgencyPage, page_of_agencies
from reports.views.access import Follower

ALWAYS = ("q", "responded", "state", "audience")
MORE = ("timing", "access", "type", "ministry", "region", "province", "office_kind")
"""Filters that are folded away until one of them is used."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, and what it was asked for."""

    form: FilterForm
    filters: Filters
    sort: str
    page: AgencyPage
    deadline: dt.datetime
    now: dt.datetime

    def context(self) -> dict[str, Any]:
        """For a template that has the filters and the page."""
        return {
            "form": self.form,
            "always": [self.form[name] for name in ALWAYS],
            "more": [self.form[name] for name in MORE],
            "more_is_open": any(name in self.filters.as_query() for name in MORE) or bool(self.form.errors),
            "filters": self.filters.as_query(),
            "listed": self.page,
            "sort": self.sort,
            "now": self.now,
            "past": self.now >= self.deadline,
            "printed": self.in_words() or [(_("Filters"), _("none"))],
        }

    def in_words(self) -> list[tuple[str, str]]:
        """Each filter that limits, for the head of the paper."""
        return in_words(self.form, self.filters.as_query())


def listed_for(request: PersonRequest, follower: Follower, now: dt.datetime) -> Listed:
    """One page of the follower's agencies."""
    form = FilterForm(request.GET, follower.agencies)
    filters = form.filters()
    sort = chosen_sort(request.GET, SORT_KEYS, "code")
    page = page_of_agencies(
        survey_round=follower.survey_round,
        agencies=follower.agencies,
        filters=filters,
        sort=sort,
        number=request.GET.get("page", "1"),
        now=now,
    )
    return Listed(form, filters, sort, page, follower.survey_round.deadline, now)

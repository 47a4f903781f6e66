"""The figures at the top of the dashboard, each with its base, its meaning and the list behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import formats
from reports.meanings import MEANINGS
from reports.queries.figures import Figures, percent_of
from reports.queries.filters import Filters
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Tile:
    """`note` names the base of the number, `meaning` says what is counted."""

    number: str
    label: str
    url: str
    note: str
    meaning: str


LABELS = {
    "started": gettext_lazy("Started"),
    "submitted": gettext_lazy("Submitted"),
    "unsigned": gettext_lazy("Waiting for the signature"),
    "on_time": gettext_lazy("Responded on time"),
    "not_responded": gettext_lazy("Not responded yet"),
    "overdue": gettext_lazy("Overdue"),
}
FILTERS: Mapping[str, Mapping[str, str]] = {
    "started": {"state": "started"},
    "submitted": {"state": "submitted"},
    "unsigned": {"timing": "unsigned"},
    "on_time": {"timing": "on_time"},
    "not_responded": {"responded": "no"},
    "overdue": {"timing": "overdue"},
}
"""The list behind each count."""


def tiles(survey_round: Round, figures: Figures, audience: Audience | None) -> list[Tile]:
    """The response rate first, then each step on the way to it."""

    def url(**filters: str) -> str:
        return list_address(survey_round, Filters(audience=audience or "", **filters))

    def tile(name: str) -> Tile:
        count: int = getattr(figures, name)
        number = formats.format_count(count)
        return Tile(
            number, str(LABELS[name]), url(**FILTERS[name]), _share(count, figures), str(MEANINGS[name])
        )

    return [_rate(figures, url(responded="yes")), _asked(figures, url()), *map(tile, LABELS)]


def list_address(survey_round: Round, filters: Filters) -> str:
    """The agency list of the round, filtered."""
    query = urlencode(filters.as_query())
    return reverse("reports:agencies", args=[survey_round.code]) + (f"?{query}" if query else "")


def _rate(figures: Figures, url: str) -> Tile:
    rate = formats.format_percent(figures.response_rate)
    note = _("%(count)s of %(asked)s agencies asked") % {
        "count": formats.format_count(figures.responded),
        "asked": formats.format_count(figures.asked),
    }
    return Tile(rate, _("Response rate"), url, note, str(MEANINGS["responded"]))


def _asked(figures: Figures, url: str) -> Tile:
    number = formats.format_count(figures.asked)
    return Tile(number, _("Agencies asked"), url, _("the base of all shares here"), str(MEANINGS["asked"]))


def _share(count: int, figures: Figures) -> str:
    return _("%(share)s of %(asked)s asked") % {
        "share": formats.format_percent(percent_of(count, figures.asked)),
        "asked": formats.format_count(figures.asked),
    }

"""The figures at the top of the dashboard, each with the list behind it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal import formats
from reports.queries.figures import Figures, percent_of
from reports.queries.filters import Filters
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Tile:
    number: str
    label: str
    url: str
    note: str = ""


def tiles(survey_round: Round, figures: Figures, audience: Audience | None) -> list[Tile]:
    """The response rate first, then each step on the way to it."""

    def tile(label: str, count: int, **filters: str) -> Tile:
        return Tile(formats.format_count(count), label, url(**filters), _share(count, figures))

    def url(**filters: str) -> str:
        return list_address(survey_round, Filters(audience=audience or "", **filters))

    return [
        Tile(_share(figures.responded, figures), _("Response rate"), url(responded="yes"), _of(figures)),
        Tile(formats.format_count(figures.asked), _("Agencies asked"), url()),
        tile(_("Started"), figures.started, state="started"),
        tile(_("Submitted"), figures.submitted, state="submitted"),
        tile(_("Signed"), figures.signed, state="signed"),
        tile(_("Responded on time"), figures.on_time, timing="on_time"),
        tile(_("Not responded yet"), figures.not_responded, responded="no"),
        tile(_("Overdue"), figures.overdue, timing="overdue"),
    ]


def list_address(survey_round: Round, filters: Filters) -> str:
    """The agency list of the round, filtered."""
    query = urlencode(filters.as_query())
    return reverse("reports:agencies", args=[survey_round.code]) + (f"?{query}" if query else "")


def _share(count: int, figures: Figures) -> str:
    return formats.format_percent(percent_of(count, figures.asked))


def _of(figures: Figures) -> str:
    return _("%(count)s of %(asked)s agencies") % {
        "count": formats.format_count(figures.responded),
        "asked": formats.format_count(figures.asked),
    }

"""Everything that is measured, one after the other, on one running portal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from bench.cast import Cast
from bench.effort import Effort
from bench.pages import WARM_UP, queries_of, time_pages
from bench.saving import time_saves
from bench.submitting import time_submissions
from bench.timing import Timing
from scoring.models import Scorecard
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.vocabulary import Audience

HEALTH = "health page"


@dataclass(frozen=True)
class Page:
    """A page that `session` may see, under one address or several like it."""

    name: str
    session: str
    addresses: Sequence[str]
    times: int


def timings_of(cast: Cast, effort: Effort, host: str) -> Iterator[Timing]:
    """Each as soon as it is known."""
    yield time_pages(HEALTH, [reverse("health-live")], host, "", effort.health)
    yield time_saves("one answer saved", [cast.saving], host, effort.saves)
    yield time_saves("one answer saved", cast.saving_together, host, effort.saves_each)
    for page in pages_of(cast, effort):
        yield time_pages(page.name, page.addresses, host, page.session, page.times)
    yield time_submissions("submit, until scored", cast.submitting, host)


def queries_by_page(cast: Cast, effort: Effort) -> Mapping[str, int]:
    """How many queries one request makes, by the name of the page."""
    return {page.name: queries_of(page.addresses[0], page.session) for page in pages_of(cast, effort)}


def pages_of(cast: Cast, effort: Effort) -> list[Page]:
    return [
        *_officers_pages(cast, effort.pages),
        *_ega_pages(cast, effort.lists),
        *_explanations(cast, effort.lists),
    ]


def _officers_pages(cast: Cast, times: int) -> Iterator[Page]:
    session, codes = cast.reading.session, [cast.survey_round.code, cast.reading.submission.agency.code]
    dimensions = questionnaire_of(cast.survey_round).dimensions_for(Audience.DEPARTMENT)
    pages = [reverse("surveys:dimension", args=[*codes, dimension.code]) for dimension in dimensions]
    yield Page("dimension page", session, pages, times)
    yield Page("overview", session, [reverse("surveys:overview", args=codes)], times)
    yield Page("review", session, [reverse("surveys:review", args=codes)], times)


def _ega_pages(cast: Cast, times: int) -> Iterator[Page]:
    for name, label in (("dashboard", "dashboard"), ("agencies", "list of agencies"), ("results", "results")):
        yield Page(label, cast.analyst, [reverse(f"reports:{name}", args=[cast.survey_round.code])], times)
    yield Page("results by question", cast.analyst, list(_items_pages(cast.survey_round)), times)


def _items_pages(survey_round: Round) -> Iterator[str]:
    """Of the level with most agencies, every dimension."""
    url = reverse("reports:items", args=[survey_round.code])
    for dimension in questionnaire_of(survey_round).dimensions_for(Audience.PROVINCE):
        yield f"{url}?audience={Audience.PROVINCE}&dimension={dimension.code}"


def _explanations(cast: Cast, times: int) -> Iterator[Page]:
    """Of so many agencies that no page is asked for twice, and then of those that have been."""
    cards = Scorecard.objects.counted().filter(submission__round=cast.survey_round)
    codes = cards.order_by("submission__agency__code").values_list("submission__agency__code", flat=True)
    pages = [
        reverse("surveys:explanation", args=[cast.survey_round.code, code])
        for code in codes[: times + WARM_UP]
    ]
    yield Page("explanation, first time", cast.analyst, pages, times)
    yield Page("explanation, again", cast.analyst, pages[:WARM_UP], times)

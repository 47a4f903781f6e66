"""From figures to pictures: the charts of the pages, with their words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from portal import formats
from portal.languages import active_language
from reports.charts import bars as bar_chart
from reports.charts import cumulative as course_chart
from reports.charts import palette
from reports.charts.plane import Size
from reports.charts.radar import NARROW, Radar, RadarSeries, radar
from reports.charts.stacked import NARROW as NARROW_BAR
from reports.charts.stacked import Part, Stacked, stacked
from reports.queries.daily import Course
from reports.queries.figures import Figures, percent_of
from reports.queries.levels import label_of
from reports.queries.means import Means
from surveys.forms.words import words
from surveys.models import Submission
from surveys.questionnaire.model import Audience, Node

Picture = TypeVar("Picture")
DASHES: Mapping[Audience, str] = {Audience.DEPARTMENT: "", Audience.PROVINCE: "7 4"}
FEWEST_AXES = 3
"""A radar of fewer is a line."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[Picture]):
    """The same picture for a desk and for a phone: letters must not shrink with the screen."""

    wide: Picture
    narrow: Picture


def course_picture(course: Course, earlier: Course | None = None) -> Pair[course_chart.Cumulative]:
    """The climb of the responses towards all that are asked, beside that of the round before."""
    last = max([course.closes_on, *(day.date for day in course.days[-1:])])
    first = min([course.opens_on, *(day.date for day in course.days[:1])])
    window = course_chart.Window(first, course.closes_on, last, course.asked)
    share = formats.format_percent(percent_of(course.responded, course.asked))
    end_text = f"{formats.format_count(course.responded)} ({share})"

    def draw(size: Size) -> course_chart.Cumulative:
        return course_chart.cumulative(
            [(day.date, day.cumulative) for day in course.days],
            window,
            size=size,
            date_text=short_date,
            end_text=end_text,
            deadline_text=_("Last day %(day)s") % {"day": short_date(course.closes_on)},
            earlier=_aligned(earlier, window) if earlier else (),
        )

    return Pair(draw(course_chart.WIDE), draw(course_chart.NARROW))


def _aligned(earlier: Course, window: course_chart.Window) -> list[tuple[dt.date, float]]:
    """Its shares, on the days of `window` that are as far from the last day."""
    later = window.closes - earlier.closes_on
    return [
        (day.date + later, window.target * day.cumulative / earlier.asked)
        for day in earlier.days
        if earlier.asked and window.first <= day.date + later <= window.last
    ]


def short_date(day: dt.date) -> str:
    """22 พ.ย., or 22 Nov."""
    months = formats.THAI_MONTHS if active_language() == "th" else formats.ENGLISH_MONTHS
    return f"{day.day} {months[day.month - 1]}"


def bars_picture(nodes: Sequence[Node], means: Means) -> Pair[bar_chart.Bars]:
    """One bar for the mean of each dimension or indicator, in the colour of its dimension."""
    items = [
        bar_chart.BarItem(
            label=f"{node.code}  {words(node.label)}",
            value=means.node(node.code).value,
            text=formats.format_score(means.node(node.code).value),
            colour=palette.dimension_colour(node.code),
        )
        for node in nodes
    ]
    return Pair(bar_chart.bars(items), bar_chart.bars(items, width=bar_chart.NARROW))


def radar_picture(dimensions: Sequence[Node], levels: Mapping[Audience, Means]) -> Pair[Radar] | None:
    """One shape a level; None where it would say nothing. On a phone an axis has only its number."""
    if len(dimensions) < FEWEST_AXES or not any(means.base for means in levels.values()):
        return None
    colours = [palette.dimension_ink(node.code) for node in dimensions]
    series = [
        RadarSeries(
            label_of(audience),
            palette.LEVELS[audience],
            [means.node(node.code).value for node in dimensions],
            DASHES[audience],
        )
        for audience, means in levels.items()
        if means.base
    ]
    return Pair(
        radar([dimension_label(node) for node in dimensions], colours, series),
        radar([node.code for node in dimensions], colours, series, width=NARROW),
    )


def dimension_label(dimension: Node) -> str:
    """Short enough for an axis; the colour and a table beside it say the name."""
    return _("Dimension %(number)s") % {"number": dimension.code}


def states_picture(figures: Figures) -> Pair[Stacked]:
    """The five states, furthest first."""
    parts = [_part(state, figures) for state in palette.STATES]
    return Pair(stacked(parts), stacked(parts, size=NARROW_BAR))


def _part(state: str, figures: Figures) -> Part:
    count: int = getattr(figures, state)
    fill, ink = palette.STATES[state]
    share = formats.format_percent(percent_of(count, figures.asked))
    return Part(str(Submission.State(state).label), count, share, fill, ink)

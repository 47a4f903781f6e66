"""The sheets of response rates: by every grouping, and by day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.queries.daily import Course, course_of
from reports.queries.figures import Figures, percent_of
from reports.queries.groups import Grouping
from reports.queries.levels import label_of
from reports.queries.responses import responses_by
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.sheets import Column, Row, Table
from surveys.questionnaire.vocabulary import Audience

FIGURES = (
    "asked",
    "started",
    "submitted",
    "signed",
    "responded",
    "on_time",
    "overdue",
    "not_responded",
)


def figure_columns() -> list[Column]:
    """Of `figure_cells`."""
    return [
        Column(_("Asked"), Kind.COUNT),
        Column(_("Started"), Kind.COUNT),
        Column(_("Submitted"), Kind.COUNT),
        Column(_("Signed"), Kind.COUNT),
        Column(_("Responded"), Kind.COUNT),
        Column(_("On time"), Kind.COUNT),
        Column(_("Overdue"), Kind.COUNT),
        Column(_("Not responded"), Kind.COUNT),
        Column(_("Response rate"), Kind.PERCENT),
    ]


def figure_cells(figures: Figures) -> list[object]:
    return [*(getattr(figures, name) for name in FIGURES), figures.response_rate]


def responses(material: Material) -> Table:
    """Every grouping below the other, told apart by the first column."""
    columns = [
        Column(_("Grouped by"), width=22),
        Column(_("Group"), width=44),
        Column(_("Level"), width=16),
        *figure_columns(),
    ]
    return Table("responses", _("Response rates"), columns, _rows(material))


def _rows(material: Material) -> Iterator[Row]:
    for audience in Audience:
        for grouping in Grouping:
            report = responses_by(
                grouping,
                survey_round=material.survey_round,
                agencies=material.agencies,
                now=material.now,
                audience=audience,
            )
            for part in report.groups:
                yield [grouping.label, part.group.label, label_of(audience), *figure_cells(part.figures)]


def by_day(material: Material) -> Table:
    """Responses day by day, over the window of the round."""
    columns = [
        Column(_("Day"), Kind.DATE, 16),
        Column(_("Responses"), Kind.COUNT, 14),
        Column(_("Responses so far"), Kind.COUNT, 16),
        Column(_("Share of asked"), Kind.PERCENT, 16),
    ]
    course = course_of(survey_round=material.survey_round, agencies=material.agencies, now=material.now)
    return Table("by_day", _("By day"), columns, _days(course), kept=1)


def _days(course: Course) -> Iterator[Row]:
    for day in course.days:
        yield [day.date, day.responses, day.cumulative, percent_of(day.cumulative, course.asked)]

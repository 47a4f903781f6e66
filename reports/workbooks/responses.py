"""The sheets of response rates: by every grouping, and by day."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.queries.daily import Course, course_of
from reports.queries.figures import Figures, percent_of
from reports.queries.groups import Grouping
from reports.queries.levels import label_of
from reports.queries.responses import Responses, responses_by
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.sheets import Column, Row, Table
from surveys.models import Submission
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


STATES = ("not_started", "draft", "waiting", "returned", "signed")
"""The states of submissions as `Figures` has them; they add up to those asked."""


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
    """Each level in all, then every grouping below the other, told apart by the first column."""
    columns = [
        Column(_("Grouped by"), width=22),
        Column(_("Group"), width=44),
        Column(_("Level"), width=16),
        *figure_columns(),
        *(Column(str(Submission.State(state).label), Kind.COUNT, 14) for state in STATES),
    ]
    return Table("responses", _("Response rates"), columns, _rows(material))


def _rows(material: Material) -> Iterator[Row]:
    for audience in Audience:
        reports = [_report(material, grouping, audience) for grouping in Grouping]
        yield [
            _("All"),
            _("All agencies"),
            label_of(audience),
            *_all_cells(reports[0].by_audience[audience]),
        ]
        for report in reports:
            for part in report.groups:
                yield [report.grouping.label, part.group.label, label_of(audience), *_all_cells(part.figures)]


def _report(material: Material, grouping: Grouping, audience: Audience) -> Responses:
    return responses_by(
        grouping,
        survey_round=material.survey_round,
        agencies=material.agencies,
        now=material.now,
        audience=audience,
    )


def _all_cells(figures: Figures) -> list[object]:
    return [*figure_cells(figures), *(getattr(figures, state) for state in STATES)]


def by_day(material: Material) -> Table:
    """Responses day by day, over the window of the round: of all, and of each level."""
    levels = [_("All agencies"), *(label_of(audience) for audience in Audience)]
    columns = [Column(_("Day"), Kind.DATE, 16)]
    for level in levels:
        columns += _day_columns(level)
    agencies = [material.agencies, *(material.agencies.of_audience(audience) for audience in Audience)]
    courses = [
        course_of(survey_round=material.survey_round, agencies=some, now=material.now) for some in agencies
    ]
    return Table("by_day", _("By day"), columns, _days(courses), kept=1)


def _day_columns(level: str) -> list[Column]:
    return [
        Column(f"{level} – " + _("Responses"), Kind.COUNT, 19),
        Column(f"{level} – " + _("Responses so far"), Kind.COUNT, 19),
        Column(f"{level} – " + _("Share of asked"), Kind.PERCENT, 19),
    ]


def _days(courses: Sequence[Course]) -> Iterator[Row]:
    """The first course is that of all, so it has every day of the others."""
    of_day = [{day.date: day for day in course.days} for course in courses]
    so_far = [0] * len(courses)
    for day in courses[0].days:
        row: list[object] = [day.date]
        for at, course in enumerate(courses):
            here = of_day[at].get(day.date)
            so_far[at] = here.cumulative if here else so_far[at]
            row += [here.responses if here else 0, so_far[at], percent_of(so_far[at], course.asked)]
        yield row

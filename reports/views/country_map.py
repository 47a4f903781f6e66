"""The response of the provinces as a map."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from agencies.models import Province
from portal import formats
from reports.charts.country import Country, Place, country
from reports.queries.groups import Grouping
from reports.views.response_tables import GroupRow


def map_of(grouping: Grouping, rows: Sequence[GroupRow]) -> Country | None:
    """All provinces, those without agencies too; None where the groups are no provinces, or a single one."""
    if grouping != Grouping.PROVINCE or len(rows) < 2:
        return None
    by_code = {row.group.key: row for row in rows}
    return country([_place(each, by_code.get(each.code)) for each in Province.objects.all()])


def _place(province: Province, row: GroupRow | None) -> Place:
    if row is None or row.figures.response_rate is None:
        return Place(province.map_id, province.name, None, _("nobody is asked here"), "")
    figures = row.figures
    text = _("%(rate)s, %(responded)s of %(asked)s") % {
        "rate": formats.format_percent(figures.response_rate),
        "responded": formats.format_count(figures.responded),
        "asked": formats.format_count(figures.asked),
    }
    return Place(province.map_id, province.name, figures.response_rate, text, row.url)

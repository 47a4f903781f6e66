"""The first sheet of a table: what it is, of which moment, and what was chosen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.formats import format_datetime
from portal.languages import active_language
from reports.views.tables.description import PageTable
from reports.views.tables.view import View
from reports.workbooks.banner import Banner
from reports.workbooks.kinds import Kind
from reports.workbooks.properties import Description
from reports.workbooks.sheets import Block, Column, Leaf, Row

LABEL, TEXT, NUMBER, MOMENT = (
    Column("", width=30),
    Column("", Kind.LONG_TEXT, 90),
    Column("", Kind.COUNT, 90),
    Column("", Kind.MOMENT, 90),
)


def about(table: PageTable, view: View) -> Leaf:
    blocks = [
        Block(table.title, (LABEL, TEXT), list(_facts(table, view))),
        Block(_("As of"), (LABEL, MOMENT), [[_("The moment of every figure here"), view.now]]),
        Block(_("Size"), (LABEL, NUMBER), [[_("Rows"), len(table.rows)]]),
    ]
    return Leaf(_("About"), blocks, (LABEL.width, TEXT.width))


def _facts(table: PageTable, view: View) -> Iterator[Row]:
    survey_round = view.survey_round
    if survey_round:
        yield [_("Round"), f"{survey_round.name} ({survey_round.code})"]
    if view.is_synthetic:
        yield [
            _("Origin of the answers"),
            _("Synthetic: made up for trying the portal. No agency has said any of this."),
        ]
    yield from ([label, text] for label, text in table.said)
    if order := table.order_in_words(view.sort):
        yield [_("Order"), order]
    yield [_("Address of the page"), view.address]


def banner_of(table: PageTable, view: View) -> Banner:
    moment = format_datetime(view.now, active_language())
    return Banner(
        title=f"{table.title} – {view.survey_round.name}" if view.survey_round else table.title,
        warning=_("SYNTHETIC DEMONSTRATION DATA") if view.is_synthetic else "",
        as_of=_("As of %(moment)s, Bangkok time") % {"moment": moment},
    )


def description_of(view: View, banner: Banner) -> Description:
    return Description(
        creator=_("Digital Government Readiness Survey"),
        title=banner.title,
        subject=view.address,
        comments=" · ".join(filter(None, (banner.warning, banner.as_of))),
        created=view.now,
        language=active_language(),
    )

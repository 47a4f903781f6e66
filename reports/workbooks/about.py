"""The first sheet: what the workbook is, and how to read it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import datetime_be
from reports.meanings import PURPOSES
from reports.queries.adjustments import counted_in
from reports.queries.groups import Grouping
from reports.queries.levels import label_of
from reports.queries.means import Results
from reports.queries.responses import Responses, responses_by
from reports.queries.runs import engines_of
from reports.workbooks.banner import banner_of
from reports.workbooks.guide import compared, reading
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material, Occasion
from reports.workbooks.means import results_of
from reports.workbooks.sheets import Block, Column, Leaf, Row, Sheet, Table
from scoring.models import ScoringRun
from surveys.questionnaire.model import Audience

LANGUAGES = {"th": "ไทย", "en": "English"}

LABEL, TEXT, NUMBER, DAY, MOMENT = (
    Column("", width=48),
    Column("", Kind.LONG_TEXT, 80),
    Column("", Kind.COUNT, 80),
    Column("", Kind.DATE, 80),
    Column("", Kind.MOMENT, 80),
)


def about(material: Occasion, sheets: Sequence[Sheet]) -> Leaf:
    """Facts first, then bases, then what the codes in these sheets mean."""
    keys = {sheet.key for sheet in sheets if isinstance(sheet, Table)}
    blocks = [
        Block(banner_of(material).title, (LABEL, TEXT), list(_identity(material))),
        Block(_("As of"), (LABEL, MOMENT), [[_("The moment of every figure here"), material.now]]),
        Block(_("Filters"), (LABEL, TEXT), list(_filters(material))),
        *(_of_round(material) if isinstance(material, Material) else ()),
        Block(_("How to read the sheets"), (LABEL, TEXT), list(reading(keys))),
        Block(_("What was compared before this file was offered"), (LABEL, TEXT), list(compared(keys))),
    ]
    return Leaf(_("About"), blocks, (LABEL.width, TEXT.width))


def _of_round(material: Material) -> Iterator[Block]:
    yield Block(_("Days"), (LABEL, DAY), list(_days(material)))
    yield Block(_("Bases"), (LABEL, NUMBER), list(_bases(material)))


def _identity(material: Occasion) -> Iterator[Row]:
    yield [_("What this is"), str(PURPOSES[material.kind])]
    yield [_("Language"), LANGUAGES[material.language]]
    yield [_("Asked for by"), material.asked_by.full_name]
    if isinstance(material, Material):
        yield from _identity_of_round(material)
    else:
        yield [_("About"), material.place]


def _filters(material: Occasion) -> Iterator[Row]:
    """What limits the figures; a sentence where nothing does, and one where nothing is left."""
    yield from material.chosen or [(_("Filters"), _("none: everything is in here"))]
    if isinstance(material, Material) and not material.asked().exists():
        yield [_("Empty"), _("No agency is in this workbook: the round asks none, or none fits the filters.")]


def _identity_of_round(material: Material) -> Iterator[Row]:
    survey_round, run = material.survey_round, material.run
    yield [_("Round"), f"{survey_round.name} ({survey_round.code})"]
    yield [_("State of the round"), survey_round.get_state_display()]
    yield [_("Origin of the answers"), _provenance(survey_round.is_synthetic)]
    yield [_("Questionnaire"), survey_round.chosen_questionnaire.title]
    yield [_("Questionnaire, SHA-256"), survey_round.chosen_questionnaire.sha256]
    if run is None:
        yield [_("Scoring run"), _("nothing is scored yet")]
        return
    yield [_("Scoring run"), f"{run.pk}: {run.reason}"]
    yield [_("Questionnaire of the scoring run, SHA-256"), run.questionnaire.sha256]
    yield [_("Version of the scoring engine"), _engines(material, run)]
    yield [_("Adjustments by EGA"), _adjusted(run)]


def _adjusted(run: ScoringRun) -> str:
    if run.adjusted_until is None:
        return _("none: the answers as the agencies stated them")
    return _("%(n)s, decided until %(when)s") % {
        "n": f"{counted_in(run).adjustments:,}",
        "when": datetime_be(run.adjusted_until),
    }


def _engines(material: Material, run: ScoringRun) -> str:
    """Scores that were added by a later engine say so."""
    return ", ".join(engines_of(material.cards()).get(run.pk, {run.engine_version: 0}))


def _provenance(is_synthetic: bool) -> str:
    if is_synthetic:
        return _("Synthetic: made up for trying the portal. No agency has said any of this.")
    return _("Given by the agencies")


def _days(material: Material) -> Iterator[Row]:
    yield [_("First day"), material.survey_round.opens_on]
    yield [_("Last day"), material.survey_round.closes_on]


def _bases(material: Material) -> Iterator[Row]:
    responses, results = _figures(material)
    for audience in Audience:
        figures, label = responses.by_audience[audience], label_of(audience)
        yield [f"{label} – " + _("agencies asked"), figures.asked]
        yield [f"{label} – " + _("with a submission that stands"), figures.submitted]
        yield [f"{label} – " + _("that have responded"), figures.responded]
        yield [f"{label} – " + _("responded and scored"), results.by_audience[audience].base]


def _figures(material: Material) -> tuple[Responses, Results]:
    responses = responses_by(
        Grouping.TYPE, survey_round=material.survey_round, agencies=material.agencies, now=material.now
    )
    return responses, results_of(material, Grouping.TYPE, Audience.DEPARTMENT)

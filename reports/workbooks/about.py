"""The first sheet: what the workbook is, and how to read it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.queries.groups import Grouping
from reports.queries.levels import label_of
from reports.queries.means import Results
from reports.queries.responses import Responses, responses_by
from reports.queries.runs import engines_of
from reports.workbooks.banner import banner_of
from reports.workbooks.guide import compared, reading
from reports.workbooks.kinds import Kind
from reports.workbooks.material import Material
from reports.workbooks.means import results_of
from reports.workbooks.sheets import Block, Column, Leaf, Row
from scoring.models import Scorecard, ScoringRun
from surveys.questionnaire.model import Audience

LABEL, TEXT, NUMBER, DAY, MOMENT = (
    Column("", width=48),
    Column("", Kind.LONG_TEXT, 80),
    Column("", Kind.COUNT, 80),
    Column("", Kind.DATE, 80),
    Column("", Kind.MOMENT, 80),
)


def about(material: Material) -> Leaf:
    """Facts first, then bases, then what the codes in the sheets mean."""
    blocks = [
        Block(banner_of(material).title, (LABEL, TEXT), list(_identity(material))),
        Block(_("Days"), (LABEL, DAY), list(_days(material))),
        Block(_("As of"), (LABEL, MOMENT), [[_("The moment of every figure here"), material.now]]),
        Block(_("Bases"), (LABEL, NUMBER), list(_bases(material))),
        Block(_("How to read the sheets"), (LABEL, TEXT), list(reading())),
        Block(_("What was compared before this file was offered"), (LABEL, TEXT), list(compared())),
    ]
    return Leaf(_("About"), blocks, (LABEL.width, TEXT.width))


def _identity(material: Material) -> Iterator[Row]:
    survey_round, run = material.survey_round, material.run
    yield [_("Round"), f"{survey_round.name} ({survey_round.code})"]
    yield [_("State of the round"), survey_round.get_state_display()]
    yield [_("Origin of the answers"), _provenance(survey_round.is_synthetic)]
    yield [_("Asked for by"), material.asked_by.full_name]
    yield [_("Questionnaire"), survey_round.chosen_questionnaire.title]
    yield [_("Questionnaire, SHA-256"), survey_round.chosen_questionnaire.sha256]
    if run is None:
        yield [_("Scoring run"), _("nothing is scored yet")]
        return
    yield [_("Scoring run"), f"{run.pk}: {run.reason}"]
    yield [_("Questionnaire of the scoring run, SHA-256"), run.questionnaire.sha256]
    yield [_("Version of the scoring engine"), _engines(material, run)]


def _engines(material: Material, run: ScoringRun) -> str:
    """Scores that were added by a later engine say so."""
    cards = Scorecard.objects.current().filter(run=run, submission__in=material.asked().values("pk"))
    return ", ".join(engines_of(cards).get(run.pk, {run.engine_version: 0}))


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

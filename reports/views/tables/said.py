"""What several tables say of where their figures come from."""

from django.utils.translation import gettext as _

from portal.formats import NOTHING
from reports.views.tables.description import Context
from scoring.models import ScoringRun
from surveys.models import Round


def run_in_words(survey_round: Round) -> str:
    """The number of the live run; a dash while there is none."""
    run = survey_round.scoring_runs.filter(is_live=True).values_list("pk", flat=True).first()
    return number_of_run(run) if run else NOTHING


def number_of_run(number: int) -> str:
    return _("No. %(number)s") % {"number": number}


def run_said(survey_round: Round) -> tuple[str, str]:
    return _("Scoring run"), run_in_words(survey_round)


def this_run_said(run: ScoringRun) -> tuple[str, str]:
    return _("Scoring run"), f"{number_of_run(run.pk)} – {run.why}"


def searched_for(context: Context) -> list[tuple[str, str]]:
    """What the list was searched for, if anything."""
    return [(_("Searched for"), context["q"])] if context["q"] else []

"""Everything that is written down, in one table: a code, and what it is called."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """What somebody did. The part before the point is the kind of what it was done to."""

    SCORES_SHOWN = "round.scores_shown", _("Scores shown to the agencies")
    SCORES_HIDDEN = "round.scores_hidden", _("Scores hidden from the agencies")
    QUESTIONNAIRE_LOADED = "questionnaire.loaded", _("Questionnaire loaded")
    QUESTIONNAIRE_CHOSEN = "round.questionnaire_chosen", _("Questionnaire chosen for the round")
    CROSSWALK_SAVED = "questionnaire.crosswalk_saved", _("Crosswalk between two questionnaires saved")

    RUN_STARTED = "run.started", _("Scoring run started")
    RUN_STOPPED = "run.stopped", _("Scoring run stopped")
    RUN_USED = "run.used", _("Figures taken from another scoring run")
    RESULTS_RELEASED = "release.made", _("Results released")
    RESULTS_WITHDRAWN = "release.withdrawn", _("Released results taken back")
    TASK_RUN_AGAIN = "task.run_again", _("Failed task run again")

    @property
    def kind(self) -> str:
        """Of what it was done to: "round", "agency", "person" ..."""
        return self.value.partition(".")[0]

"""Load the closed round of 2560 into the demonstration. Run again, it goes on where it was stopped."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from surveys.demo.past_round import CODE, NotSynthetic, close_past_round, fill_past_round, prepare_past_round
from surveys.demo.questionnaire import demonstration_questionnaire
from surveys.models import Round


class Command(BaseCommand):
    """1,453 signed responses, and a worker's task to score them."""

    help = "Loads the closed round of 2560 with synthetic answers that give the printed figures."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: real agencies would seem to have said what is made up.")
        if Round.objects.filter(code=CODE, state=Round.State.CLOSED, scoring_runs__isnull=False).exists():
            self.stdout.write(f"The round of {CODE} is there already.")
            return
        try:
            survey_round = prepare_past_round(questionnaire=demonstration_questionnaire(now=timezone.now()))
        except NotSynthetic as error:
            raise CommandError(f"There is a round {CODE} with real answers.") from error
        self._say(f"Reconstructing the answers of {CODE} ...")
        for step in fill_past_round(survey_round=survey_round):
            self._say(f"Synthetic answers of {CODE}: {step.done:,} of {step.of:,}")
        close_past_round(survey_round=survey_round, now=timezone.now())
        self._say(f"The round of {CODE} is loaded; a worker scores it.")

    def _say(self, text: str) -> None:
        """At once, although the output may be a file."""
        self.stdout.write(text)
        self.stdout.flush()

"""Load the closed round of 2560 into the demonstration. Run again, it goes on where it was stopped."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from surveys.demo.past_round import (
    CODE,
    NotSynthetic,
    close_past_round,
    fill_past_round,
    is_being_scored,
    is_loaded,
    is_scored,
    prepare_past_round,
    release_past_round,
    scored_so_far,
    was_released,
)
from surveys.demo.questionnaire import demonstration_questionnaire
from surveys.models import Round

PATIENCE = 180
"""Seconds. A run that lost its worker is taken up again by the sweep within half of that."""


class Command(BaseCommand):
    """1,453 signed responses, scored by the workers and released."""

    help = (
        "Loads the closed round of 2560, whose synthetic answers give the printed figures, and releases it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--patience",
            type=float,
            default=PATIENCE,
            metavar="SECONDS",
            help="how long to wait for workers that score nothing (%(default)s)",
        )

    def handle(self, *args: Any, patience: float, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: real agencies would seem to have said what is made up.")
        survey_round = self._prepared()
        if was_released(survey_round):
            self._say(f"The round of {CODE} is there already.")
            return
        if not is_loaded(survey_round):
            self._load(survey_round)
        if not self._scored(survey_round, patience):
            self._say(f"The round of {CODE} is loaded, but not scored. With a worker running, load it again.")
            return
        release_past_round(survey_round=survey_round, now=timezone.now())
        self._say(f"The round of {CODE} is scored and released: /results/{CODE}/")

    def _prepared(self) -> Round:
        try:
            return prepare_past_round(questionnaire=demonstration_questionnaire(now=timezone.now()))
        except NotSynthetic as error:
            raise CommandError(f"There is a round {CODE} with real answers.") from error

    def _load(self, survey_round: Round) -> None:
        self._say(f"Reconstructing the answers of {CODE} ...")
        for step in fill_past_round(survey_round=survey_round):
            self._say(f"Synthetic answers of {CODE}: {step.done:,} of {step.of:,}")
        close_past_round(survey_round=survey_round, now=timezone.now())

    def _scored(self, survey_round: Round, patience: float) -> bool:
        """Waits for the workers. False once they do nothing for so long, or the run has ended otherwise."""
        done, since = -1, time.monotonic()
        while is_being_scored(survey_round) and not is_scored(survey_round):
            step = scored_so_far(survey_round)
            if step.done != done:
                self._say(f"Scores of {CODE}: {step.done:,} of {step.of:,}")
                done, since = step.done, time.monotonic()
            elif time.monotonic() - since >= patience:
                return False
            time.sleep(min(1, patience))
        return is_scored(survey_round)

    def _say(self, text: str) -> None:
        """At once, although the output may be a file."""
        self.stdout.write(text)
        self.stdout.flush()

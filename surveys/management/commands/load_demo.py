"""Fill an empty database for the demonstration. Run again, it changes nothing."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.demo import DEPARTMENT, OFFICE, NotADemonstration, create_people
from agencies.demo_invitations import create_invitations
from surveys.demo.open_round import begin_round, fill_round, prepare_next_round
from surveys.demo.past_round import CODE
from surveys.demo.questionnaire import demonstration_questionnaire, draft_of_the_next_questionnaire
from surveys.demo.reviews import review_some
from surveys.models import QuestionnaireVersion, Round, Submission

STATES = {DEPARTMENT: Submission.State.DRAFT, OFFICE: Submission.State.WAITING}
TELL_EVERY = 50


class Command(BaseCommand):
    """The register, the people, the 2560 questionnaire, and an open round with synthetic answers."""

    help = "Loads the demonstration: the register, people, the 2560 questionnaire and an open round."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_roster", stdout=self.stdout)
        try:
            create_people(now=timezone.now())
        except NotADemonstration as error:
            raise CommandError("Set DEMO=1: the people of the demonstration have known passwords.") from error
        questionnaire = demonstration_questionnaire(now=timezone.now())
        draft_of_the_next_questionnaire(now=timezone.now())
        if Round.objects.exclude(code=CODE).exists():
            self.stdout.write("The demonstration round is there already.")
        else:
            self._round(questionnaire)
        self.stdout.write(f"Invitations: {create_invitations(now=timezone.now())}")

    def _round(self, questionnaire: QuestionnaireVersion) -> None:
        survey_round = begin_round(questionnaire=questionnaire, today=timezone.localdate())
        self.stdout.write(f"Asked in round {survey_round.code}: {survey_round.submissions.count()} agencies")
        for step in fill_round(survey_round=survey_round, wanted=STATES, now=timezone.now()):
            if step.done % TELL_EVERY == 0 or step.done == step.of:
                self.stdout.write(f"Synthetic answers: {step.done} of {step.of} agencies")
        review_some(survey_round=survey_round, now=timezone.now())
        prepared = prepare_next_round(source=survey_round, now=timezone.now())
        self.stdout.write(f"In preparation: round {prepared.code}")

"""Create a round, ask agencies in it, open it and close it."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.models import Agency
from surveys.models import QuestionnaireVersion, Round
from surveys.models.round import SIGNING_DAYS
from surveys.services.errors import RoundRefused
from surveys.services.rounds import add_agencies, close_round, open_round
from surveys.services.rounds_planning import RoundPlan, create_round

BUDDHIST_ERA = 543
REFUSALS = {
    "already_open": "It is open already.",
    "not_open": "It is not open.",
    "already_closed": "It is closed. A manager can open it again, on its page in the portal.",
    "archived": "It is archived. A manager can bring it back, on its page in the portal.",
    "no_agencies": "Nobody is asked in it. Run: round ask CODE",
    "no_questionnaire": "It has no questionnaire. A manager chooses one, on its page in the portal.",
    "weights_off": "The weights of its questionnaire do not add up to 100.",
    "days_over": "Its last day is over. A manager can change it, on its page in the portal.",
    "code_taken": "A round of this code exists already.",
    "days_reversed": "Its last day is before its first.",
    "days_too_far": "Its days are more than two years apart.",
}


def _create(code: str, options: dict[str, Any]) -> str:
    plan = RoundPlan(
        code=code,
        year_be=options["opens"].year + BUDDHIST_ERA,
        name_th=options["name_th"],
        name_en=options["name_en"],
        opens_on=options["opens"],
        closes_on=options["closes"],
        grace_minutes=options["grace_minutes"],
        closes_after_days=None if options["closed_by_hand"] else options["signing_days"],
    )
    questionnaire = _questionnaire(options["questionnaire"])
    create_round(plan=plan, questionnaire=questionnaire, user=None, now=timezone.now())
    return f"Round {code} is in preparation. Next: round ask {code}"


def _ask(code: str, _options: dict[str, Any]) -> str:
    new = add_agencies(survey_round=_round(code), agencies=Agency.objects.active())
    return f"{new} more agencies are asked in round {code}. Next: round open {code}"


def _open(code: str, _options: dict[str, Any]) -> str:
    survey_round = _round(code)
    open_round(survey_round=survey_round, user=None, now=timezone.now())
    return f"Round {code} is open from {survey_round.opens_on} to {survey_round.closes_on}."


def _close(code: str, _options: dict[str, Any]) -> str:
    close_round(survey_round=_round(code), user=None, now=timezone.now())
    return f"Round {code} is closed: nothing in it can be changed any more."


def _round(code: str) -> Round:
    try:
        return Round.objects.select_related("questionnaire").get(code=code)
    except Round.DoesNotExist as missing:
        raise CommandError(f"There is no round {code}.") from missing


def _questionnaire(beginning: str) -> QuestionnaireVersion:
    found = list(QuestionnaireVersion.objects.filter(sha256__startswith=beginning.lower())[:2])
    if len(found) != 1:
        raise CommandError(f"{'Several questionnaires begin' if found else 'No questionnaire begins'} so.")
    return found[0]


STEPS = {"create": _create, "ask": _ask, "open": _open, "close": _close}


class Command(BaseCommand):
    """One subcommand for each step; days are those of Asia/Bangkok, the last one inclusive."""

    help = (
        "Creates a round (create), asks every active agency in it (ask), opens and closes it (open, close)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        create = steps.add_parser("create")
        create.add_argument("code")
        create.add_argument("--name-th", required=True)
        create.add_argument("--name-en", required=True)
        create.add_argument("--opens", type=dt.date.fromisoformat, required=True, metavar="YYYY-MM-DD")
        create.add_argument("--closes", type=dt.date.fromisoformat, required=True, metavar="YYYY-MM-DD")
        create.add_argument("--grace-minutes", type=int, default=0)
        create.add_argument(
            "--signing-days", type=int, default=SIGNING_DAYS, help="days after the last one until it closes"
        )
        create.add_argument(
            "--closed-by-hand", action="store_true", help="it closes only when somebody closes it"
        )
        create.add_argument("--questionnaire", required=True, help="the beginning of its SHA-256")
        for step in ("ask", "open", "close"):
            steps.add_parser(step).add_argument("code")

    def handle(self, *args: Any, step: str, code: str, **options: Any) -> None:
        try:
            self.stdout.write(STEPS[step](code, options))
        except RoundRefused as refused:
            raise CommandError(REFUSALS[refused.code]) from refused

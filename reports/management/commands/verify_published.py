"""Compare the figures that a report prints with those that the portal computes. Changes nothing."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.models import Agency
from portal.formats import NOTHING, half_up
from reports.published.comparing import Comparison, compare
from reports.published.figures import Published
from reports.published.reading import PublishedError, published_of
from scoring.models import ScoringRun
from surveys.models import Round, Submission

PLACES = 6
HEADS = ("level", "figure", "printed", "computed", "n", "difference", "")
TO_THE_RIGHT = frozenset({"printed", "computed", "n", "difference"})


class Command(BaseCommand):
    """Prints a table, or JSON. The exit code is 0 when every figure is met, else 1."""

    help = "Compares every figure that the report CODE prints with the one computed from a round's answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="of the report, for example 2560")
        parser.add_argument("--round", dest="round_code", metavar="CODE", help="if it is not the report's")
        parser.add_argument("--run", type=int, metavar="ID", help="a scoring run, instead of the live one")
        parser.add_argument("--json", action="store_true", help="exact fractions, for programs")

    def handle(
        self,
        *args: Any,
        code: str,
        round_code: str | None,
        run: int | None,
        json: bool,
        **options: Any,
    ) -> None:
        published = _published(code)
        survey_round = _round(round_code or code)
        found = _compared(published, survey_round, _run(survey_round, run))
        met = sum(each.met for each in found)
        self.stdout.write(as_json(found) if json else "\n".join(as_table(found)))
        if not json:
            self.stdout.write(f"{met} of {len(found)} figures met")
        if met < len(found):
            sys.exit(1)


def as_json(found: Sequence[Comparison]) -> str:
    document = {
        "met": sum(each.met for each in found),
        "of": len(found),
        "figures": [
            {
                "code": each.figure.code,
                "level": each.figure.level.value,
                "label": each.figure.label.en,
                "measure": each.figure.measure.value,
                "arguments": list(each.figure.arguments),
                "base": each.figure.base.value,
                "unit": each.figure.unit.value,
                "lines": list(each.figure.lines),
                "printed": each.figure.printed,
                "rounded": None if each.rounded is None else str(each.rounded),
                "exact": None if each.value is None else str(each.value),
                "n": each.n,
                "met": each.met,
            }
            for each in found
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_table(found: Sequence[Comparison]) -> Iterable[str]:
    """Aligned lines with a head; columns are as wide as what stands in them."""
    rows = [HEADS, *map(_cells, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(HEADS, row, widths, strict=True)
        yield "  ".join(_aligned(head, text, width) for head, text, width in cells).rstrip()


def _cells(each: Comparison) -> tuple[str, ...]:
    return (
        each.figure.level.value,
        each.figure.label.en,
        each.figure.printed,
        _exact(each.value),
        NOTHING if each.n is None else f"{each.n:,}",
        _exact(each.difference),
        "met" if each.met else "NOT MET",
    )


def _aligned(head: str, text: str, width: int) -> str:
    return text.rjust(width) if head in TO_THE_RIGHT else text.ljust(width)


def _exact(value: Fraction | None) -> str:
    """To six places; a whole number is written as one."""
    if value is None:
        return NOTHING
    return f"{value.numerator:,}" if value.denominator == 1 else f"{half_up(value, PLACES):,}"


def _published(code: str) -> Published:
    try:
        return published_of(code)
    except PublishedError as error:
        raise CommandError("\n".join(error.problems)) from error


def _compared(published: Published, survey_round: Round, run: ScoringRun | None) -> tuple[Comparison, ...]:
    try:
        return compare(
            published,
            survey_round=survey_round,
            agencies=Agency.objects.all(),
            source=run,
            now=timezone.now(),
        )
    except PublishedError as error:
        raise CommandError("\n".join(error.problems)) from error


def _round(code: str) -> Round:
    survey_round = Round.objects.select_related("questionnaire").filter(code=code).first()
    if survey_round is None:
        raise CommandError(f"There is no round {code}.")
    if not Submission.objects.of_round(survey_round).responded().exists():
        raise CommandError(f"Nobody has responded in round {code}: there is nothing to compute from.")
    return survey_round


def _run(survey_round: Round, number: int | None) -> ScoringRun | None:
    if number is None:
        return None
    run = survey_round.scoring_runs.select_related("questionnaire").filter(pk=number).first()
    if run is None:
        raise CommandError(f"Round {survey_round.code} has no scoring run {number}.")
    return run

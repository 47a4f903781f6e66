"""What bench.following measures: five rounds, at each size; imported once the settings stand."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from django.utils import timezone

from bench.cast import analyst
from bench.main import say
from bench.timing import seconds_of
from bench.years import YEARS, five_years, grow
from surveys.demo.questionnaire import demonstration_questionnaire
from surveys.models import Round


def every_size(sizes: Sequence[int], rounds: int = YEARS) -> Iterator[tuple[int, Round]]:
    """The open round, once all of them are so many times as large as at first; the sizes ascend."""
    now = timezone.now()
    say(f"{rounds} x the full roster")
    questionnaire = demonstration_questionnaire(now=now)
    years = five_years(questionnaire, by=analyst(), now=now, rounds=rounds)
    for before, times in pairwise((1, *sizes)):
        if times > before:
            say(f"{times} times the roster")
            took = seconds_of(partial(grow, years, before, times, now))
            say(f"took {took:.0f} s")
        yield times, years.newest

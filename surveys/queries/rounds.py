"""What is known of rounds: what the clock has to do, who is asked, and what moved their days."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from audit.actions import Action
from audit.models import AuditEntry
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience

MOVES = (Action.DAYS_MOVED.value, Action.ROUND_REOPENED.value)


@dataclass(frozen=True, slots=True)
class DayMove:
    """The last day of a round was moved for everybody: when, from which day to which, and why."""

    at: dt.datetime
    before: dt.date
    after: dt.date
    reason: str


def last_move_of(survey_round: Round) -> DayMove | None:
    """The latest move of the round's last day, if it was ever moved while agencies could see it."""
    moves = AuditEntry.objects.about("round", survey_round.code).filter(action__in=MOVES)
    entry = moves.filter(after__closes_on__isnull=False).first()
    if entry is None:
        return None
    before, after = (entry.before or {})["closes_on"], (entry.after or {})["closes_on"]
    return DayMove(entry.at, dt.date.fromisoformat(before), dt.date.fromisoformat(after), entry.note)


def changes_since(survey_round: Round, version: int) -> list[AuditEntry]:
    """What was changed of the round after that version of it, oldest first, with who did it."""
    changes = AuditEntry.objects.about("round", survey_round.code).filter(after__version__gt=version)
    return list(changes.select_related("actor").order_by("at", "pk"))


def latest_extension_of(survey_round: Round) -> dt.date | None:
    """The latest day to which a single agency was given time."""
    found: dt.date | None = survey_round.submissions.aggregate(latest=Max("extended_to"))["latest"]
    return found


def closing_moment_of(survey_round: Round) -> dt.datetime | None:
    """When the clock closes the round, as things stand; None where EGA closes it."""
    if survey_round.closes_after_days is None:
        return None
    return survey_round.closing_moment(latest_extension_of(survey_round))


def asked_by_level(survey_round: Round) -> Mapping[Audience, int]:
    """How many agencies of each level are asked; only levels of which some are."""
    counts = survey_round.submissions.values_list("agency__audience").annotate(n=Count("pk")).order_by()
    return {Audience(audience): n for audience, n in counts}


def rounds_to_open(now: dt.datetime) -> list[Round]:
    """Those that are set to open by themselves, and whose time has come."""
    waiting = Round.objects.filter(opens_by_clock=True, state=Round.State.PREPARING).order_by("pk")
    return [each for each in waiting if each.opens_at <= now]


def rounds_to_close(now: dt.datetime) -> list[Round]:
    """Open ones whose time to be answered and signed is over."""
    opened = Round.objects.filter(state=Round.State.OPEN, closes_after_days__isnull=False)
    asked = Q(submissions__withdrawn_at__isnull=True)
    latest = Max("submissions__extended_to", filter=asked)
    by_extension = opened.annotate(latest=latest).order_by("pk")
    moments = [(each, each.closing_moment(each.latest)) for each in by_extension]
    return [each for each, moment in moments if moment is not None and moment <= now]

"""Making rounds, and changing what they are called, ask and allow."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import IntegrityError, transaction

from agencies.models import Agency, User
from audit.actions import Action
from audit.services import record
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.models.round import SIGNING_DAYS
from surveys.queries.orphaned import loses_answers
from surveys.queries.rounds import latest_extension_of
from surveys.services.errors import RoundRefused
from surveys.services.reminder_texts import copy_texts
from surveys.services.rounds import add_agencies, count_questions
from surveys.services.rounds_journal import change, lock_round, plain, refuse_if_archived

LONGEST_ROUND = dt.timedelta(days=732)
NAMES: Final = frozenset({"name_th", "name_en"})
RULES: Final = NAMES | {"grace_minutes", "needs_sign_off", "closes_after_days"}
EVERYTHING: Final = RULES | {"year_be", "opens_on", "closes_on", "questionnaire"}
EDITABLE: Final[Mapping[str, frozenset[str]]] = {
    Round.State.PREPARING: EVERYTHING,
    Round.State.OPEN: RULES,
    Round.State.CLOSED: NAMES,
}
"""By state what may still be changed; the days of an open round are moved, with a reason."""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a round is called and when it runs; days are those of Asia/Bangkok, the last one inclusive.

    `closes_after_days` is how long after the last day it closes by itself; None: EGA closes it.
    """

    code: str
    year_be: int
    name_th: str
    name_en: str
    opens_on: dt.date
    closes_on: dt.date
    grace_minutes: int = 0
    is_synthetic: bool = False
    needs_sign_off: bool = True
    closes_after_days: int | None = SIGNING_DAYS


@transaction.atomic
def create_round(
    *, plan: RoundPlan, questionnaire: QuestionnaireVersion | None, user: User | None, now: dt.datetime
) -> Round:
    """A new round, in preparation. Raises `RoundRefused`."""
    return _create(plan, questionnaire, Action.ROUND_CREATED, user, now)


@transaction.atomic
def copy_round(*, source: Round, plan: RoundPlan, user: User | None, now: dt.datetime) -> Round:
    """A new round as `plan` says that asks what `source` asks, of the same agencies. Raises `RoundRefused`.

    Agencies that were withdrawn from it, or are not active any more, are left out. Texts of automatic
    reminders that were changed there are taken along.
    """
    copy = _create(plan, source.questionnaire, Action.ROUND_COPIED, user, now, source=source.code)
    asked = Submission.objects.of_round(source).values("agency")
    copy_texts(source=source, survey_round=copy)
    add_agencies(survey_round=copy, agencies=Agency.objects.active().filter(pk__in=asked))
    return copy


@transaction.atomic
def edit_round(
    *, survey_round: Round, seen: int, values: Mapping[str, Any], user: User | None, now: dt.datetime
) -> None:
    """Change what differs of `values`, fields of the round by name. Raises `RoundRefused`."""
    locked = lock_round(survey_round, seen)
    refuse_if_archived(locked)
    changed = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if frozen := changed.keys() - EDITABLE[locked.state]:
        raise RoundRefused(_why_frozen(frozen, locked))
    if not changed:
        return
    _refuse_unless_planned(locked, changed, now)
    if "questionnaire" in changed and loses_answers(locked, changed["questionnaire"]):
        raise RoundRefused("answers_lost")
    _refuse_what_would_close_it(locked, changed, now)
    change(locked, action=Action.ROUND_EDITED, user=user, now=now, **changed)
    if "questionnaire" in changed:
        count_questions(locked)


def refuse_unless_days(opens_on: dt.date, closes_on: dt.date) -> None:
    """Raise `RoundRefused` unless the days make sense together."""
    if closes_on < opens_on:
        raise RoundRefused("days_reversed")
    if closes_on - opens_on > LONGEST_ROUND:
        raise RoundRefused("days_too_far")


def _create(
    plan: RoundPlan,
    questionnaire: QuestionnaireVersion | None,
    action: Action,
    user: User | None,
    now: dt.datetime,
    **more: str,
) -> Round:
    refuse_unless_days(plan.opens_on, plan.closes_on)
    values = asdict(plan) | {"questionnaire": questionnaire}
    try:
        with transaction.atomic():
            created = Round.objects.create(**values)
    except IntegrityError as error:
        if Round.objects.filter(code=plan.code).exists():
            raise RoundRefused("code_taken") from error
        raise
    after = plain(values) | more | {"version": created.version}
    record(action=action, code=plan.code, user=user, now=now, after=after)
    return created


def _why_frozen(frozen: set[str], locked: Round) -> str:
    if "questionnaire" in frozen:
        return "questionnaire_frozen"
    opened = locked.state == Round.State.OPEN
    return "days_need_a_reason" if opened and frozen & {"opens_on", "closes_on"} else "settings_frozen"


def _refuse_what_would_close_it(locked: Round, changed: Mapping[str, Any], now: dt.datetime) -> None:
    """An open round is closed by a step of that name, never by a setting."""
    if locked.state != Round.State.OPEN or changed.get("closes_after_days") is None:
        return
    planned = Round(closes_on=locked.closes_on, closes_after_days=changed["closes_after_days"])
    moment = planned.closing_moment(latest_extension_of(locked))
    if moment is not None and moment <= now:
        raise RoundRefused("would_close_at_once")


def _refuse_unless_planned(locked: Round, changed: Mapping[str, Any], now: dt.datetime) -> None:
    """Whoever lets the clock open a round does not want it open at once."""
    opens_on = changed.get("opens_on", locked.opens_on)
    refuse_unless_days(opens_on, changed.get("closes_on", locked.closes_on))
    if locked.opens_by_clock and "opens_on" in changed and Round(opens_on=opens_on).opens_at <= now:
        raise RoundRefused("opening_day_past")

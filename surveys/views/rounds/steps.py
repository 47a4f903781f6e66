"""The steps of a round: what each is called, when it is offered, what it promises and does."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surveys.forms.round_steps import ReasonForm, ReopenForm, StepForm
from surveys.models import Round
from surveys.queries.round_checks import Check, closing_checks, opening_checks
from surveys.services import rounds, rounds_archive, rounds_clock
from surveys.views.rounds import promises

State = Round.State


def no_checks(survey_round: Round, now: dt.datetime) -> list[Check]:
    return []


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `label` is its button, `about` what it is for, `done` what is said afterwards.

    `checks` is the check-list, `promises` the sentences that say what will happen, `act` the service.
    """

    label: str | Promise
    about: str | Promise
    done: str | Promise
    promises: Callable[[Round, dt.datetime], list[str]]
    act: Callable[..., None]
    offered: Callable[[Round], bool]
    checks: Callable[[Round, dt.datetime], list[Check]] = no_checks
    form: type[StepForm] = StepForm


def _waits(survey_round: Round) -> bool:
    return survey_round.state == State.PREPARING and survey_round.archived_at is None


def _is_closed(survey_round: Round) -> bool:
    return survey_round.state == State.CLOSED and survey_round.archived_at is None


STEPS: Mapping[str, Step] = {
    "open": Step(
        label=_("Open the round now"),
        about=_("Agencies see the questionnaire at once."),
        done=_("The round is open."),
        promises=promises.on_opening,
        act=rounds.open_round,
        offered=_waits,
        checks=opening_checks,
    ),
    "set-opening": Step(
        label=_("Let it open by itself"),
        about=_("The clock opens it when its first day begins."),
        done=_("The round will open by itself on its first day."),
        promises=promises.on_setting_the_clock,
        act=rounds_clock.set_opening,
        offered=lambda each: _waits(each) and not each.opens_by_clock,
        checks=opening_checks,
    ),
    "unset-opening": Step(
        label=_("Do not let it open by itself"),
        about=_("It then waits until you open it."),
        done=_("The round waits until you open it."),
        promises=promises.on_stopping_the_clock,
        act=rounds_clock.unset_opening,
        offered=lambda each: _waits(each) and each.opens_by_clock,
    ),
    "close": Step(
        label=_("Close the round"),
        about=_("Nothing in it can be answered or signed any more."),
        done=_("The round is closed."),
        promises=promises.on_closing,
        act=rounds.close_round,
        offered=lambda each: each.state == State.OPEN,
        checks=closing_checks,
    ),
    "reopen": Step(
        label=_("Open it again"),
        about=_("For more answers, or for signatures that are missing. Say why."),
        done=_("The round is open again."),
        promises=promises.on_opening_again,
        act=rounds.reopen_round,
        offered=_is_closed,
        form=ReopenForm,
    ),
    "archive": Step(
        label=_("Archive the round"),
        about=_("It leaves the lists, and is only read."),
        done=_("The round is archived."),
        promises=promises.on_archiving,
        act=rounds_archive.archive_round,
        offered=lambda each: _waits(each) or _is_closed(each),
    ),
    "restore": Step(
        label=_("Bring it back"),
        about=_("It stands in the lists again, as it was. Say why."),
        done=_("The round is back."),
        promises=promises.on_restoring,
        act=rounds_archive.restore_round,
        offered=lambda each: each.archived_at is not None,
        form=ReasonForm,
    ),
}


def offered(survey_round: Round) -> list[tuple[str, Step]]:
    """The steps that fit the state of the round, with their names in addresses."""
    return [(name, step) for name, step in STEPS.items() if step.offered(survey_round)]

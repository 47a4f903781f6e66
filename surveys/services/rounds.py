"""The steps of a round, taken by EGA's managers; the clock takes them in `rounds_clock`."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction

from agencies.models import Agency, User
from audit.actions import Action
from surveys.models import Round, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.queries.round_checks import blocking, opening_checks
from surveys.queries.rounds import closing_moment_of
from surveys.questionnaire.review import review
from surveys.questionnaire.vocabulary import Audience
from surveys.services.errors import RoundRefused
from surveys.services.rounds_journal import change, lock_round, reason_given, refuse_if_archived

State = Round.State


@transaction.atomic
def add_agencies(*, survey_round: Round, agencies: Iterable[Agency]) -> int:
    """Ask these agencies in the round; those asked already, or withdrawn, stay as they are.

    Returns how many are new.
    """
    there = set(Submission.everything.of_round(survey_round).values_list("agency_id", flat=True))
    asked = _questions_asked(survey_round)
    new = [
        Submission(round=survey_round, agency=agency, asked_count=asked[Audience(agency.audience)])
        for agency in agencies
        if agency.pk not in there
    ]
    Submission.objects.bulk_create(new)
    return len(new)


def count_questions(survey_round: Round) -> None:
    """Say how many questions await each agency, after the round was given another questionnaire."""
    for audience, asked in _questions_asked(survey_round).items():
        untouched = survey_round.submissions.filter(state=Submission.State.NOT_STARTED)
        untouched.filter(agency__audience=audience).update(asked_count=asked)


@transaction.atomic
def open_round(*, survey_round: Round, user: User | None, now: dt.datetime, seen: int | None = None) -> None:
    """Let the agencies in, from the opening day on; its questionnaire stays from now on.

    Raises `RoundRefused`.
    """
    locked = lock_round(survey_round, seen)
    refuse_unless_ready(locked, now)
    change(
        locked, action=Action.ROUND_OPENED, user=user, now=now, state=State.OPEN.value, opens_by_clock=False
    )


def refuse_unless_ready(locked: Round, now: dt.datetime) -> None:
    """Raise `RoundRefused` with the reason why the round cannot be opened, or do nothing."""
    refuse_if_archived(locked)
    if locked.state != State.PREPARING:
        raise RoundRefused("already_open" if locked.state == State.OPEN else "already_closed")
    if code := blocking(opening_checks(locked, now)):
        raise RoundRefused(code)


@transaction.atomic
def close_round(*, survey_round: Round, user: User | None, now: dt.datetime, seen: int | None = None) -> None:
    """End it: nothing can be saved, submitted or signed any more. Raises `RoundRefused`.

    Waits for whoever is saving or signing at this moment; who comes later is refused.
    """
    locked = lock_with_submissions(survey_round, seen)
    if locked.state != State.OPEN:
        raise RoundRefused("not_open")
    change(locked, action=Action.ROUND_CLOSED, user=user, now=now, state=State.CLOSED.value)


def lock_with_submissions(survey_round: Round, seen: int | None = None) -> Round:
    """The round, held together with all that is being answered in it. Raises `RoundRefused`."""
    list(survey_round.submissions.select_for_update().order_by("pk").values_list("pk"))
    return lock_round(survey_round, seen)


@transaction.atomic
def reopen_round(
    *,
    survey_round: Round,
    closes_on: dt.date | None,
    reason: str,
    user: User | None,
    now: dt.datetime,
    seen: int | None = None,
) -> None:
    """Open a closed round again, saying why. Raises `RoundRefused`.

    Everybody has time until `closes_on`; None leaves the last day as it is, so that only signing is possible,
    and answering for agencies that are given more time. If the clock would close it at once, EGA closes it.
    """
    locked = lock_round(survey_round, seen)
    note = reason_given(reason)
    refuse_if_archived(locked)
    if locked.state != State.CLOSED:
        raise RoundRefused("not_closed")
    if locked.releases.filter(withdrawn_at__isnull=True).exists():
        raise RoundRefused("results_published")
    values = _again(locked, closes_on, now)
    change(locked, action=Action.ROUND_REOPENED, user=user, now=now, note=note, **values)


def _again(locked: Round, closes_on: dt.date | None, now: dt.datetime) -> dict[str, object]:
    if closes_on is None:
        moment = closing_moment_of(locked)
        over = moment is not None and moment <= now
        return {"state": State.OPEN.value} | ({"closes_after_days": None} if over else {})
    if closes_on < locked.opens_on:
        raise RoundRefused("days_reversed")
    if Round(closes_on=closes_on).deadline <= now:
        raise RoundRefused("days_over")
    return {"state": State.OPEN.value, "closes_on": closes_on}


def _questions_asked(survey_round: Round) -> Mapping[Audience, int]:
    if survey_round.questionnaire_id is None:
        return dict.fromkeys(Audience, 0)
    questionnaire = questionnaire_of(survey_round)
    return {audience: review(questionnaire, audience, {}).asked_count for audience in Audience}

"""The steps of a round, taken by EGA."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction

from agencies.models import Agency, User
from audit.actions import Action
from audit.services import record as audit
from surveys.models import QuestionnaireVersion, Round, Submission, SubmissionEvent
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.review import review
from surveys.questionnaire.vocabulary import Audience
from surveys.services.editing import lock
from surveys.services.errors import RoundRefused
from surveys.services.journal import record

LONGEST_EXTENSION = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a round is called and when it runs; days are those of Asia/Bangkok, the last one inclusive."""

    code: str
    year_be: int
    name_th: str
    name_en: str
    opens_on: dt.date
    closes_on: dt.date
    grace_minutes: int = 0
    is_synthetic: bool = False


def create_round(*, plan: RoundPlan, questionnaire: QuestionnaireVersion) -> Round:
    """A new round, in preparation."""
    return Round.objects.create(questionnaire=questionnaire, **asdict(plan))


@transaction.atomic
def add_agencies(*, survey_round: Round, agencies: Iterable[Agency]) -> int:
    """Ask these agencies in the round; those asked already stay as they are. Returns how many are new."""
    there = set(survey_round.submissions.values_list("agency_id", flat=True))
    questionnaire = questionnaire_of(survey_round)
    asked = {audience: review(questionnaire, audience, {}).asked_count for audience in Audience}
    new = [
        Submission(round=survey_round, agency=agency, asked_count=asked[Audience(agency.audience)])
        for agency in agencies
        if agency.pk not in there
    ]
    Submission.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def open_round(*, survey_round: Round) -> None:
    """Let the agencies in, from the opening day on. Raises `RoundRefused`."""
    locked = _lock(survey_round)
    if locked.state == Round.State.OPEN:
        raise RoundRefused("already_open")
    if not locked.submissions.exists():
        raise RoundRefused("no_agencies")
    _set_state(locked, Round.State.OPEN)


@transaction.atomic
def close_round(*, survey_round: Round) -> None:
    """End it: nothing can be saved, submitted or signed any more. Raises `RoundRefused`.

    Waits for whoever is saving or signing at this moment; who comes later is refused.
    """
    list(survey_round.submissions.select_for_update().order_by("pk").values_list("pk"))
    locked = _lock(survey_round)
    if locked.state != Round.State.OPEN:
        raise RoundRefused("not_open")
    _set_state(locked, Round.State.CLOSED)


@transaction.atomic
def show_scores(*, survey_round: Round, user: User | None, now: dt.datetime) -> None:
    """Let agencies see their own scores, if they do not already."""
    hidden = Round.objects.filter(pk=survey_round.pk, scores_shown_at__isnull=True)
    if hidden.update(scores_shown_at=now):
        audit(action=Action.SCORES_SHOWN, code=survey_round.code, user=user, now=now)


@transaction.atomic
def hide_scores(*, survey_round: Round, user: User | None, now: dt.datetime) -> None:
    """Stop showing agencies their scores, if they are shown."""
    shown = Round.objects.filter(pk=survey_round.pk, scores_shown_at__isnull=False)
    if shown.update(scores_shown_at=None):
        audit(action=Action.SCORES_HIDDEN, code=survey_round.code, user=user, now=now)


@transaction.atomic
def extend(*, submission: Submission, until: dt.date, reason: str, user: User, now: dt.datetime) -> None:
    """Move one agency's last day to `until`, saying why. Raises `RoundRefused`.

    An extension can be corrected, but leaves no agency less time than everybody has.
    """
    locked = lock(submission)
    if not reason.strip():
        raise RoundRefused("reason_missing")
    if locked.round.state != Round.State.OPEN:
        raise RoundRefused("not_open")
    _refuse_unless_extension(locked, until, now)
    locked.extended_to = until
    locked.save(update_fields=["extended_to"])
    note = f"{until.isoformat()} {reason.strip()}"
    record(submission=locked, kind=SubmissionEvent.Kind.EXTENDED, user=user, now=now, note=note)


def _refuse_unless_extension(submission: Submission, until: dt.date, now: dt.datetime) -> None:
    if until > submission.round.closes_on + LONGEST_EXTENSION:
        raise RoundRefused("extension_too_long")
    if until <= submission.round.closes_on:
        raise RoundRefused("extension_too_short")
    if until == submission.extended_to:
        raise RoundRefused("extension_unchanged")
    if Submission(round=submission.round, extended_to=until).deadline <= now:
        raise RoundRefused("extension_in_the_past")


def _lock(survey_round: Round) -> Round:
    return Round.objects.select_for_update().get(pk=survey_round.pk)


def _set_state(survey_round: Round, state: Round.State) -> None:
    survey_round.state = state
    survey_round.save(update_fields=["state"])

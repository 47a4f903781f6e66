"""What the portal itself writes before the last day: changed by EGA's managers, round by round."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record
from surveys.models import Reminder, ReminderTexts, Round
from surveys.reminding.steps import Step
from surveys.reminding.texts import Texts, first_texts, texts_of
from surveys.services.errors import ReminderRefused


@transaction.atomic
def change_texts(
    *, survey_round: Round, step: Step, texts: Texts, seen: str, user: User, now: dt.datetime
) -> None:
    """Say it in these words from now on. Raises `ReminderRefused`.

    `seen` is the digest of the texts that the manager had before the change.
    """
    standing = _changeable(survey_round, step)
    if standing.digest != seen:
        raise ReminderRefused("texts_changed")
    if texts == standing:
        return
    changed = asdict(texts) | {"changed_by": user, "changed_at": now}
    ReminderTexts.objects.update_or_create(round=survey_round, step=step, defaults=changed)
    _note(Action.REMINDER_TEXTS_CHANGED, survey_round, step, (standing, texts), user, now)


@transaction.atomic
def restore_texts(*, survey_round: Round, step: Step, user: User, now: dt.datetime) -> bool:
    """Back to the standard text; whether there was another one. Raises `ReminderRefused`."""
    standing = _changeable(survey_round, step)
    there, _of = ReminderTexts.objects.filter(round=survey_round, step=step).delete()
    if there:
        _note(Action.REMINDER_TEXTS_RESTORED, survey_round, step, (standing, first_texts(step)), user, now)
    return bool(there)


def copy_texts(*, source: Round, survey_round: Round) -> None:
    """The changed texts of `source`, as they were changed there."""
    rows = list(source.reminder_texts.all())
    for row in rows:
        row.pk, row.round = None, survey_round
    ReminderTexts.objects.bulk_create(rows)


def _changeable(survey_round: Round, step: Step) -> Texts:
    """What stands, under the lock that writing the mails of the step takes: what was sent stays as it was."""
    locked = Round.objects.select_for_update().get(pk=survey_round.pk)
    if locked.state == Round.State.CLOSED:
        raise ReminderRefused("reminder_not_open")
    if Reminder.objects.filter(round=locked, step=step).exists():
        raise ReminderRefused("texts_sent")
    return texts_of(locked, step)


def _note(
    action: Action, survey_round: Round, step: Step, texts: tuple[Texts, Texts], user: User, now: dt.datetime
) -> None:
    before, after = map(asdict, texts)
    after |= {"step": step.value}
    record(action=action, code=survey_round.code, user=user, now=now, before=before, after=after)

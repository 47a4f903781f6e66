"""How a round is changed: under a lock, from the version that was seen, and written down."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from agencies.models import User
from audit.actions import Action
from audit.services import record
from surveys.models import QuestionnaireVersion, Round
from surveys.services.errors import RoundRefused


def lock_round(survey_round: Round, seen: int | None = None) -> Round:
    """The round as it is in the database, held until the transaction ends.

    `seen` is the version on which somebody decides. Raises `RoundRefused` (changed_meanwhile) when the round
    has another one by now; None takes it as it is.
    """
    locked = Round.objects.select_for_update().get(pk=survey_round.pk)
    if seen is not None and locked.version != seen:
        raise RoundRefused("changed_meanwhile")
    return locked


def refuse_if_archived(locked: Round) -> None:
    """What is archived is only read."""
    if locked.archived_at is not None:
        raise RoundRefused("archived")


def reason_given(reason: str) -> str:
    """Without blanks around it. Raises `RoundRefused` when nothing is left."""
    if not reason.strip():
        raise RoundRefused("reason_missing")
    return reason.strip()


def change(
    locked: Round,
    *,
    action: Action,
    user: User | None,
    now: dt.datetime,
    note: str = "",
    **values: Any,
) -> None:
    """Give the round these values, count its version up, and write down what differs."""
    before = plain({name: getattr(locked, name) for name in values})
    for name, value in values.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save(update_fields=[*values, "version"])
    after = plain(values) | {"version": locked.version}
    record(action=action, code=locked.code, user=user, now=now, before=before, after=after, note=note)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are written down; a questionnaire by its SHA-256."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    return value.sha256 if isinstance(value, QuestionnaireVersion) else value

"""Confirming which question of one version is which of another."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record as audit
from surveys.models import Crosswalk, CrosswalkRow, QuestionnaireVersion
from surveys.services.errors import CrosswalkChanged


@dataclass(frozen=True, slots=True)
class Match:
    """The older name of a question, "" where it had no forerunner, and what is to be known of the pair."""

    old_name: str
    note: str = ""


@transaction.atomic
def save_crosswalk(
    *,
    before: QuestionnaireVersion,
    after: QuestionnaireVersion,
    matches: Mapping[str, Match],
    saves_seen: int,
    user: User,
    now: dt.datetime,
) -> Crosswalk:
    """Keep `matches`, by the names of the questions of `after`; those named and noted as ever need no row.

    Raises `CrosswalkChanged` when somebody saved it since the page was opened that counted `saves_seen`.
    """
    Crosswalk.objects.get_or_create(before=before, after=after, defaults={"saved_at": now})
    crosswalk = Crosswalk.objects.select_for_update().get(before=before, after=after)
    if crosswalk.saves != saves_seen:
        raise CrosswalkChanged("crosswalk_changed")
    there = {name: match for name, match in matches.items() if match != Match(name)}
    was = {row.new_name: row.old_name for row in crosswalk.rows.all()}
    crosswalk.rows.all().delete()
    CrosswalkRow.objects.bulk_create(
        CrosswalkRow(crosswalk=crosswalk, new_name=name, old_name=match.old_name, note=match.note)
        for name, match in there.items()
    )
    crosswalk.saves, crosswalk.saved_by, crosswalk.saved_at = crosswalk.saves + 1, user, now
    crosswalk.save(update_fields=["saves", "saved_by", "saved_at"])
    audit(
        action=Action.CROSSWALK_SAVED,
        code=after.sha256,
        user=user,
        now=now,
        before=was,
        after={name: match.old_name for name, match in there.items()},
        note=before.sha256,
    )
    return crosswalk

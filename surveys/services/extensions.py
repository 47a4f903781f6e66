"""More time for all agencies of a ministry or a province at once."""

import datetime as dt

from django.db import transaction

from agencies.models import Ministry, User
from audit.actions import Action
from audit.services import record as audit
from surveys.models import Round, Submission
from surveys.queries.places import Place, asked_in, digest_of
from surveys.services.errors import RoundRefused
from surveys.services.rounds_days import extend


@transaction.atomic
def extend_all(
    *,
    survey_round: Round,
    place: Place,
    until: dt.date,
    reason: str,
    shown: str,
    user: User,
    now: dt.datetime,
) -> int:
    """Move the last day of each agency there to `until`; returns how many. All or, with `RoundRefused`, none.

    Who has that day or a later one already keeps it. `shown` is the digest of the list that the manager
    looked at.
    """
    asked = asked_in(survey_round, place)
    held = Submission.objects.filter(pk__in=asked.values("pk")).select_for_update()
    list(held.order_by("pk").values_list("pk"))
    if digest_of(asked) != shown:
        raise RoundRefused("agencies_changed")
    sooner = [each for each in asked if each.last_day < until]
    if not sooner:
        raise RoundRefused("nobody_gets_more")
    for submission in sooner:
        extend(submission=submission, until=until, reason=reason, user=user, now=now)
    audit(
        action=Action.TIME_GIVEN,
        code=survey_round.code,
        user=user,
        now=now,
        after={_kind(place): place.code, "last_day": until, "agencies": len(sooner)},
        note=reason.strip(),
    )
    return len(sooner)


def _kind(place: Place) -> str:
    return "ministry" if isinstance(place, Ministry) else "province"

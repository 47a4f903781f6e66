"""Which of the agencies asked a list shows."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.db.models import Q

from reports.queries import status
from reports.queries.groups import KEYS, Grouping
from reports.queries.names import named
from surveys.models import Round, SubmissionQuerySet
from surveys.queries.access import logged_in, with_account


class Reached(StrEnum):
    """Stages that take in several states."""

    STARTED = "started"
    SUBMITTED = "submitted"


class Timing(StrEnum):
    """Responses in time and after it, submissions without their signature, and those that are missing."""

    ON_TIME = "on_time"
    LATE = "late"
    UNSIGNED = "unsigned"
    OVERDUE = "overdue"


class Access(StrEnum):
    """Whether an agency can answer, and has come to do so."""

    ACCOUNT = "account"
    NO_ACCOUNT = "no_account"
    LOGGED_IN = "logged_in"
    NEVER = "never_logged_in"


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody looks for, as it stands in the address; "" does not limit.

    `q` is searched for in both names and the code, word by word, however it is typed. `state` is a state of
    a submission or a `Reached`; `responded` is "yes" or "no"; `timing` is a `Timing`, `access` an
    `Access`. The others are keys of groups.
    """

    q: str = ""
    audience: str = ""
    type: str = ""
    ministry: str = ""
    region: str = ""
    province: str = ""
    office_kind: str = ""
    state: str = ""
    responded: str = ""
    timing: str = ""
    access: str = ""

    def as_query(self) -> dict[str, str]:
        """The filters that limit, for an address."""
        return {name: value for name, value in asdict(self).items() if value}


def choose(
    submissions: SubmissionQuerySet, filters: Filters, *, survey_round: Round, now: dt.datetime
) -> SubmissionQuerySet:
    """Those of `submissions` that every filter lets through."""
    chosen = submissions.filter(*_conditions(filters, survey_round, now))
    if filters.state in REACHED:
        return REACHED[Reached(filters.state)](chosen)
    return chosen.filter(state=filters.state) if filters.state else chosen


def _conditions(filters: Filters, survey_round: Round, now: dt.datetime) -> Iterator[Q]:
    if filters.q:
        yield Q(agency__in=named(filters.q, survey_round))
    if filters.audience:
        yield Q(agency__audience=filters.audience)
    for grouping in Grouping:
        if key := getattr(filters, grouping.value):
            yield Q(**{f"agency__{KEYS[grouping]}": key})
    if filters.responded:
        yield RESPONDED[filters.responded](survey_round)
    if filters.timing:
        yield TIMINGS[Timing(filters.timing)](survey_round, now)
    if filters.access:
        yield ACCESSES[Access(filters.access)](survey_round)


REACHED: Mapping[str, Callable[[SubmissionQuerySet], SubmissionQuerySet]] = {
    Reached.STARTED: SubmissionQuerySet.started,
    Reached.SUBMITTED: SubmissionQuerySet.submitted,
}
RESPONDED: Mapping[str, Callable[[Round], Q]] = {
    "yes": status.responded,
    "no": lambda survey_round: ~status.responded(survey_round),
}
TIMINGS: Mapping[Timing, Callable[[Round, dt.datetime], Q]] = {
    Timing.ON_TIME: lambda survey_round, _now: status.on_time(survey_round),
    Timing.LATE: lambda survey_round, _now: status.late(survey_round),
    Timing.UNSIGNED: lambda survey_round, _now: status.unsigned(survey_round),
    Timing.OVERDUE: status.overdue,
}
ACCESSES: Mapping[Access, Callable[[Round], Q]] = {
    Access.ACCOUNT: lambda _survey_round: with_account(),
    Access.NO_ACCOUNT: lambda _survey_round: ~with_account(),
    Access.LOGGED_IN: logged_in,
    Access.NEVER: lambda survey_round: ~logged_in(survey_round),
}

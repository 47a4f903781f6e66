"""Whom each step concerns: a condition on submissions, and the people of their agencies."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.db.models import Q

from agencies.models import Membership, Role
from agencies.permissions import EDITING_ROLES
from surveys.models import Reminder, ReminderMail, Round, Submission, SubmissionQuerySet
from surveys.queries.access import logged_in
from surveys.reminding.recipients import Recipient, Recipients

State = Submission.State
Step = Reminder.Step
STOPPED = ReminderMail.State.STOPPED


@dataclass(frozen=True, slots=True)
class Audiences:
    """Whom a step concerns at this moment.

    `new` are to be mailed; `reminded` is how many have had the mail of this step before, `stopped` how many
    would have it, had its sending not been stopped; `unreached` are the ids of the submissions of agencies in
    which nobody could be mailed.
    """

    new: Recipients
    reminded: int
    stopped: int
    unreached: tuple[int, ...]

    @property
    def agencies(self) -> int:
        """Those that get a mail."""
        return len({submission for submission, _user in self.new.pairs})

    @property
    def digest(self) -> str:
        """The same for the same new mails: what somebody looked at is what is sent."""
        return sha256(repr(sorted(self.new.pairs)).encode()).hexdigest()


NOBODY: Final = Audiences(Recipients(()), 0, 0, ())


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The submissions to which a manager narrows a reminder, and by which filters, for the record."""

    submissions: SubmissionQuerySet
    filters: Mapping[str, str]


def not_responded(survey_round: Round) -> Q:
    """Nothing stands that counts as a response."""
    states = [State.SIGNED] if survey_round.needs_sign_off else [State.SIGNED, State.WAITING]
    return ~Q(state__in=states)


CONCERNED: Final[Mapping[Step, Callable[[Round], Q]]] = {
    Step.NEVER_LOGGED_IN: lambda survey_round: not_responded(survey_round) & ~logged_in(survey_round),
    Step.NOT_STARTED: lambda _survey_round: Q(state=State.NOT_STARTED),
    Step.STARTED: lambda _survey_round: Q(state=State.DRAFT),
    Step.WAITING: lambda survey_round: not_responded(survey_round) & Q(state=State.WAITING),
    Step.RETURNED: lambda _survey_round: Q(state=State.RETURNED),
    Step.DAYS_30: not_responded,
    Step.DAYS_7: not_responded,
    Step.DAYS_1: not_responded,
}
BY_HAND: Final = (Step.NEVER_LOGGED_IN, Step.NOT_STARTED, Step.STARTED, Step.WAITING, Step.RETURNED)


def concerned(survey_round: Round, step: Step, among: SubmissionQuerySet | None = None) -> SubmissionQuerySet:
    """The submissions that the step is about now; with `among` only those of them."""
    chosen = Submission.objects.all() if among is None else among
    return chosen.with_agency().of_round(survey_round).filter(CONCERNED[step](survey_round))


def audiences_of(submissions: SubmissionQuerySet, step: Step) -> Audiences:
    """Those of the submissions, by agency code, then address. Three queries at most, of ids only."""
    people = people_of(submissions)
    if not people:
        return NOBODY
    had = ReminderMail.objects.filter(step=step, submission__in=submissions.order_by().values("pk"))
    states = {(of, user): state for of, user, state in had.values_list("submission", "user", "state")}
    everybody = [(submission, user) for submission, users in people.items() for user in users]
    new = tuple(pair for pair in everybody if pair not in states)
    stopped = [states.get(pair) for pair in everybody].count(STOPPED)
    unreached = tuple(submission for submission, users in people.items() if not users)
    return Audiences(Recipients(new), len(everybody) - len(new) - stopped, stopped, unreached)


def one_of(submissions: SubmissionQuerySet) -> Recipient | None:
    """Somebody who would get the mail; None if nobody can be mailed."""
    people = people_of(submissions)
    pair = next(((submission, user) for submission, users in people.items() for user in users), None)
    return Recipients((pair,))[0] if pair else None


def people_of(submissions: SubmissionQuerySet) -> Mapping[int, list[int]]:
    """Submission id → ids of those to mail: approvers where their signature is awaited, else officers too."""
    rows = list(submissions.values_list("pk", "state", "agency"))
    if not rows:
        return {}
    members = Membership.objects.filter(
        agency__in=submissions.order_by().values("agency"), role__in=EDITING_ROLES, user__is_active=True
    )
    by_agency: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for agency, role, user in members.order_by("user__email").values_list("agency", "role", "user"):
        by_agency[agency].append((role, user))
    return {pk: _asked(state, by_agency[agency]) for pk, state, agency in rows}


def _asked(state: str, members: Iterable[tuple[str, int]]) -> list[int]:
    """Each person once, whatever roles they have."""
    roles = (Role.APPROVER,) if state == State.WAITING else EDITING_ROLES
    return list(dict.fromkeys(user for role, user in members if role in roles))

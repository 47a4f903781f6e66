"""Whom each step concerns: a condition on submissions, and the people of their agencies."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.db.models import Q

from agencies.models import Membership, Role, User
from agencies.permissions import EDITING_ROLES
from surveys.models import Reminder, ReminderMail, Round, Submission, SubmissionQuerySet
from surveys.queries.access import logged_in

State = Submission.State
Step = Reminder.Step


@dataclass(frozen=True, slots=True)
class Recipient:
    """One mail to be sent: to `user`, about `submission`."""

    submission: Submission
    user: User


@dataclass(frozen=True, slots=True)
class Audiences:
    """Whom a step concerns at this moment.

    `new` are to be mailed; `reminded` is how many have had the mail of this step before; `unreached` are the
    submissions of agencies in which nobody could be mailed.
    """

    new: tuple[Recipient, ...]
    reminded: int
    unreached: tuple[Submission, ...]

    @property
    def agencies(self) -> int:
        """Those that get a mail."""
        return len({each.submission.pk for each in self.new})

    @property
    def digest(self) -> str:
        """The same for the same new mails: what somebody looked at is what is sent."""
        pairs = sorted((each.submission.pk, each.user.pk) for each in self.new)
        return sha256(repr(pairs).encode()).hexdigest()


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


def concerned(survey_round: Round, step: Step, audience: str = "") -> SubmissionQuerySet:
    """The submissions that the step is about now; `audience` "" is both levels."""
    chosen = Submission.objects.with_agency().of_round(survey_round).filter(CONCERNED[step](survey_round))
    return chosen.filter(agency__audience=audience) if audience else chosen


def audiences_of(submissions: Iterable[Submission], step: Step) -> Audiences:
    """Those of the submissions, by agency code. Three queries."""
    submissions = list(submissions)
    people = people_of(submissions)
    had = ReminderMail.objects.filter(step=step, submission__in=[each.pk for each in submissions])
    reminded = set(had.values_list("submission", "user"))
    everybody = [Recipient(each, user) for each in submissions for user in people[each.pk]]
    new = tuple(each for each in everybody if (each.submission.pk, each.user.pk) not in reminded)
    unreached = tuple(each for each in submissions if not people[each.pk])
    return Audiences(new, len(everybody) - len(new), unreached)


def people_of(submissions: Iterable[Submission]) -> Mapping[int, list[User]]:
    """Submission id → whom to mail: the approvers where their signature is awaited, else officers too."""
    submissions = list(submissions)
    members = Membership.objects.filter(
        agency__in={each.agency_id for each in submissions}, role__in=EDITING_ROLES, user__is_active=True
    )
    by_agency: defaultdict[int, list[Membership]] = defaultdict(list)
    for member in members.select_related("user").order_by("user__email"):
        by_agency[member.agency_id or 0].append(member)
    return {each.pk: _asked(each, by_agency[each.agency_id]) for each in submissions}


def _asked(submission: Submission, members: Iterable[Membership]) -> list[User]:
    """Each person once, whatever roles they have."""
    roles = (Role.APPROVER,) if submission.state == State.WAITING else EDITING_ROLES
    return list({member.user_id: member.user for member in members if member.role in roles}.values())

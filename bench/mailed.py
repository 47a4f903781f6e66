"""What bench.mails measures; imported once the settings stand."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.inviting import pacing as invitation_pacing
from agencies.inviting.queueing import Invitee, invite
from agencies.models import Agency, Invitation, InvitationBatch, Role, User
from agencies.tasks import send_due
from bench import house
from bench.copies import ROSTER, count_anew
from bench.following_pages import manager
from bench.main import say
from bench.memory import children_of, forget_peak, peak, processor_seconds
from bench.sink import MINUTE, Sink, most_in_a_minute
from bench.timing import MILLI, seconds_of
from bench.year_copies import execute
from bench.years import ORIGIN, plan_of
from surveys.demo.questionnaire import demonstration_questionnaire
from surveys.models import QuestionnaireVersion, ReminderMail, Round, Submission
from surveys.reminding import pacing as reminder_pacing
from surveys.reminding.steps import Narrowed, Step, audiences_of, concerned
from surveys.reminding.texts import first_texts
from surveys.services.reminders import start_reminder
from surveys.services.rounds import add_agencies, open_round
from surveys.services.rounds_planning import create_round
from surveys.tasks import send_reminders

LIFTED = {"INVITATIONS_A_MINUTE": "1000000", "REMINDERS_A_MINUTE": "1000000"}
LOOK_EVERY = 0.1  # seconds
ASKED = 3
GIVE_UP_SECONDS = 120


class NothingSent(Exception):
    """The time was over before a worker had sent anything."""


@dataclass(frozen=True)
class Mailed:
    """So many `mails` of a kind, how long it took to queue them, and what one sweep costs while they wait.

    `handed` is how long the worker handed out what waited, in seconds, until its first mail came. `sent` went
    out in `seconds` from the first to the last; `work` is the processor time of the worker for
    each, in milliseconds, `memory` the most MiB of its process.
    """

    kind: str
    mails: int
    queued: float
    sweep: float
    sweep_queries: int
    handed: float
    sent: int
    seconds: float
    work: float
    memory: float

    @property
    def per_second(self) -> float:
        return (self.sent - 1) / self.seconds


@dataclass(frozen=True)
class Pace:
    """How many mails came in the first minute from the first on, in the second, and in any minute at most.

    `second` is None where it was not watched to its end.
    """

    kind: str
    allowed: int
    first: int
    second: int | None
    most: int


@dataclass(frozen=True)
class Kind:
    """How mails of a kind are queued, and swept; `begin` has a worker hand out what waits."""

    name: str
    queue: Callable[[Round, User, int], int]
    sweep: Callable[[], object]
    begin: Callable[[], object]
    forget: Callable[[], object]
    """Lets what was handed out to a worker that is gone be handed out again."""

    allowed: Callable[[], int]


def every_size(
    variables: dict[str, str],
    server: Sink,
    sizes: Sequence[int],
    seconds: float,
    paced: float,
) -> Iterator[tuple[int, Mailed | Pace]]:
    """Each figure as soon as it is known; the sizes ascend, and the pace is watched at the last."""
    by, questionnaire = manager(), demonstration_questionnaire(now=timezone.now())
    for nth, (before, times) in enumerate(pairwise((1, *sizes))):
        execute(ROSTER, {"first": before, "last": times - 1})
        survey_round = opened(questionnaire, nth)
        count_anew()
        for kind in KINDS:
            mails, took = queued(kind, survey_round, by, nth)
            cost, queries = swept(kind)
            if times == sizes[-1]:
                yield times, pace(kind, variables, server, paced)
            yield times, sent(kind, variables, server, seconds, (mails, took, cost, queries))


def opened(questionnaire: QuestionnaireVersion, years_ago: int) -> Round:
    """An open round that asks the whole roster."""
    now = timezone.now()
    survey_round = create_round(
        plan=plan_of(timezone.localdate(now), 0, f"mails-{years_ago}"),
        questionnaire=questionnaire,
        user=None,
        now=now,
    )
    add_agencies(survey_round=survey_round, agencies=Agency.objects.active())
    open_round(survey_round=survey_round, user=None, now=survey_round.opens_at)
    survey_round.refresh_from_db()
    return survey_round


def queue_invitations(_round: Round, by: User, _nth: int) -> int:
    invitees = [
        Invitee(f"officer.{each.code.lower()}@bench.example", each.name_th, Role.OFFICER, agency=each)
        for each in Agency.objects.active()
    ]
    source = InvitationBatch.Source.LIST
    return invite(invitees=invitees, source=source, origin=ORIGIN, by=by, now=timezone.now()).total


def queue_reminders(survey_round: Round, by: User, nth: int) -> int:
    """Another step each time."""
    step = (Step.NEVER_LOGGED_IN, Step.NOT_STARTED)[nth % 2]
    shown = audiences_of(concerned(survey_round, step), step)
    start_reminder(
        survey_round=survey_round,
        step=step,
        to=Narrowed(Submission.objects.all(), {}),
        texts=first_texts(step),
        shown=shown.digest,
        origin=ORIGIN,
        user=by,
        now=timezone.now(),
    )
    return len(shown.new)


def sweep_invitations() -> None:
    now = timezone.now()
    invitation_pacing.note_unknown(now=now)
    invitation_pacing.next_to_send(now=now)


def sweep_reminders() -> None:
    now = timezone.now()
    reminder_pacing.note_unknown(now=now)
    reminder_pacing.next_to_send(now=now)


KINDS = (
    Kind(
        "invitations",
        queue_invitations,
        sweep_invitations,
        send_due.delay,
        lambda: Invitation.objects.waiting().update(queued_at=None),
        lambda: int(settings.INVITATIONS_A_MINUTE),
    ),
    Kind(
        "reminders",
        queue_reminders,
        sweep_reminders,
        send_reminders.delay,
        lambda: ReminderMail.objects.waiting().update(queued_at=None),
        lambda: int(settings.REMINDERS_A_MINUTE),
    ),
)


def queued(kind: Kind, survey_round: Round, by: User, nth: int) -> tuple[int, float]:
    """How many mails, and the seconds until all were written down."""
    began = time.perf_counter()
    mails = kind.queue(survey_round, by, nth)
    took = time.perf_counter() - began
    count_anew()
    return mails, took


def swept(kind: Kind) -> tuple[float, int]:
    """Milliseconds and queries of one sweep while all wait; nothing of it stays."""
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        kind.sweep()
        transaction.set_rollback(True)
    own = [each for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]
    return median(seconds_of(lambda: _undone(kind)) for _time in range(ASKED)) * MILLI, len(own)


def _undone(kind: Kind) -> None:
    with transaction.atomic():
        kind.sweep()
        transaction.set_rollback(True)


def pace(kind: Kind, variables: dict[str, str], server: Sink, seconds: float) -> Pace:
    """What the mail server gets in so many seconds from its first mail on, at the pace of service."""
    say(f"{kind.name}: the pace, {seconds:.0f} s")
    start_anew(kind, server)
    with house.background(variables):
        while not server.taken:
            time.sleep(LOOK_EVERY)
        time.sleep(seconds)
        since = [moment - server.taken[0] for moment in server.taken]
    first = sum(moment < MINUTE for moment in since)
    second = sum(MINUTE <= moment < 2 * MINUTE for moment in since) if seconds >= 2 * MINUTE else None
    return Pace(kind.name, kind.allowed(), first, second, most_in_a_minute(since))


def sent(
    kind: Kind, variables: dict[str, str], server: Sink, seconds: float, before: tuple[int, float, float, int]
) -> Mailed:
    """What one worker process sends in so many seconds, or until nothing is left, with the pace lifted."""
    house.forget_keys()
    kind.forget()
    server.taken.clear()
    with house.one_worker(variables | LIFTED, 1) as worker:
        (process,) = children_of(worker)
        forget_peak(process)
        handed = seconds_of(lambda: _first_mail(kind, server))
        already, work = len(server.taken), processor_seconds(process)
        until_sent(server, before[0], seconds)
        taken, work = list(server.taken), processor_seconds(process) - work
        memory = peak(process)
    if len(taken) <= already:
        raise NothingSent(f"{kind.name}: {len(taken)} in {seconds:.0f} seconds")
    return Mailed(
        kind.name,
        *before,
        handed=handed,
        sent=len(taken),
        seconds=taken[-1] - taken[0],
        work=work * MILLI / (len(taken) - already),
        memory=memory,
    )


def _first_mail(kind: Kind, server: Sink) -> None:
    """What waits is handed out by the same process, before it sends the first."""
    kind.begin()
    end = time.monotonic() + GIVE_UP_SECONDS
    while not server.taken:
        if time.monotonic() > end:
            raise NothingSent(f"{kind.name}: nothing in {GIVE_UP_SECONDS} seconds")
        time.sleep(LOOK_EVERY)


def until_sent(server: Sink, mails: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while len(server.taken) < mails and time.monotonic() < end:
        time.sleep(LOOK_EVERY)


def start_anew(kind: Kind, server: Sink) -> None:
    """No message is left of workers before; one tells the next worker to begin."""
    house.forget_keys()
    kind.forget()
    server.taken.clear()
    kind.begin()

"""Every mail of a reminder is sent once, whatever happens to workers, and what was stopped is not sent."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.utils import timezone

from agencies.models import Agency, Role, User
from portal.celery import app
from script.supervisor import Supervisor
from surveys.models import Reminder, ReminderMail, Round, Submission
from surveys.reminding.pacing import SILENT_AFTER
from surveys.reminding.sending import Claim, claim
from surveys.reminding.steps import Narrowed, Step, audiences_of, concerned
from surveys.reminding.texts import first_texts
from surveys.services.reminders import continue_reminder, start_reminder, stop_reminder
from surveys.tasks import send_reminders
from tests.mail_server import MailServer
from tests.people import make_member
from tests.processes import ROOT, process_environment
from tests.resilience.threads import Act, finish
from tests.resilience.workers import kill, start, wait_for
from tests.settings import TEST_ROOT

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

MANY = 40
State = ReminderMail.State


@pytest.fixture
def processes(broker: str, transactional_db: None, mail_server: MailServer) -> Iterator[Supervisor]:
    """Workers and the beat, which mail to the test's own server as fast as they can."""
    app.control.purge()
    environment = process_environment(broker) | {"EMAIL_URL": mail_server.url, "REMINDERS_A_MINUTE": "6000"}
    logs = TEST_ROOT / "log" / "reminders"
    with Supervisor(environment=environment, directory=ROOT, logs=logs) as supervisor:
        yield supervisor


@pytest.fixture
def reminder(broker: str, survey_round: Round, agency_a: Agency, manager: User) -> Reminder:
    """Its mails wait; nobody has been told of them."""
    for number in range(MANY):
        make_member(f"p{number:02}", Role.OFFICER, agency=agency_a)
    step, asked = Step.NOT_STARTED, Submission.objects.of_round(survey_round)
    started = start_reminder(
        survey_round=survey_round,
        step=step,
        to=Narrowed(asked, {}),
        texts=first_texts(step),
        shown=audiences_of(concerned(survey_round, step), step).digest,
        origin="https://portal.example.go.th",
        user=manager,
        now=timezone.now(),
    )
    app.control.purge()
    return started


def states() -> dict[str, int]:
    return dict(Counter(ReminderMail.objects.values_list("state", flat=True)))


def addresses(state: str) -> list[str]:
    return sorted(ReminderMail.objects.filter(state=state).values_list("address", flat=True))


def test_a_worker_killed_in_the_middle_of_mails_makes_nobody_get_two(
    processes: Supervisor, reminder: Reminder, mail_server: MailServer
) -> None:
    mail_server.held.clear()
    start(processes, "worker")
    send_reminders.delay()
    held = wait_for(mail_server.addresses, what="A mail that is held")

    kill(processes, "worker")
    mail_server.held.set()
    in_doubt = addresses(State.SENDING)
    assert set(held) <= set(in_doubt), "the server has them, and nobody could write it down"
    long_ago = timezone.now() - SILENT_AFTER - dt.timedelta(seconds=1)
    ReminderMail.objects.filter(state=State.SENDING).update(claimed_at=long_ago)
    ReminderMail.objects.filter(state=State.WAITING).update(queued_at=None)

    start(processes, "worker")
    send_reminders.delay()
    rest = MANY - len(in_doubt)
    wait_for(
        lambda: states() == {State.UNKNOWN: len(in_doubt), State.SENT: rest}, what="The rest", seconds=60
    )
    sent = Counter(mail_server.addresses())
    everybody = sorted(reminder.mails.values_list("address", flat=True))
    assert ({*sent} | {*in_doubt}, max(sent.values())) == ({*everybody}, 1)
    assert addresses(State.UNKNOWN) == in_doubt


def test_of_a_claim_and_a_stop_at_once_one_gets_each_mail(reminder: Reminder, manager: User) -> None:
    """What a worker took is on its way, everything else is stopped, and nothing is both or neither."""
    now, ids = timezone.now(), list(reminder.mails.values_list("pk", flat=True))
    claims = [partial(claim, mail_id=pk, now=now) for pk in ids]
    stop = partial(stop_reminder, reminder=reminder, user=manager, now=now)
    acts: list[Act] = [*claims[:10], stop, *claims[10:]]
    with ThreadPoolExecutor(3) as pool:
        outcomes = [pool.submit(finish, act) for act in acts]
        results = [each.result() for each in outcomes]
    taken = [each.mail.pk for each in results if isinstance(each, Claim)]
    (stopped,) = [each for each in results if isinstance(each, int)]
    assert (len(taken) + stopped, stopped > 0) == (MANY, True)
    assert states() == {State.SENDING: len(taken), State.STOPPED: stopped}
    assert sorted(taken) == sorted(reminder.mails.filter(state=State.SENDING).values_list("pk", flat=True))

    assert continue_reminder(reminder=reminder, user=manager, now=now) == stopped
    assert states() == {State.SENDING: len(taken), State.WAITING: stopped}

"""Every invitation is mailed once, whatever happens to workers."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
from django.utils import timezone

from agencies.inviting.pacing import SILENT_AFTER
from agencies.inviting.queueing import Invitee, invite
from agencies.models import Agency, Invitation, InvitationBatch, Role, User
from agencies.tasks import send_due, send_invitation
from portal.celery import app
from script.supervisor import Supervisor
from tests.mail_server import MailServer
from tests.processes import ROOT, process_environment
from tests.resilience.workers import kill, start, wait_for
from tests.settings import TEST_ROOT

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

MANY = 60
State = Invitation.State


@pytest.fixture
def processes(broker: str, transactional_db: None, mail_server: MailServer) -> Iterator[Supervisor]:
    """Workers and the beat, which mail to the test's own server as fast as they can."""
    app.control.purge()
    environment = process_environment(broker) | {
        "EMAIL_URL": mail_server.url,
        "INVITATIONS_A_MINUTE": "6000",
    }
    with Supervisor(environment=environment, directory=ROOT, logs=TEST_ROOT / "log" / "mail") as supervisor:
        yield supervisor


@pytest.fixture
def invited(agency_a: Agency, manager: User) -> list[str]:
    """The addresses of those whose invitations wait; nobody has been told of them."""
    emails = [f"p{number:02}@agency.go.th" for number in range(MANY)]
    invite(
        invitees=[Invitee(email, "คนใหม่", Role.OFFICER, agency=agency_a) for email in emails],
        source=InvitationBatch.Source.LIST,
        origin="https://portal.example.go.th",
        by=manager,
        now=timezone.now(),
    )
    app.control.purge()
    return emails


def states() -> dict[str, int]:
    return dict(Counter(Invitation.objects.values_list("state", flat=True)))


def twice(mail_server: MailServer) -> list[str]:
    """Addresses that got more than one mail."""
    return [address for address, times in Counter(mail_server.addresses()).items() if times > 1]


def test_two_workers_with_every_message_twice_send_each_once(
    processes: Supervisor, invited: list[str], mail_server: MailServer
) -> None:
    start(processes, "worker", "worker-2")
    for invitation_id in Invitation.objects.values_list("pk", flat=True):
        for _worker in range(2):
            send_invitation.delay(invitation_id=invitation_id)

    wait_for(lambda: states() == {State.SENT: MANY}, what="The sending", seconds=90)
    assert mail_server.addresses() == invited


def test_a_worker_killed_in_the_middle_of_mails_makes_nobody_get_two(
    processes: Supervisor, invited: list[str], mail_server: MailServer
) -> None:
    mail_server.held.clear()
    start(processes, "worker")
    send_due.delay()
    held = wait_for(mail_server.addresses, what="A mail that is held")

    kill(processes, "worker")
    mail_server.held.set()
    in_doubt = sorted(Invitation.objects.filter(state=State.SENDING).values_list("user__email", flat=True))
    assert set(held) <= set(in_doubt), "the server has them, and nobody could write it down"
    Invitation.objects.filter(state=State.SENDING).update(
        claimed_at=timezone.now() - SILENT_AFTER - dt.timedelta(seconds=1)
    )
    Invitation.objects.filter(state=State.WAITING).update(queued_at=None)

    start(processes, "worker", "worker-2", "beat")
    rest = MANY - len(in_doubt)
    wait_for(
        lambda: states() == {State.UNKNOWN: len(in_doubt), State.SENT: rest}, what="The rest", seconds=120
    )
    assert (twice(mail_server), set(mail_server.addresses()) | set(in_doubt)) == ([], set(invited))
    unknown = Invitation.objects.filter(state=State.UNKNOWN).values_list("user__email", flat=True)
    assert sorted(unknown) == in_doubt


def test_a_lost_message_is_made_up_for_by_the_beat(
    processes: Supervisor, invited: list[str], mail_server: MailServer
) -> None:
    start(processes, "worker", "beat")
    wait_for(lambda: states() == {State.SENT: MANY}, what="The sending", seconds=90)
    assert mail_server.addresses() == invited

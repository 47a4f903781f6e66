"""The benchmark of mails queues, sweeps and counts as it says."""

import smtplib

import pytest
from django.db import connection

from agencies.models import Agency, Invitation, User
from bench.mailed import KINDS, Mailed, Pace, opened, queued, swept
from bench.mails import HEAD, QUEUED, line, pace_line
from bench.sink import most_in_a_minute, sink
from surveys.models import QuestionnaireVersion, ReminderMail

postgresql_only = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL counts what it has anew"
)


@pytest.mark.parametrize(
    "moments, most",
    [([], 0), ([5], 1), ([0, 30, 59.9, 60], 3), ([0, 60, 60.5, 61, 119.9, 120.2], 4), ([1, 1, 1], 3)],
)
def test_the_most_in_any_minute(moments: list[float], most: int) -> None:
    assert most_in_a_minute(moments) == most


def test_a_line_is_as_wide_as_the_head() -> None:
    found = Mailed(
        kind="invitations",
        mails=17_460,
        queued=21.34,
        sweep=12.4,
        sweep_queries=5,
        handed=3.04,
        sent=1_201,
        seconds=30.0,
        work=17.26,
        memory=131.2,
    )
    assert line("10x", found).split() == [
        *("invitations", "10x", "17,460", "21.3", "12", "5", "3.0", "1,201", "40.0", "17.3", "131"),
    ]
    assert len(line("10x", found)) == len(QUEUED.format(*HEAD))


@pytest.mark.parametrize("second, words", [(59, ", 59 in the second"), (None, "")])
def test_the_pace_in_words(second: int | None, words: str) -> None:
    assert " ".join(pace_line("1x", Pace("reminders", 60, 60, second, 61)).split()) == (
        f"reminders 1x at most 60 a minute: 60 in the first minute{words}; most in a minute 61"
    )


def test_the_sink_remembers_when() -> None:
    with sink() as server, smtplib.SMTP("127.0.0.1", server.port) as client:
        for number in range(3):
            client.sendmail("portal@bench.example", [f"{number}@bench.example"], "Subject: test\n\n")
        assert server.taken == sorted(server.taken)
        assert len(server.taken) == 3


@postgresql_only
@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_every_agency_gets_a_mail_of_each_kind(
    small_questionnaire: QuestionnaireVersion,
    agency_a: Agency,
    office: Agency,
    manager: User,
    broker: str,
) -> None:
    agencies, survey_round = Agency.objects.count(), opened(small_questionnaire, 0)
    for kind in KINDS:
        assert queued(kind, survey_round, manager, 0)[0] == agencies
        assert swept(kind)[1] > 0
    for model in (Invitation, ReminderMail):
        assert list(model.objects.values_list("state", "queued_at")) == [("waiting", None)] * agencies

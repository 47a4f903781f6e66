"""What is thrown away when it has served its purpose."""

import datetime as dt

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from agencies.housekeeping import forget_old
from agencies.models import Invitation
from agencies.tasks import housekeeping
from portal.celery import app
from tests.agencies.inviting.making import invite_one, put

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 3, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
DAYS_90 = dt.timedelta(days=90)


def test_ended_sessions_go():
    for key, ends in (("ended", NOW - SECOND), ("alive", NOW + SECOND)):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)

    forget_old(now=NOW)

    assert [session.session_key for session in Session.objects.all()] == ["alive"]


@pytest.mark.parametrize("record", [AccessAttempt, AccessFailureLog, AccessLog])
def test_who_logged_in_from_where_is_kept_for_90_days(record):
    for name, age in (("old", DAYS_90 + SECOND), ("young", DAYS_90)):
        more = {"failures_since_start": 1} if record is AccessAttempt else {}
        known = record.objects.create(username=name, ip_address="203.0.113.9", user_agent="x", **more)
        record.objects.filter(pk=known.pk).update(attempt_time=NOW - age)

    forget_old(now=NOW)

    assert [known.username for known in record.objects.all()] == ["young"]


def test_of_an_invitation_that_ran_out_the_link_goes(agency_a, manager):
    for name, ends in (("over", NOW), ("open", NOW + SECOND)):
        put(
            invite_one(agency_a, manager, name),
            state=Invitation.State.SENT,
            sent_at=NOW - DAYS_90,
            expires_at=ends,
            token_hash=name,
        )

    forget_old(now=NOW)

    assert dict(Invitation.objects.values_list("user__email", "token_hash")) == {
        "over@agency.go.th": "",
        "open@agency.go.th": "open",
    }


def test_the_beat_does_it_every_day():
    Session.objects.create(session_key="ended", session_data="", expire_date=timezone.now() - SECOND)
    entry = settings.CELERY_BEAT_SCHEDULE["agencies.housekeeping"]

    app.tasks[entry["task"]]()

    assert entry["task"] == housekeeping.name
    assert entry["schedule"].remaining_estimate(timezone.now()) <= dt.timedelta(days=1)
    assert not Session.objects.exists()

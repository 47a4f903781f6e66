"""What is thrown away when it has served its purpose."""

import datetime as dt

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session

from agencies.models import RosterImport

LOG_INS_KEPT_FOR = dt.timedelta(days=90)


def forget_old(*, now: dt.datetime) -> None:
    """Deletes ended sessions, who tried to log in from where once it is older than LOG_INS_KEPT_FOR, and
    imports of the roster that nobody applied in time."""
    RosterImport.objects.forgotten(now).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    for record in (AccessAttempt, AccessFailureLog, AccessLog):
        record.objects.filter(attempt_time__lt=now - LOG_INS_KEPT_FOR).delete()

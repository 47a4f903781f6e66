"""What is thrown away when it has served its purpose."""

import datetime as dt

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session

from agencies.models import AddressChange, Invitation, InvitationList, RosterImport

LOG_INS_KEPT_FOR = dt.timedelta(days=90)
LISTS_KEPT_FOR = dt.timedelta(days=1)


def forget_old(*, now: dt.datetime) -> None:
    """Deletes ended sessions, and who tried to log in from where once it is older than LOG_INS_KEPT_FOR.

    So too imports of the roster, lists of people to invite, and new addresses, that nobody came back to; of
    invitations that ran out, the hash of the link.
    """
    Invitation.objects.filter(expires_at__lte=now).exclude(token_hash="").update(token_hash="")
    RosterImport.objects.forgotten(now).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    InvitationList.objects.filter(uploaded_at__lt=now - LISTS_KEPT_FOR).delete()
    AddressChange.objects.filter(expires_at__lt=now).delete()
    for record in (AccessAttempt, AccessFailureLog, AccessLog):
        record.objects.filter(attempt_time__lt=now - LOG_INS_KEPT_FOR).delete()

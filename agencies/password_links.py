"""Asking for the mail with a link to a new password.

Whoever asks learns nothing about accounts: with and without one, the same is done and takes the same time.
"""

import hashlib
import logging

from django.core.cache import cache
from redis.exceptions import RedisError

from agencies.models import User
from agencies.tasks import mail_password_link
from portal.queueing import nudge_on_commit

logger = logging.getLogger(__name__)

HOUR = 60 * 60
MAILS_AN_HOUR = 5
# A whole agency may be behind one address, on the day when everybody gets an account.
REQUESTS_FROM_AN_ADDRESS_AN_HOUR = 60
NOBODY = 0


def ask_for_link(*, email: str, client: str, origin: str) -> None:
    """Has the mail sent, if the account exists and neither it nor `client` (IP address) asks too often.

    `origin` is scheme and host for the link, already checked against ALLOWED_HOSTS.
    """
    if may_ask(email=email, client=client):
        known = User.objects.filter(email=email, is_active=True).values_list("pk", flat=True).first()
        nudge_on_commit(mail_password_link, user_id=known or NOBODY, origin=origin)


def may_ask(*, email: str, client: str) -> bool:
    """Counts this request. False too while the cache is away: the mail's message could not be sent either."""
    try:
        counts = [
            _count(f"mail:{email}") <= MAILS_AN_HOUR,
            _count(f"client:{client}") <= REQUESTS_FROM_AN_ADDRESS_AN_HOUR,
        ]
    except RedisError as error:
        logger.warning("no password link: the cache is away (%s)", type(error).__name__)
        return False
    return all(counts)


def _count(who: str) -> int:
    """How often `who` has asked in the hour that began with the first time."""
    key = f"password-link:{hashlib.sha256(who.encode()).hexdigest()}"
    if cache.add(key, 1, HOUR):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # the hour has just ended
        return 1

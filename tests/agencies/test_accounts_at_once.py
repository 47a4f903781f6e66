"""Two managers who take each other's role away at the same moment: one of them stays."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from django.utils import timezone

from agencies.models import Membership, Role, User
from agencies.services import LastManager, revoke_membership
from tests.people import make_member
from tests.resilience.threads import waiting
from tests.resilience.workers import wait_for

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def take_away(membership: Membership, by: User) -> str:
    try:
        revoke_membership(membership=membership, by=by, now=timezone.now())
    except LastManager:
        return "refused"
    finally:
        connections.close_all()
    return "done"


def test_one_manager_stays(manager: User) -> None:
    other = make_member("other.manager", Role.MANAGER)
    pairs = [(manager.memberships.get(), other), (other.memberships.get(), manager)]

    with ThreadPoolExecutor(2) as pool, transaction.atomic():
        list(Membership.objects.select_for_update().filter(role=Role.MANAGER))
        acts = [pool.submit(take_away, membership, by) for membership, by in pairs]
        if connections["default"].vendor == "postgresql":
            wait_for(lambda: waiting() == 2, what="Waiting")

    assert sorted(act.result() for act in acts) == ["done", "refused"]
    assert Membership.objects.filter(role=Role.MANAGER).count() == 1

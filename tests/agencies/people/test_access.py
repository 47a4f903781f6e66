"""Who may open the pages of people, and who may do something there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import InvitationList, Membership, Role, User
from audit.models import AuditEntry
from tests.people import make_member

pytestmark = pytest.mark.django_db

PAGES = ("people", "person_new", "invite_chosen", "invitations", "invitation_figures", "invitation_upload")
ACTS = (
    "person_grant",
    "person_off",
    "person_on",
    "person_unlock",
    "person_invite",
    "person_bounced",
    "person_address",
    "person_address_drop",
    "person_factor",
)


@pytest.fixture
def secret(agency_b) -> User:
    """Somebody whose page has much to give away."""
    user = make_member("secret", Role.OFFICER, agency=agency_b)
    User.objects.filter(pk=user.pk).update(full_name="ลับมาก", second_factor_at=timezone.now())
    return user


def addresses(user: User, manager: User) -> dict[str, str]:
    """Every page that is a manager's, by name."""
    kept = InvitationList.objects.create(
        file_name="x", rows=[], uploaded_by=manager, uploaded_at=timezone.now()
    )
    role = user.memberships.get()
    arguments: dict[str, list[int]] = {name: [] for name in (*PAGES, "invitations_again")}
    arguments |= {name: [user.pk] for name in ("person", *ACTS)}
    arguments |= {name: [kept.pk] for name in ("invitation_list", "invitation_discard")}
    arguments |= {"invitation_template": [], "person_revoke": [user.pk, role.pk]}
    return {name: reverse(f"agencies:{name}", args=args) for name, args in arguments.items()}


def everything() -> list[object]:
    """All that these pages could change."""
    users = User.objects.order_by("pk").values_list("pk", "email", "is_active", "second_factor_at")
    return [list(users), list(Membership.objects.values_list()), AuditEntry.objects.count()]


def test_only_managers_open_or_change_anything(client, people, secret):
    before = everything()
    for name in people.keys() - {"manager"}:
        client.force_login(people[name])
        refused = {403, 405} if name == "analyst" else {404, 405}
        for page, address in addresses(secret, people["manager"]).items():
            posted = client.post(address, {"role": "manager"})
            opened = posted if page == "person_grant" else client.get(address)
            assert {posted.status_code, opened.status_code} <= refused, (name, page)
            assert "ลับมาก" not in posted.text + opened.text
    assert everything() == before


def test_a_stranger_is_led_to_the_log_in(client, secret, manager):
    for address in addresses(secret, manager).values():
        answer = client.get(address)
        assert answer["Location"].startswith("/login/?next=")


@pytest.mark.parametrize("name", PAGES)
def test_a_manager_opens_it(client, manager, name):
    client.force_login(manager)
    assert client.get(reverse(f"agencies:{name}")).status_code == 200


def test_changes_need_a_post(client, manager, secret):
    client.force_login(manager)
    for name in ("person_off", "person_on", "person_unlock", "person_invite", "person_bounced"):
        assert client.get(reverse(f"agencies:{name}", args=[secret.pk])).status_code == 405

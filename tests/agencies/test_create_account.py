"""The command that makes the first accounts."""

import pytest
from django.core.management import CommandError, call_command

from agencies.models import User

pytestmark = pytest.mark.django_db

WHO = ("somchai@agency.go.th", "สมชาย ใจดี")


@pytest.mark.parametrize(
    "role, scope",
    [
        (["officer", "--agency", "D1101"], "D1101"),
        (["monitor", "--ministry", "11"], "11"),
        (["monitor", "--province", "50"], "50"),
        (["manager"], None),
    ],
)
def test_it_works(agency_a, province, role, scope, capsys):
    call_command("create_account", *WHO, *role)
    user = User.objects.get(email="somchai@agency.go.th")
    membership = user.memberships.get()
    assert (user.full_name, user.has_usable_password()) == ("สมชาย ใจดี", False)
    assert (membership.role, membership.scope and membership.scope.code) == (role[0], scope)
    assert capsys.readouterr().out == f"somchai@agency.go.th: {role[0]}\n"


@pytest.mark.parametrize(
    "email, role, problem",
    [
        ("officer@example.go.th", ["manager"], "already an account"),
        ("new@agency.go.th", ["officer"], "does not go with"),
        ("new@agency.go.th", ["manager", "--agency", "D1101"], "does not go with"),
        ("new@agency.go.th", ["officer", "--agency", "D9999"], "no agency with the code D9999"),
        ("new@agency.go.th", ["king"], "invalid choice"),
    ],
)
def test_a_refusal_leaves_nothing_behind(officer, email, role, problem):
    with pytest.raises(CommandError, match=problem):
        call_command("create_account", email, "อีกคน", *role)
    assert [user.email for user in User.objects.all()] == ["officer@example.go.th"]


def test_a_name_that_shows_nothing_is_refused(db):
    with pytest.raises(CommandError, match="cannot stand in a signature"):
        call_command("create_account", "new@agency.go.th", "\u200b", "manager")
    assert not User.objects.exists()

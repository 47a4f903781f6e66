"""The portal's own database user adds to the journal, and cannot change it, not even without its triggers."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from agencies.models import Agency, User
from agencies.roster.editing import merge
from agencies.roster.writing import Cause
from audit.actions import Action
from audit.append_only import install, protected_tables, remove
from audit.rights import changeable_tables
from audit.services import record
from surveys.models import Signature, Submission
from surveys.services.submitting import sign
from tests.append_only import APPEND_ONLY
from tests.people import PASSWORD, with_password
from tests.rounds import DURING, OPENS, complete_and_submit
from tests.settings import RUN

ROOT = Path(__file__).resolve().parent.parent.parent
ROLE = f"{RUN}_portal"
SECRET = "it's-a-secret-0123"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
postgresql_only = pytest.mark.skipif(
    not os.environ.get("TEST_DATABASE_URL"), reason="only PostgreSQL has users, and tables of their owner"
)


def address(user: str = "", password: str = "", database: str = "") -> str:
    """The test database, or another one, for this user or for the owner."""
    there = urlsplit(os.environ["TEST_DATABASE_URL"])
    who = f"{user}:{password}@" if user else there.netloc.rpartition("@")[0] + "@"
    host = there.netloc.rpartition("@")[2]
    return f"postgres://{who}{host}/{database or connection.settings_dict['NAME']}"


def as_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `grant_rights` find whom it is for, as script/migrate does."""
    portal = {"USER": ROLE, "PASSWORD": SECRET}
    monkeypatch.setattr("django.conf.settings.PORTAL_DATABASE", portal)


@pytest.fixture
def role(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A role with the rights of the portal, as which a test may go on by `SET ROLE`."""
    as_portal(monkeypatch)
    for _twice in range(2):
        call_command("grant_rights", stdout=io.StringIO())
    yield ROLE
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


def go_on_as(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")


@pytest.fixture
def worked(
    role: str, client: Client, submission: Submission, agency_b: Agency, officer: User, approver: User
) -> Submission:
    """Logged in, answered, submitted, signed, merged and written down: all of it as the portal's own user."""
    with_password(officer)
    go_on_as(role)
    client.post("/login/", {"username": officer.email, "password": PASSWORD})
    assert client.get("/profile/").status_code == 200
    version = complete_and_submit(submission, officer)
    sign(submission=submission, sha256=version.sha256, user=approver, now=DURING)
    merge(
        codes=[agency_b.code],
        into=submission.agency.code,
        on=OPENS,
        seen=None,
        cause=Cause(reason="ตามกฎหมาย", user=officer, now=DURING),
    )
    record(action=Action.SCORES_SHOWN, code="2569", user=officer, now=DURING)
    return submission


def test_the_list_is_that_of_the_migrations():
    assert sorted(protected_tables()) == sorted(APPEND_ONLY)


@postgresql_only
def test_the_portal_works(worked: Submission):
    assert Signature.objects.filter(version__submission=worked).count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (ROLE,)


CHANGES = {
    "update": "UPDATE {table} SET id = id",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table} CASCADE",
    "alter": "ALTER TABLE {table} ADD COLUMN x integer",
    "drop": "DROP TABLE {table} CASCADE",
    "drop the trigger": "DROP TRIGGER {table}_append_only ON {table}",
    "switch the trigger off": "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "another trigger": "CREATE TRIGGER x BEFORE INSERT ON {table} EXECUTE FUNCTION refuse_change()",
    "replace the function": "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger "
    "LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "a rule": "CREATE RULE x AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "a table before it": "CREATE TEMPORARY TABLE {table} (id integer)",
    "a new table": "CREATE TABLE x (id integer)",
    "copy over it": "COPY {table} FROM PROGRAM 'true'",
    "no triggers in this session": "SET session_replication_role = replica",
    "give it away": "ALTER TABLE {table} OWNER TO CURRENT_USER",
    "migrations": "DELETE FROM django_migrations",
}


@pytest.fixture
def triggers(role: str) -> Iterator[None]:
    """As the migrations have made them; tests go without."""
    for table in APPEND_ONLY:
        install(connection, table)
    yield
    for table in APPEND_ONLY:
        remove(connection, table)


@postgresql_only
@pytest.mark.usefixtures("triggers")
def test_nothing_that_changes_the_journal_is_allowed(role: str):
    """Rights are asked before triggers, so what refuses here are the rights alone."""
    refused = {}
    there = psycopg2.connect(address(ROLE, SECRET))
    there.autocommit = True
    with there.cursor() as cursor:
        for table in APPEND_ONLY:
            for change, statement in CHANGES.items():
                refused[table, change] = _refusal(cursor, statement.format(table=table))
    there.close()
    assert {key: code for key, code in refused.items() if code != "42501"} == {}
    assert len(refused) == len(APPEND_ONLY) * len(CHANGES)


def _refusal(cursor: Any, statement: str) -> str:
    """The code of the error; 42501 is "insufficient privilege"."""
    try:
        cursor.execute(statement)
    except psycopg2.Error as error:
        return str(error.pgcode)
    return "done"


@postgresql_only
def test_what_is_to_be_changed_can_be(role: str, officer: User):
    go_on_as(role)
    User.objects.filter(pk=officer.pk).update(phone="1")
    officer.memberships.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone()[0] > 0


@postgresql_only
def test_who_asks_learns_whether_it_could(role: str):
    assert changeable_tables() == sorted(APPEND_ONLY)
    go_on_as(role)
    assert changeable_tables() == []


@postgresql_only
@pytest.mark.parametrize(
    "more, restored",
    [
        ("GRANT UPDATE (note) ON audit_auditentry TO {role}", []),
        ("GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}", []),
        ("GRANT TRUNCATE ON audit_auditentry TO PUBLIC", []),
    ],
)
def test_what_was_granted_besides_is_found_and_taken_away(role: str, more: str, restored: list[str]):
    with connection.cursor() as cursor:
        cursor.execute(more.format(role=role))
    go_on_as(role)
    assert "audit_auditentry" in (changeable_tables() or [])
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    call_command("grant_rights", to=role, stdout=io.StringIO())
    go_on_as(role)
    assert changeable_tables() == restored


@postgresql_only
@pytest.mark.parametrize("power", ["SUPERUSER", "CREATEROLE"])
def test_a_powerful_role_is_refused(role: str, power: str):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER ROLE {role} {power}")
    with pytest.raises(CommandError, match="the journal cannot be kept from it"):
        call_command("grant_rights", to=role)


@postgresql_only
def test_a_member_of_the_owner_is_refused(role: str):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        cursor.execute(f'GRANT "{cursor.fetchone()[0]}" TO {role}')
    with pytest.raises(CommandError, match="the journal cannot be kept from it"):
        call_command("grant_rights", to=role)


@postgresql_only
def test_the_owner_keeps_its_rights():
    owner = connection.settings_dict["USER"] or "postgres"
    with pytest.raises(CommandError, match="the journal cannot be kept from it"):
        call_command("grant_rights", to=owner)
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('audit_auditentry', 'DELETE')")
        assert cursor.fetchone() == (True,)


@postgresql_only
def test_a_role_that_is_not_there_is_refused():
    with pytest.raises(CommandError, match="There is no role nobody_at_all"):
        call_command("grant_rights", to="nobody_at_all")


def test_without_a_name_it_says_what_is_missing():
    expected = "set PORTAL_DATABASE_URL" if connection.vendor == "postgresql" else "Only PostgreSQL"
    with pytest.raises(CommandError, match=expected):
        call_command("grant_rights")


def run(*command: str, portal: str, owner: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    variables = {"TEST_DATABASE_URL": "", "DATABASE_URL": portal, "MIGRATION_DATABASE_URL": owner, **more}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | variables | {"PATH": path, "DJANGO_SETTINGS_MODULE": "portal.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


@postgresql_only
def test_the_deployment_check_says_so(role: str):
    check = ("python", "manage.py", "check", "--deploy", "--database", "default", "--tag", "database")
    assert run(*check, portal=address(ROLE, SECRET)).stderr == ""
    said = run(*check, portal=address())
    assert ("audit.W001" in said.stderr, "audit_auditentry" in said.stderr) == (True, True)


@pytest.fixture
def fresh_database() -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_two_roles"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@postgresql_only
def test_the_portal_backs_up_and_the_owner_restores(
    role: str, fresh_database: str, worked: Submission, tmp_path: Path
):
    media = {"MEDIA_ROOT": str(tmp_path / "media")}
    archive = str(tmp_path / "backup.tar")
    backed_up = run("python", "manage.py", "backup", archive, portal=address(ROLE, SECRET), **media)
    assert (backed_up.returncode, backed_up.stderr) == (0, "")

    there = {"portal": address(ROLE, SECRET, fresh_database), "owner": address(database=fresh_database)}
    refused = run("python", "manage.py", "restore", archive, portal=there["portal"], **media)
    assert "Nothing was restored" in refused.stderr
    for command in (["script/as_owner", "restore", archive], ["script/migrate"]):
        done = run(*command, **there, **media)
        assert (done.returncode, done.stderr) == (0, "")

    assert "tables, 9 of them only to be added to" in done.stdout
    restored = psycopg2.connect(there["portal"])
    with restored, restored.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM surveys_signature")
        assert cursor.fetchone() == (1,)
        assert _refusal(cursor, "DELETE FROM surveys_signature") == "42501"
    restored.close()

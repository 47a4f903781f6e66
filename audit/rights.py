"""What the portal's own database user may do: add to the journal, and never change it.

Triggers refuse changes of the tables of `audit.append_only`, but the owner of a table can drop its triggers.
So on PostgreSQL the tables belong to one role, which migrates and restores, and the portal runs as another.
SQLite has no users.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import encrypt_password

from audit.append_only import protected_tables

Rights = tuple[str, ...]

ADDING: Rights = ("SELECT", "INSERT")
WORKING: Rights = ("SELECT", "INSERT", "UPDATE", "DELETE")
READING: Rights = ("SELECT",)
OF_THE_OWNER = {"django_migrations"}
"""Tables that only migrations write."""

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
CAN_MAKE_ROLES = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = %s"
# A superuser has every privilege, and a member of another role those of that role.
CHANGEABLE = """
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%(tables)s)
  AND (pg_has_role(%(role)s, relowner, 'MEMBER') OR has_any_column_privilege(%(role)s, oid, 'UPDATE')
       OR has_table_privilege(%(role)s, oid, 'DELETE, TRUNCATE, TRIGGER'))
ORDER BY relname
"""
FOR_ALL_TABLES = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}, PUBLIC",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {role}, PUBLIC",
    "REVOKE CREATE ON SCHEMA {schema} FROM {role}, PUBLIC",
    # A temporary table could stand before a real one of the same name.
    "REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM {role}, PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
)


class Unfit(Exception):
    """The role is not there ("unknown"), or could change the journal whatever it is granted ("powerful")."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Login:
    """A role of the database; with a password it is made if it is not there, and gets this password."""

    role: str
    password: str = ""


def changeable_tables() -> list[str] | None:
    """The append-only tables that the portal itself could change; None where the database has no users."""
    if connection.vendor != "postgresql":
        return None
    return _changeable_by(_one("SELECT current_user"))


def grant_rights(login: Login) -> dict[str, Rights]:
    """Let the role do what the portal needs and no more; returns what it may do with each table.

    For the owner of the tables, in a transaction, after every migration. What the role had before is taken
    away first. Raises Unfit.
    """
    _make(login)
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        rights = {table: _rights_in(table) for (table,) in cursor.fetchall()}
        for statement in _statements(login.role, rights):
            cursor.execute(statement)
    if _one(CAN_MAKE_ROLES, [login.role]) or _changeable_by(login.role):
        raise Unfit("powerful")
    return rights


def _changeable_by(role: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGEABLE, {"role": role, "tables": sorted(protected_tables())})
        return [table for (table,) in cursor.fetchall()]


def _rights_in(table: str) -> Rights:
    if table in OF_THE_OWNER:
        return READING
    return ADDING if table in protected_tables() else WORKING


def _make(login: Login) -> None:
    known = _one(CAN_MAKE_ROLES, [login.role]) is not None
    if not login.password:
        if not known:
            raise Unfit("unknown")
        return
    names = {"verb": sql.SQL("ALTER" if known else "CREATE"), "role": sql.Identifier(login.role)}
    with connection.cursor() as cursor:
        text = sql.SQL("{verb} ROLE {role} LOGIN PASSWORD {hash}")
        cursor.execute(text.format(**names, hash=sql.Literal(_hash_of(login))))


def _hash_of(login: Login) -> str:
    """As PostgreSQL keeps it, so that the password itself stands in no log of the database."""
    return str(encrypt_password(login.password, login.role, connection.connection, "scram-sha-256"))


def _statements(role: str, rights: Mapping[str, Rights]) -> Iterator[sql.Composed]:
    """Everything is taken from the role and from everybody, then each table gets its own."""
    to = sql.Identifier(role)
    database = sql.Identifier(str(connection.settings_dict["NAME"]))
    schema = sql.Identifier(_one("SELECT current_schema()"))
    for text in FOR_ALL_TABLES:
        yield sql.SQL(text).format(role=to, database=database, schema=schema)
    for table, granted in rights.items():
        privileges = sql.SQL(", ").join(map(sql.SQL, granted))
        yield sql.SQL("GRANT {} ON {} TO {}").format(privileges, sql.Identifier(table), to)


def _one(question: str, values: list[str] | None = None) -> Any:
    """The first column of the first row."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        row = cursor.fetchone()
        return row[0] if row else None

"""Tables in which rows are only ever added. The database refuses everything else, whoever asks.

The owner of a table could drop its triggers; `audit.rights` keeps them out of the portal's reach.

`AppendOnly` stands in the migration that makes the table. SQLite makes a table anew when a column of it
changes, and forgets its triggers: a later migration of such a table names it again.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

REFUSAL = "rows of this table are added, never changed"
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSAL}: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE TRIGGER {{table}}_append_only BEFORE UPDATE OR DELETE ON {{table}}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER {{table}}_no_truncate BEFORE TRUNCATE ON {{table}}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
SQLITE = f"""
CREATE TRIGGER IF NOT EXISTS {{table}}_no_{{event}} BEFORE {{event}} ON {{table}}
BEGIN
    SELECT RAISE(ABORT, '{REFUSAL}');
END
"""
INSTALL = {
    "postgresql": (POSTGRESQL,),
    "sqlite": tuple(SQLITE.replace("{event}", event) for event in ("update", "delete")),
}
REMOVE = {
    "postgresql": (
        "DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
        "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    ),
    "sqlite": ("DROP TRIGGER IF EXISTS {table}_no_update", "DROP TRIGGER IF EXISTS {table}_no_delete"),
}


@cache
def protected_tables() -> frozenset[str]:
    """Every table that a migration has protected."""
    migrations = MigrationLoader(None).disk_migrations.values()
    operations = (operation for migration in migrations for operation in migration.operations)
    return frozenset(each.table for each in operations if isinstance(each, AppendOnly))


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Refuse changes of the table's rows from now on; twice is no harm."""
    _execute(connection, INSTALL, table)


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Allow them again; for migrations backward, and for tests that empty every table."""
    _execute(connection, REMOVE, table)


def _execute(connection: BaseDatabaseWrapper, statements: Mapping[str, tuple[str, ...]], table: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement.replace("{table}", table))


class AppendOnly(Operation):
    """A migration operation: rows of `table` are added from then on, never changed."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        install(schema_editor.connection, self.table)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        remove(schema_editor.connection, self.table)

    def describe(self) -> str:
        return f"Refuse changes of rows of {self.table}"

    def deconstruct(self) -> Any:
        return (self.__class__.__name__, [self.table], {})

"""Lines between agencies that never lead back to where they began. The database refuses the rest."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

REFUSAL = "an agency cannot come out of itself"
LEADS_BACK = """
    EXISTS (
        WITH RECURSIVE later (agency) AS (
            SELECT NEW.successor_id
            UNION
            SELECT line.successor_id FROM {table} line JOIN later ON line.predecessor_id = later.agency
        )
        SELECT 1 FROM later WHERE agency = NEW.predecessor_id
    )
"""
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION {{table}}_refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {LEADS_BACK} THEN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {{table}}_acyclic BEFORE INSERT ON {{table}}
    FOR EACH ROW EXECUTE FUNCTION {{table}}_refuse_circle()
"""
SQLITE = f"""
CREATE TRIGGER IF NOT EXISTS {{table}}_acyclic BEFORE INSERT ON {{table}} WHEN {LEADS_BACK}
BEGIN
    SELECT RAISE(ABORT, '{REFUSAL}');
END
"""
INSTALL = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
REMOVE = {
    "postgresql": "DROP TRIGGER IF EXISTS {table}_acyclic ON {table}",
    "sqlite": "DROP TRIGGER IF EXISTS {table}_acyclic",
}


class Acyclic(Operation):
    """A migration operation: the `predecessor` and `successor` of `table` make no circle from then on.

    SQLite forgets it, as it does `audit.append_only.AppendOnly`, when a column of the table changes.
    """

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
        self._execute(schema_editor, INSTALL)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._execute(schema_editor, REMOVE)

    def describe(self) -> str:
        return f"Refuse circles in {self.table}"

    def deconstruct(self) -> Any:
        return (self.__class__.__name__, [self.table], {})

    def _execute(self, schema_editor: BaseDatabaseSchemaEditor, statements: dict[str, str]) -> None:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(statements[schema_editor.connection.vendor].replace("{table}", self.table))

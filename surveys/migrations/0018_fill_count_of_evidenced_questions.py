"""Each version's document holds its evidence by question."""

import json

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from audit.append_only import AppendOnly, remove

CHUNK = 100


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A few at a time, since documents are long. The table is protected again by the next operation."""
    remove(schema_editor.connection, "surveys_submissionversion")
    SubmissionVersion = apps.get_model("surveys", "SubmissionVersion")
    without = SubmissionVersion.objects.filter(evidenced_count__isnull=True).order_by("pk")
    while some := list(without[:CHUNK]):
        for version in some:
            version.evidenced_count = len(json.loads(version.document).get("evidence", {}))
        SubmissionVersion.objects.bulk_update(some, ["evidenced_count"])


class Migration(migrations.Migration):
    dependencies = [("surveys", "0017_add_count_of_evidenced_questions")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        AppendOnly("surveys_submissionversion"),
    ]

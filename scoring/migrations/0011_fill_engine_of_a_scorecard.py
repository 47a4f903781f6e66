"""Each scorecard's explanation says by which engine it is."""

import json

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CHUNK = 100


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A few cards at a time: a full round has thousands, each with a long explanation."""
    Scorecard = apps.get_model("scoring", "Scorecard")
    without = Scorecard.objects.filter(engine_version="").order_by("pk")
    last = 0
    while some := list(without.filter(pk__gt=last).select_related("run")[:CHUNK]):
        for card in some:
            card.engine_version = json.loads(card.explanation).get("engine") or card.run.engine_version
        Scorecard.objects.bulk_update(some, ["engine_version"])
        last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [("scoring", "0010_add_engine_of_a_scorecard")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

"""What failed before had been tried three times; of what waits twice, one remains."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Exists, OuterRef


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    RobustnessAnalysis = apps.get_model("scoring", "RobustnessAnalysis")
    RobustnessAnalysis.objects.filter(state="failed", failure="").update(failure="gave_up")


def keep_one(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    RobustnessAnalysis = apps.get_model("scoring", "RobustnessAnalysis")
    waiting = RobustnessAnalysis.objects.filter(state="queued").order_by()
    same = {name: OuterRef(name) for name in ("run", "audience", "seed", "draws")}
    again = waiting.filter(Exists(waiting.filter(pk__lt=OuterRef("pk"), **same)))
    RobustnessAnalysis.objects.filter(pk__in=list(again.values_list("pk", flat=True))).delete()


class Migration(migrations.Migration):
    dependencies = [("scoring", "0013_add_failure_of_an_analysis")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(keep_one, migrations.RunPython.noop, elidable=True),
    ]

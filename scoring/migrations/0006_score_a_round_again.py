"""Runs that score a whole round again, with a state and failures of their own."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def finish_those_there(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Every run so far was begun with the first submission, and had nothing to catch up with."""
    runs = apps.get_model("scoring", "ScoringRun").objects
    runs.update(state="finished", touched_at=F("created_at"), finished_at=F("created_at"))


def forget_failures(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A failure is only a rest before the next attempt, which the sweep begins at once."""
    apps.get_model("scoring", "ScoringFailure").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("scoring", "0005_require_absence"),
    ]

    operations = [
        migrations.AlterModelOptions(name="scoringrun", options={"ordering": ["-created_at", "-pk"]}),
        migrations.AddField(
            model_name="scoringrun",
            name="state",
            field=models.CharField(
                choices=[("running", "Running"), ("finished", "Finished"), ("stopped", "Stopped")],
                default="running",
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="scoringrun",
            name="touched_at",
            field=models.DateTimeField(null=True, verbose_name="last sign of life"),
        ),
        migrations.AddField(
            model_name="scoringrun",
            name="finished_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="finished"),
        ),
        migrations.AddField(
            model_name="scoringrun",
            name="made_live_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scoringrun",
            name="made_live_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="made live"),
        ),
        migrations.RunPython(finish_those_there, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="scoringrun",
            name="touched_at",
            field=models.DateTimeField(verbose_name="last sign of life"),
        ),
        migrations.RunPython(forget_failures, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            model_name="scoringfailure",
            name="run",
            field=models.ForeignKey(
                default=None,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="failures",
                to="scoring.scoringrun",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="scoringfailure",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="scoring_failures",
                to="surveys.submissionversion",
            ),
        ),
    ]

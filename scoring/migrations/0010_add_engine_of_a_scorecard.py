"""The engine that made a scorecard."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0009_release_results")]

    operations = [
        migrations.AddField(
            model_name="scorecard",
            name="engine_version",
            field=models.CharField(default="", max_length=20, verbose_name="engine version"),
            preserve_default=False,
        ),
    ]

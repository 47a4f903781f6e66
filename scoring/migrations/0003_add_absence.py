"""Why a node has no score: a place for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0002_rest_what_cannot_be_scored")]

    operations = [
        migrations.AddField(
            model_name="nodescore",
            name="absence",
            field=models.CharField(
                blank=True,
                choices=[("not_applicable", "Not applicable"), ("not_stated", "Not stated, left out")],
                default="",
                max_length=16,
                verbose_name="why there is no score",
            ),
            preserve_default=False,
        ),
    ]

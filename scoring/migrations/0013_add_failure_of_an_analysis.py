"""Why an analysis failed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0012_require_engine_of_a_scorecard")]

    operations = [
        migrations.AddField(
            model_name="robustnessanalysis",
            name="failure",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unfit", "The scores of the run do not fit its questionnaire."),
                    ("gave_up", "The computation broke off three times."),
                ],
                default="",
                max_length=12,
                verbose_name="why it failed",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="robustnessanalysis",
            name="error",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="what broke"),
            preserve_default=False,
        ),
    ]

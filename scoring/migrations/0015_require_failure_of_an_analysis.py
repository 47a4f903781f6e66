"""A failed analysis says why, and the same analysis waits once."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("scoring", "0014_fill_failure_of_an_analysis")]

    operations = [
        migrations.AddConstraint(
            model_name="robustnessanalysis",
            constraint=models.UniqueConstraint(
                name="one_waiting_analysis_of_a_level",
                fields=["run", "audience", "seed", "draws"],
                condition=Q(state="queued"),
            ),
        ),
        migrations.AddConstraint(
            model_name="robustnessanalysis",
            constraint=models.CheckConstraint(
                name="analysis_failed_for_a_reason",
                condition=Q(state="failed", failure__in=["unfit", "gave_up"])
                | (~Q(state="failed") & Q(failure="")),
            ),
        ),
    ]

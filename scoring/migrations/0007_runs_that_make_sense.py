"""What the database refuses of runs and failures."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("scoring", "0006_score_a_round_again")]

    operations = [
        migrations.AddConstraint(
            model_name="scoringrun",
            constraint=models.CheckConstraint(
                condition=Q(state__in=["running", "finished", "stopped"]), name="run_state_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringrun",
            constraint=models.CheckConstraint(
                condition=~Q(state="finished") | Q(finished_at__isnull=False), name="run_finished_has_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringrun",
            constraint=models.CheckConstraint(
                condition=Q(is_live=False) | Q(state="finished"), name="run_live_is_finished"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringrun",
            constraint=models.UniqueConstraint(
                condition=Q(state="running"), fields=("round",), name="one_running_run_of_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringfailure",
            constraint=models.UniqueConstraint(
                fields=("run", "version"), name="one_failure_of_a_version_in_a_run"
            ),
        ),
    ]

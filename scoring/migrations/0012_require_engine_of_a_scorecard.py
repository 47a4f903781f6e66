"""A scorecard names its engine."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("scoring", "0011_fill_engine_of_a_scorecard")]

    operations = [
        migrations.AddConstraint(
            model_name="scorecard",
            constraint=models.CheckConstraint(
                name="scorecard_names_its_engine", condition=~Q(engine_version="")
            ),
        ),
    ]

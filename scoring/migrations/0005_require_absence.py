"""A node without a score says why."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("scoring", "0004_fill_absence")]

    operations = [
        migrations.AddConstraint(
            model_name="nodescore",
            constraint=models.CheckConstraint(
                name="node_without_a_score_says_why",
                condition=Q(score__isnull=False, absence="")
                | Q(score__isnull=True, absence__in=["not_applicable", "not_stated"]),
            ),
        ),
    ]

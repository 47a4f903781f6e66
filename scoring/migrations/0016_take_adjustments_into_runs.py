"""Runs that take the adjustments of EGA, and what these made of single questions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scoring', '0015_require_failure_of_an_analysis'),
        ('surveys', '0019_require_count_of_evidenced_questions'),
    ]

    operations = [
        migrations.AddField(
            model_name='scoringrun',
            name='adjusted_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='with adjustments decided until'),
        ),
        migrations.CreateModel(
            name='AdjustedQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=40, verbose_name='question')),
                ('by_answer', models.DecimalField(decimal_places=12, max_digits=15, null=True, verbose_name='score by the answer')),
                ('score', models.DecimalField(decimal_places=12, max_digits=15, null=True, verbose_name='score')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.reviewdecision')),
                ('scorecard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adjusted_questions', to='scoring.scorecard')),
            ],
            options={
                'ordering': ['scorecard', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('scorecard', 'question'), name='one_adjustment_of_a_question'), models.CheckConstraint(condition=models.Q(models.Q(('score__isnull', True), models.Q(('score__gte', 0), ('score__lte', 100)), _connector='OR'), models.Q(('by_answer__isnull', True), models.Q(('by_answer__gte', 0), ('by_answer__lte', 100)), _connector='OR')), name='adjusted_scores_between_0_and_100')],
            },
        ),
    ]

from django.db import migrations, models

from audit.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0018_fill_count_of_evidenced_questions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='submissionversion',
            name='evidenced_count',
            field=models.PositiveSmallIntegerField(verbose_name='questions with evidence'),
        ),
        AppendOnly('surveys_submissionversion'),
    ]

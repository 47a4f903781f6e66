from django.db import migrations, models

from audit.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_journal'),
        ('surveys', '0002_journal_of_the_round'),
    ]

    operations = [
        migrations.AddField(
            model_name='answerrevision',
            name='address',
            field=models.GenericIPAddressField(blank=True, null=True, verbose_name='from where'),
        ),
        migrations.AddField(
            model_name='submissionevent',
            name='address',
            field=models.GenericIPAddressField(blank=True, null=True, verbose_name='from where'),
        ),
        AppendOnly('surveys_answerrevision'),
        AppendOnly('surveys_submissionevent'),
        AppendOnly('surveys_submissionversion'),
        AppendOnly('surveys_signature'),
    ]

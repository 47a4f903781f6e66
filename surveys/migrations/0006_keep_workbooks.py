import surveys.models.questionnaire_version
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0005_drop_the_journal_of_the_round'),
    ]

    operations = [
        migrations.AddField(
            model_name='questionnaireversion',
            name='file',
            field=models.FileField(blank=True, max_length=200, upload_to=surveys.models.questionnaire_version.workbook_path, verbose_name='file'),
        ),
        migrations.AddField(
            model_name='questionnaireversion',
            name='file_sha256',
            field=models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the file'),
        ),
        migrations.AddField(
            model_name='questionnaireversion',
            name='file_size',
            field=models.PositiveIntegerField(default=0, verbose_name='size'),
        ),
        migrations.AddField(
            model_name='questionnaireversion',
            name='former_names',
            field=models.JSONField(blank=True, default=dict, verbose_name='former names'),
        ),
        migrations.AddConstraint(
            model_name='questionnaireversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('file_sha256', ''), ('file_size', 0)), models.Q(models.Q(('file', ''), _negated=True), ('file_sha256__length', 64)), _connector='OR'), name='questionnaire_file_has_a_hash'),
        ),
    ]

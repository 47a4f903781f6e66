from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0020_index_the_journal_by_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='reminder',
            name='filters',
            field=models.JSONField(blank=True, default=dict, verbose_name='filters'),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0011_open_and_close_rounds_by_the_clock'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='version',
            field=models.PositiveIntegerField(default=1, verbose_name='version'),
        ),
    ]

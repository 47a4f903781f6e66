from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0022_keep_the_level_as_a_filter'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_audience_valid',
        ),
        migrations.RemoveField(
            model_name='reminder',
            name='audience',
        ),
    ]

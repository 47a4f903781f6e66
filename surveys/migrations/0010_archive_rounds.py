from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0009_prepare_rounds_without_a_questionnaire'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='archived_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='archived'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), ('archived_at__isnull', True), _connector='OR'), name='round_archived_is_not_open'),
        ),
    ]

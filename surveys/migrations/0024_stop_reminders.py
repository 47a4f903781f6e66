import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0023_drop_the_level_of_reminders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='remindermail',
            name='reminder_mail_state_valid',
        ),
        migrations.AddField(
            model_name='reminder',
            name='stopped_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='stopped'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='stopped_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='remindermail',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('unknown', 'Perhaps sent'), ('failed', 'Not delivered'), ('dropped', 'No longer needed'), ('stopped', 'Stopped before it was sent')], default='waiting', max_length=8, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stopped_at__isnull', True), ('stopped_by__isnull', True)), models.Q(('stopped_at__isnull', False), ('stopped_by__isnull', False)), _connector='OR'), name='reminder_stopped_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='remindermail',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sending', 'sent', 'unknown', 'failed', 'dropped', 'stopped'])), name='reminder_mail_state_valid'),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0024_stop_reminders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReminderTexts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('never_logged_in', 'Nobody has logged in'), ('not_started', 'Not started'), ('started', 'Begun, not submitted'), ('waiting', 'Waiting for the signature'), ('returned', 'Returned for correction'), ('days_30', '30 days before the last day'), ('days_7', '7 days before the last day'), ('days_1', '1 day before the last day')], max_length=16, verbose_name='step')),
                ('subject_th', models.CharField(max_length=200, verbose_name='Thai subject')),
                ('body_th', models.TextField(verbose_name='Thai text')),
                ('subject_en', models.CharField(max_length=200, verbose_name='English subject')),
                ('body_en', models.TextField(verbose_name='English text')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminder_texts', to='surveys.round')),
                ('changed_at', models.DateTimeField(verbose_name='when')),
            ],
            options={
                'ordering': ['round', 'step'],
            },
        ),
        migrations.AddConstraint(
            model_name='remindertexts',
            constraint=models.UniqueConstraint(fields=('round', 'step'), name='one_text_of_a_step'),
        ),
        migrations.AddConstraint(
            model_name='remindertexts',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['days_30', 'days_7', 'days_1'])), name='reminder_texts_of_an_automatic_step'),
        ),
    ]

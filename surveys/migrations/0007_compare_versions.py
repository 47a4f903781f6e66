import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0006_keep_workbooks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Crosswalk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('saves', models.PositiveIntegerField(default=0, verbose_name='times saved')),
                ('saved_at', models.DateTimeField(verbose_name='saved')),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='crosswalks', to='surveys.questionnaireversion')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.questionnaireversion')),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('before', 'after'), name='one_crosswalk_of_two_versions'),
                    models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='crosswalk_is_between_two_versions'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CrosswalkRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('new_name', models.CharField(max_length=40, verbose_name='code now')),
                ('old_name', models.CharField(blank=True, max_length=40, verbose_name='code before')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('crosswalk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='surveys.crosswalk')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('crosswalk', 'new_name'), name='one_forerunner_of_a_question'),
                    models.UniqueConstraint(condition=models.Q(('old_name', ''), _negated=True), fields=('crosswalk', 'old_name'), name='one_question_of_a_forerunner'),
                    models.CheckConstraint(condition=models.Q(('new_name', ''), _negated=True), name='crosswalk_row_has_a_name'),
                ],
            },
        ),
    ]

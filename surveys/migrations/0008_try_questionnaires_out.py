import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0007_compare_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Preview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('department', 'Department level'), ('province', 'Province level')], max_length=12, verbose_name='level')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='answers')),
                ('saves', models.PositiveIntegerField(default=0, verbose_name='times saved')),
                ('touched_at', models.DateTimeField(verbose_name='touched')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.questionnaireversion')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('user', 'version', 'audience'), name='one_preview_of_a_level'),
                    models.CheckConstraint(condition=models.Q(('audience__in', ['department', 'province'])), name='preview_audience_valid'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RefusedWorkbook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_name', models.CharField(max_length=250, verbose_name='workbook')),
                ('problems', models.JSONField(verbose_name='problems')),
                ('total', models.PositiveIntegerField(verbose_name='number of problems')),
                ('refused_at', models.DateTimeField(verbose_name='refused')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('total__gte', 1)), name='refused_workbook_has_problems'),
                ],
            },
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rounds that are there already are closed by EGA, as before; new ones close by the clock."""

    dependencies = [
        ('surveys', '0010_archive_rounds'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='opens_by_clock',
            field=models.BooleanField(default=False, verbose_name='opens by itself'),
        ),
        migrations.AddField(
            model_name='round',
            name='closes_after_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='closes by itself after (days)'),
        ),
        migrations.AlterField(
            model_name='round',
            name='closes_after_days',
            field=models.PositiveSmallIntegerField(blank=True, default=14, null=True, verbose_name='closes by itself after (days)'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('opens_by_clock', False), models.Q(('archived_at__isnull', True), ('state', 'preparing')), _connector='OR'), name='round_waits_to_open_in_preparation'),
        ),
    ]

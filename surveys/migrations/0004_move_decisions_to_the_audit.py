from django.db import migrations


def move_decisions(apps, schema_editor):
    RoundEvent = apps.get_model('surveys', 'RoundEvent')
    AuditEntry = apps.get_model('audit', 'AuditEntry')
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=event.at,
            actor_id=event.actor_id,
            action=f'round.{event.kind}',
            kind='round',
            code=event.round.code,
            round_code=event.round.code,
        )
        for event in RoundEvent.objects.select_related('round').order_by('at', 'pk')
    )


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0003_addresses_of_changes'),
    ]

    operations = [
        migrations.RunPython(move_decisions, migrations.RunPython.noop),
    ]

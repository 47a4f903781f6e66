from django.db import migrations


def keep(apps, schema_editor):
    """Both levels were no limit, and are no filter."""
    reminders = apps.get_model('surveys', 'Reminder')
    for audience in ('department', 'province'):
        reminders.objects.filter(audience=audience).update(filters={'audience': audience})


def give_back(apps, schema_editor):
    reminders = apps.get_model('surveys', 'Reminder')
    for audience in ('department', 'province'):
        reminders.objects.filter(filters__audience=audience).update(audience=audience)


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0021_narrow_reminders_by_filters'),
    ]

    operations = [
        migrations.RunPython(keep, give_back),
    ]

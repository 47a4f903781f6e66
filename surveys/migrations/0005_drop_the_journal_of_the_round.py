from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0004_move_decisions_to_the_audit'),
    ]

    operations = [
        migrations.DeleteModel(
            name='RoundEvent',
        ),
    ]

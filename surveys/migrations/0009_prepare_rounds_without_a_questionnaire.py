import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0008_try_questionnaires_out'),
    ]

    operations = [
        migrations.AlterField(
            model_name='round',
            name='questionnaire',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='surveys.questionnaireversion'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'preparing'), ('questionnaire__isnull', False), _connector='OR'), name='round_asks_something_once_open'),
        ),
    ]

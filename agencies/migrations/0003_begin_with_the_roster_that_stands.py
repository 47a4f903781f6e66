from django.db import migrations
from django.utils import timezone

REASON = "What the roster held when its versions began"
TABLES = {
    "ministry": ("Ministry", {"code": "code", "name_th": "name_th", "name_en": "name_en"}),
    "province": (
        "Province",
        {
            "code": "code",
            "iso_code": "iso_code",
            "name_th": "name_th",
            "name_en": "name_en",
            "abbreviation_th": "abbreviation_th",
            "region": "region",
            "map_id": "map_id",
        },
    ),
    "office_kind": ("OfficeKind", {"number": "number", "name_th": "name_th", "name_en": "name_en"}),
    "agency": (
        "Agency",
        {
            "code": "code",
            "name_th": "name_th",
            "name_en": "name_en",
            "audience": "audience",
            "type": "type",
            "region": "region",
            "ministry": "ministry__code",
            "province": "province__code",
            "office_kind": "office_kind__number",
            "is_active": "is_active",
        },
    ),
}


def begin(apps, schema_editor):
    """Make the first version of what is there; a new portal begins with what it loads."""
    agencies = apps.get_model("agencies", "Agency").objects.count()
    if not agencies:
        return
    version = apps.get_model("agencies", "RosterVersion").objects.create(
        number=1,
        kind="beginning",
        reason=REASON,
        made_at=timezone.now(),
        added=agencies,
        changed=0,
        deactivated=0,
        places=sum(
            apps.get_model("agencies", model).objects.count() for model in ("Ministry", "Province", "OfficeKind")
        ),
    )
    change = apps.get_model("agencies", "RosterChange")
    change.objects.bulk_create(
        [
            change(version=version, table=table, code=str(row.get("code", row.get("number"))), after=row)
            for table, row in rows(apps)
        ],
        batch_size=500,
    )


def rows(apps):
    for table, (model, columns) in TABLES.items():
        for values in apps.get_model("agencies", model).objects.values_list(*columns.values()):
            yield table, dict(zip(columns, values))


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_keep_versions_of_the_roster'),
    ]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]

"""The roster as it stands, and as it was at any version."""

from agencies.models import Agency, Ministry, OfficeKind, Province, RosterChange, RosterVersion
from agencies.roster.rows import (
    AgencyRow,
    MinistryRow,
    OfficeKindRow,
    ProvinceRow,
    Roster,
    Rows,
    Table,
    by_key,
    from_data,
)

AGENCY_COLUMNS = (
    "code",
    "name_th",
    "name_en",
    "audience",
    "type",
    "region",
    "ministry__code",
    "province__code",
    "office_kind__number",
    "is_active",
)
PROVINCE_COLUMNS = ("code", "iso_code", "name_th", "name_en", "abbreviation_th", "region", "map_id")


def standing_roster() -> Roster:
    """What the tables hold now. Four queries."""
    return Roster(
        provinces=tuple(ProvinceRow(*row) for row in Province.objects.values_list(*PROVINCE_COLUMNS)),
        ministries=tuple(
            MinistryRow(*row) for row in Ministry.objects.values_list("code", "name_th", "name_en")
        ),
        office_kinds=tuple(
            OfficeKindRow(*row) for row in OfficeKind.objects.values_list("number", "name_th", "name_en")
        ),
        agencies=tuple(AgencyRow(*row) for row in Agency.objects.values_list(*AGENCY_COLUMNS)),
    )


def standing_rows() -> Rows:
    return by_key(standing_roster())


def rows_of_version(number: int) -> Rows:
    """The roster as it was when that version had been made, put together from the changes. One query."""
    changes = RosterChange.objects.filter(version__number__lte=number).order_by("version__number")
    return {
        (Table(table), code): from_data(Table(table), after)
        for table, code, after in changes.values_list("table", "code", "after").iterator()
    }


def version_number() -> int:
    """The number of the latest version; 0 while there is none."""
    latest = RosterVersion.objects.order_by("-number").values_list("number", flat=True).first()
    return latest or 0

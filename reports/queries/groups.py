"""How agencies are put into groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, TextChoices
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyType, Region
from portal.languages import active_language
from surveys.questionnaire.vocabulary import Audience


class Grouping(TextChoices):
    """What the agencies of a table are grouped by."""

    TYPE = "type", _("Agency type")
    MINISTRY = "ministry", _("Ministry")
    REGION = "region", _("Region")
    PROVINCE = "province", _("Province")
    OFFICE_KIND = "office_kind", _("Kind of provincial office")


@dataclass(frozen=True, slots=True)
class Group:
    """One ministry, one region...; `key` is what the agency list takes as a filter."""

    key: str
    label: str


CHOICES: Mapping[Grouping, type[TextChoices]] = {Grouping.TYPE: AgencyType, Grouping.REGION: Region}
"""The groupings with a closed list of groups; the groups of the others are records."""

KEYS: Mapping[Grouping, str] = {
    Grouping.TYPE: "type",
    Grouping.MINISTRY: "ministry__code",
    Grouping.REGION: "region",
    Grouping.PROVINCE: "province__code",
    Grouping.OFFICE_KIND: "office_kind__number",
}
"""Where the key of a group is found from an agency."""

TELLING: Mapping[Audience, tuple[Grouping, ...]] = {
    Audience.DEPARTMENT: (Grouping.TYPE, Grouping.MINISTRY),
    Audience.PROVINCE: (Grouping.REGION, Grouping.PROVINCE, Grouping.OFFICE_KIND),
}
"""The groupings that tell the agencies of one level apart."""


def group_columns(grouping: Grouping, agency: str) -> dict[str, F]:
    """The columns `audience`, `group_key` and `group_label` of rows whose agency is at the path `agency`."""
    key = f"{agency}__{KEYS[grouping]}"
    named = key.rpartition("__")[0] + f"__name_{active_language()}"
    return {
        "audience": F(f"{agency}__audience"),
        "group_key": F(key),
        "group_label": F(key if grouping in CHOICES else named),
    }


def group_of(grouping: Grouping, row: Mapping[str, Any]) -> Group | None:
    """The group of a row that has the columns above; None if its agency is in no such group."""
    if row["group_key"] is None:
        return None
    key = str(row["group_key"])
    choices = CHOICES.get(grouping)
    return Group(key, str(choices(key).label) if choices else row["group_label"])


def in_order(grouping: Grouping, groups: Iterable[Group]) -> list[Group]:
    """The groups as their list has them, or by code."""
    choices = CHOICES.get(grouping)
    if choices:
        return sorted(groups, key=lambda group: choices.values.index(group.key))
    return sorted(groups, key=lambda group: (len(group.key), group.key))

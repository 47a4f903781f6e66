"""The groups of the agencies that a round asks."""

from collections.abc import Mapping

from agencies.models import AgencyQuerySet
from reports.queries.groups import KEYS, TELLING, Group, Grouping, group_columns, group_of, in_order
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience

GroupsAsked = Mapping[Grouping, tuple[Group, ...]]


def groups_asked(*, survey_round: Round, agencies: AgencyQuerySet, audience: Audience) -> GroupsAsked:
    """Of the agencies of one level, by every grouping that tells them apart. One query a grouping."""
    asked = Submission.objects.of_round(survey_round).of_agencies(agencies)
    asked = asked.filter(agency__audience=audience.value).order_by()
    found = {}
    for grouping in TELLING[audience]:
        columns = group_columns(grouping, "agency")
        rows = asked.annotate(**columns).values(*columns).distinct()
        found[grouping] = tuple(
            in_order(grouping, {each for row in rows if (each := group_of(grouping, row))})
        )
    return found


def of_group(agencies: AgencyQuerySet, grouping: Grouping, group: Group) -> AgencyQuerySet:
    """Those of `agencies` that are in the group."""
    return agencies.filter(**{KEYS[grouping]: group.key})

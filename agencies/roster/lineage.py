"""Who came out of whom, followed as far as it goes."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from agencies.models import AgencyLineage
from agencies.roster.errors import RosterRefused
from agencies.roster.writing import Descent

MOST_STEPS = 50


def origins_of(agency_id: int) -> list[AgencyLineage]:
    """All lines that lead to the agency, the nearest first. A query for each generation."""
    return _followed("successor", "predecessor_id", agency_id)


def successions_of(agency_id: int) -> list[AgencyLineage]:
    """All lines that lead away from the agency, the nearest first. A query for each generation."""
    return _followed("predecessor", "successor_id", agency_id)


def refuse_circles(descents: Sequence[Descent]) -> None:
    """Raises `RosterRefused` where an agency would come out of itself."""
    lines: dict[str, set[str]] = {}
    for before, after in AgencyLineage.objects.values_list("predecessor__code", "successor__code").order_by():
        lines.setdefault(before, set()).add(after)
    for each in descents:
        if each.predecessor == each.successor or each.predecessor in _later(lines, each.successor):
            raise RosterRefused("later_predecessor", agency=each.predecessor)


def _later(lines: Mapping[str, Collection[str]], code: str) -> set[str]:
    found: set[str] = set()
    coming = {code}
    while coming := {after for each in coming for after in lines.get(each, ())} - found:
        found |= coming
    return found


def _followed(towards: str, away: str, agency_id: int) -> list[AgencyLineage]:
    found: dict[int, AgencyLineage] = {}
    coming: Iterable[int] = [agency_id]
    for _step in range(MOST_STEPS):
        lines = AgencyLineage.objects.filter(**{f"{towards}__in": coming}).exclude(pk__in=list(found))
        new = list(lines.select_related("predecessor", "successor", "version"))
        if not new:
            break
        found |= {line.pk: line for line in new}
        coming = {getattr(line, away) for line in new}
    return list(found.values())

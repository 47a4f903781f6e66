"""The agencies of a round in which nobody can answer, or nobody can sign."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Agency, Membership, Role
from surveys.models import Round, Submission


@dataclass(frozen=True, slots=True)
class Unstaffed:
    """An agency and the roles that nobody has in it."""

    agency: Agency
    lacking: tuple[Role, ...]


def unstaffed_agencies(survey_round: Round) -> list[Unstaffed]:
    """Those asked that lack an officer, or an approver where the round needs a signature. One query."""
    wanted = (Role.OFFICER, Role.APPROVER) if survey_round.needs_sign_off else (Role.OFFICER,)
    asked = Submission.objects.of_round(survey_round)
    has = {f"has_{role}": Exists(_members(role)) for role in wanted}
    agencies = Agency.objects.filter(pk__in=asked.values("agency")).annotate(**has)
    found = (_unstaffed(each, wanted) for each in agencies.order_by("code"))
    return [each for each in found if each.lacking]


def rows_to_fill_in(unstaffed: list[Unstaffed], words: Mapping[Role, str]) -> list[tuple[str, ...]]:
    """A row for each missing person, in the columns of a list of people to invite; the name stands behind."""
    return [
        (each.agency.code, "", "", "", "", words[role], each.agency.name)
        for each in unstaffed
        for role in each.lacking
    ]


def _members(role: Role) -> QuerySet[Membership]:
    return Membership.objects.filter(agency=OuterRef("pk"), role=role, user__is_active=True)


def _unstaffed(agency: Agency, wanted: tuple[Role, ...]) -> Unstaffed:
    return Unstaffed(agency, tuple(role for role in wanted if not getattr(agency, f"has_{role}")))

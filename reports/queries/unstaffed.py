"""The agencies of a round in which nobody can answer, or nobody can sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import BooleanField, ExpressionWrapper, Q

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
    has = {f"has_{role}": _has_a(role) for role in wanted}
    lacks_one = reduce(or_, (Q(**{name: False}) for name in has))
    agencies = Agency.objects.filter(pk__in=asked.values("agency")).annotate(**has).filter(lacks_one)
    return [_unstaffed(each, wanted) for each in agencies.order_by("code")]


def rows_to_fill_in(unstaffed: list[Unstaffed], words: Mapping[Role, str]) -> list[tuple[str, ...]]:
    """A row for each missing person, in the columns of a list of people to invite; the name stands behind."""
    return [
        (each.agency.code, "", "", "", "", words[role], each.agency.name)
        for each in unstaffed
        for role in each.lacking
    ]


def _has_a(role: Role) -> ExpressionWrapper:
    """Somebody switched on has the role. All agencies of whom that is so are looked up at once."""
    members = Membership.objects.filter(role=role, user__is_active=True)
    return ExpressionWrapper(Q(pk__in=members.values("agency")), output_field=BooleanField())


def _unstaffed(agency: Agency, wanted: tuple[Role, ...]) -> Unstaffed:
    return Unstaffed(agency, tuple(role for role in wanted if not getattr(agency, f"has_{role}")))

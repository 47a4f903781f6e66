"""What stands around every page of a round: places, the way here, other rounds."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.views.access import Follower

Crumbs = list[tuple[str, str]]


def frame(follower: Follower, *way: tuple[str, str]) -> dict[str, Any]:
    """The context of the page; `way` leads to it from the dashboard, pairs of label and address."""
    survey_round = follower.survey_round
    others = [each for each in follower.rounds if each.pk != survey_round.pk]
    return {
        "survey_round": survey_round,
        "is_ega": follower.is_ega,
        "other_rounds": [each for each in others if each.archived_at is None],
        "archived_rounds": [each for each in others if each.archived_at is not None],
        "places": _places(follower),
        "crumbs": [(survey_round.name, address("dashboard", follower)), *way] if way else [],
    }


def address(name: str, follower: Follower, *parts: object) -> str:
    """The address of the page `reports:name` of the round."""
    return reverse(f"reports:{name}", args=[follower.survey_round.code, *parts])


def _places(follower: Follower) -> Crumbs:
    places = [(_("Response"), "dashboard"), (_("Agencies"), "agencies"), (_("Calls"), "calls")]
    if follower.is_ega:
        places += [(_("Reviews"), "reviews")]
        places += [(_("Results"), "results"), (_("By question"), "items")]
        places += [(_("Scoring runs"), "runs"), (_("Workbooks"), "exports")]
    elsewhere = [(_("Managing"), reverse("agencies:managing"))] if follower.is_ega else []
    return [*((label, address(name, follower)) for label, name in places), *elsewhere]

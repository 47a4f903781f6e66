"""Fetch and authorise, and what stands around the pages of rounds."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404, manager_or_403, managing_frame
from scoring.stages import is_published, stage_of
from surveys.models import Round


def round_to_read(request: PersonRequest, code: str) -> Round:
    """A round, for EGA's staff."""
    ega_person_or_404(request)
    return _round_or_404(code)


def round_to_run(request: PersonRequest, code: str) -> Round:
    """A round, for EGA's managers; its analysts are told that this is not theirs."""
    manager_or_403(request)
    return _round_or_404(code)


def address(survey_round: Round, name: str = "round", *parts: str) -> str:
    """The address of the page `surveys:name` of the round."""
    return reverse(f"surveys:{name}", args=[survey_round.code, *parts])


def list_frame(user: User, *way: tuple[str, str]) -> dict[str, Any]:
    """The context of a page that belongs to no round yet."""
    return managing_frame(user, (_("Rounds"), reverse("surveys:rounds") if way else ""), *way)


def round_frame(user: User, survey_round: Round, here: str = "") -> dict[str, Any]:
    """The context of a page of the round; `here` is what the page is called, "" for the round's own."""
    way = [(survey_round.name, address(survey_round) if here else "")]
    return list_frame(user, *way, *([(here, "")] if here else [])) | {
        "survey_round": survey_round,
        "stage": stage_of(survey_round, is_published=is_published(survey_round)),
    }


def _round_or_404(code: str) -> Round:
    found = Round.objects.select_related("questionnaire").defer("questionnaire__document").filter(code=code)
    survey_round = found.first()
    if survey_round is None:
        raise Http404
    return survey_round

"""What a round lacks before a step is possible, and what is worth knowing before it is taken."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Exists, Max, OuterRef, QuerySet

from agencies.models import Membership, Role
from agencies.permissions import EDITING_ROLES
from surveys.models import Round, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.queries.reviews import WAITING, ReviewState, in_review
from surveys.queries.rounds import asked_by_level
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience
from surveys.questionnaire.weight_totals import FULL, weight_total, weights_add_up

State = Submission.State
Params = Mapping[str, str | int | dt.date | dt.datetime]


class Outcome(StrEnum):
    """What a check says of the step: it may be taken, it may but look at this first, it may not."""

    FINE = "fine"
    WARNS = "warns"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a check-list; pages say it in the reader's language by `code`."""

    code: str
    outcome: Outcome = Outcome.FINE
    params: Params = field(default_factory=dict)


def blocking(checks: list[Check]) -> str | None:
    """The code of the first check that forbids the step; None when it may be taken."""
    return next((each.code for each in checks if each.outcome is Outcome.BLOCKS), None)


def opening_checks(survey_round: Round, now: dt.datetime) -> list[Check]:
    """What must be there before agencies are let in."""
    asked = asked_by_level(survey_round)
    return [
        _questionnaire(survey_round),
        *_weights(survey_round, asked),
        _roster(asked),
        _days(survey_round, now),
        *(_people(survey_round) if asked else ()),
    ]


def closing_checks(survey_round: Round, now: dt.datetime) -> list[Check]:
    """Who would lose something if the round were closed now."""
    asked = survey_round.submissions
    checks = [
        _time_left(survey_round, now),
        _longer_than_others(survey_round, now),
        _counted("waiting_for_signature", _unsigned(survey_round)),
        *review_checks(survey_round),
        _counted("unfinished", asked.filter(state__in=[State.DRAFT, State.RETURNED])),
    ]
    return [each for each in checks if each] or [Check("nobody_loses_anything")]


def review_checks(survey_round: Round) -> list[Check]:
    """What of the submissions with evidence nobody has reviewed, and what somebody reviews now."""
    states = in_review(survey_round).order_by()
    found = [
        _counted("unreviewed", states.filter(review_state__in=WAITING)),
        _counted("under_review", states.filter(review_state=ReviewState.HELD)),
    ]
    return [each for each in found if each]


def _questionnaire(survey_round: Round) -> Check:
    if survey_round.questionnaire_id is None:
        return Check("no_questionnaire", Outcome.BLOCKS)
    return Check("has_questionnaire", params={"title": survey_round.chosen_questionnaire.title})


def _weights(survey_round: Round, asked: Mapping[Audience, int]) -> list[Check]:
    """Of the levels that are asked in the round, or that the questionnaire has something for."""
    if survey_round.questionnaire_id is None:
        return []
    questionnaire = questionnaire_of(survey_round)
    levels = [level for level in Audience if level in asked or questionnaire.dimensions_for(level)]
    return [_weights_at(questionnaire, level) for level in levels]


def _weights_at(questionnaire: Questionnaire, level: Audience) -> Check:
    total = weight_total(questionnaire, level)
    params = {"level": level.value, "total": f"{total.normalize():f}"}
    if not weights_add_up(questionnaire, level):
        return Check("weights_off", Outcome.BLOCKS, params)
    return Check("weights_fine" if total == FULL else "weights_shared", params=params)


def _roster(asked: Mapping[Audience, int]) -> Check:
    if not asked:
        return Check("no_agencies", Outcome.BLOCKS)
    return Check("has_agencies", params={level.value: asked.get(level, 0) for level in Audience})


def _days(survey_round: Round, now: dt.datetime) -> Check:
    params = {"opens_on": survey_round.opens_on, "closes_on": survey_round.closes_on}
    over = survey_round.deadline <= now
    return Check("days_over", Outcome.BLOCKS, params) if over else Check("days_fine", params=params)


def _people(survey_round: Round) -> list[Check]:
    nobody = _counted("no_officer", _without(survey_round, *EDITING_ROLES))
    unsigned = _without(survey_round, Role.APPROVER) if survey_round.needs_sign_off else None
    nobody_signs = _counted("no_approver", unsigned) if unsigned is not None else None
    return [each for each in (nobody, nobody_signs) if each] or [Check("has_people")]


def _without(survey_round: Round, *roles: Role) -> QuerySet[Submission]:
    """The agencies asked in which nobody who may log in has one of these roles."""
    people = Membership.objects.filter(agency=OuterRef("agency"), role__in=roles, user__is_active=True)
    return survey_round.submissions.filter(~Exists(people))


def _time_left(survey_round: Round, now: dt.datetime) -> Check | None:
    if now >= survey_round.deadline + survey_round.grace:
        return None
    return Check("time_left", Outcome.WARNS, {"until": survey_round.closes_on})


def _longer_than_others(survey_round: Round, now: dt.datetime) -> Check | None:
    longer = survey_round.submissions.filter(extended_to__gt=survey_round.closes_on)
    latest = longer.aggregate(latest=Max("extended_to"))["latest"]
    if latest is None or now >= Round(closes_on=latest).deadline + survey_round.grace:
        return None
    return Check("extensions_left", Outcome.WARNS, {"n": longer.count(), "until": latest})


def _unsigned(survey_round: Round) -> QuerySet[Submission]:
    waiting = survey_round.submissions.filter(state=State.WAITING)
    return waiting if survey_round.needs_sign_off else waiting.none()


def _counted(code: str, found: QuerySet[Submission]) -> Check | None:
    n = found.count()
    return Check(code, Outcome.WARNS, {"n": n}) if n else None

"""What a round is called: its state, what of its results is known, and whether it is archived."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _

from scoring.models import Release, Scorecard
from surveys.models import Round, Submission
from surveys.models.round import RoundQuerySet
from surveys.queries.round_checks import Check, Outcome, review_checks


class Stage(TextChoices):
    """In the order of a year. None is stored: each follows from facts that stand somewhere anyway."""

    PREPARING = "preparing", _("Preparing")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    PROVISIONAL = "provisional", _("Provisional results")
    PUBLISHED = "published", _("Results published")
    ARCHIVED = "archived", _("Archived")


def stage_of(survey_round: Round, *, is_published: bool) -> Stage:
    """`is_published` says whether a release of the round stands."""
    if survey_round.archived_at is not None:
        return Stage.ARCHIVED
    if survey_round.state != Round.State.CLOSED:
        return Stage(survey_round.state)
    if is_published:
        return Stage.PUBLISHED
    return Stage.PROVISIONAL if survey_round.scores_shown_at else Stage.CLOSED


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list: what it is called, how many agencies are asked and have responded."""

    survey_round: Round
    stage: Stage
    asked: int
    responded: int


def round_lines(rounds: RoundQuerySet) -> list[RoundLine]:
    """In the order of the rounds. One query."""
    asked = Q(submissions__withdrawn_at__isnull=True)
    signed = Q(submissions__state=Submission.State.SIGNED)
    unsigned = Q(submissions__state=Submission.State.WAITING, needs_sign_off=False)
    found = rounds.annotate(
        published=Exists(Release.objects.standing().filter(round=OuterRef("pk"))),
        asked=Count("submissions", filter=asked),
        responded=Count("submissions", filter=asked & (signed | unsigned)),
    )
    return [
        RoundLine(each, stage_of(each, is_published=each.published), each.asked, each.responded)
        for each in found
    ]


def is_published(survey_round: Round) -> bool:
    """Whether a release of the round stands."""
    return Release.objects.standing().filter(round=survey_round).exists()


def results_checks(survey_round: Round) -> list[Check]:
    """What there must be before the results of the round are published."""
    return [_closed(survey_round), _scored(survey_round), *review_checks(survey_round)]


def _closed(survey_round: Round) -> Check:
    closed = survey_round.state == Round.State.CLOSED
    return Check("is_closed") if closed else Check("round_not_closed", Outcome.BLOCKS)


def _scored(survey_round: Round) -> Check:
    responded = Submission.objects.of_round(survey_round).responded().count()
    scored = Scorecard.objects.counted().filter(submission__round=survey_round).count()
    params = {"scored": scored, "responded": responded}
    if not scored:
        return Check("nothing_scored", Outcome.BLOCKS, params)
    if scored < responded:
        return Check("not_all_scored", Outcome.BLOCKS, params)
    return Check("all_scored", params=params)

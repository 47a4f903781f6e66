"""Taking submissions to review them, putting them back, and deciding question by question."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.whence import address
from scoring.queries import scored_by
from surveys.models import Review, ReviewDecision, Submission
from surveys.queries.reviews import decisions_in, finished_review_of, held_review_of
from surveys.queries.submitted import Submitted
from surveys.questionnaire.adjusting import can_be_adjusted
from surveys.services.editing import lock
from surveys.services.errors import DecidedMeanwhile, ReviewRefused
from surveys.services.reviewing_journal import record
from surveys.services.reviewing_start import begin, refuse_unless_submitted

Kind = ReviewDecision.Kind
HIGHEST = Decimal(100)
CENT = Decimal("0.01")


@transaction.atomic
def take(*, submission: Submission, user: User, now: dt.datetime) -> Review:
    """Review what is submitted now; what `user` holds of it already goes on. Raises `ReviewRefused`.

    Who holds an older version of it goes on with the newer one, which begins with every decision on what has
    not changed.
    """
    locked = lock(submission)
    refuse_unless_submitted(locked)
    held = held_review_of(locked)
    if held is not None and held.reviewer_id != user.pk:
        raise ReviewRefused("held_by_other", who=held.reviewer.full_name)
    if held is not None and held.version_id == locked.current_version_id:
        return held
    if finished_review_of(locked) is not None:
        raise ReviewRefused("reviewed_already")
    if held is not None:
        _let_go(held, user, now)
    return begin(locked, user, now)


def take_next(*, submissions: Iterable[int], user: User, now: dt.datetime) -> Review | None:
    """Take the first of these (by id) that nobody else has taken meanwhile; None when none is left."""
    for pk in submissions:
        try:
            return take(submission=Submission(pk=pk), user=user, now=now)
        except ReviewRefused:
            continue
    return None


@transaction.atomic
def put_back(*, review: Review, user: User, now: dt.datetime) -> None:
    """Let others take it; what was decided stays, and is the next reviewer's to begin with."""
    _let_go(hold(review, user), user, now)


@transaction.atomic
def hand_over(*, review: Review, to: User | None, reason: str, user: User, now: dt.datetime) -> Review | None:
    """A manager takes it away from its reviewer: for `to`, or for whoever takes it next.

    Raises `ReviewRefused`.
    """
    held = _held(review)
    if not reason.strip():
        raise ReviewRefused("reason_missing")
    if to is not None and to.pk == held.reviewer_id:
        raise ReviewRefused("same_reviewer")
    submission = held.submission
    if to is not None:
        refuse_unless_submitted(submission)
    before = {"reviewer": held.reviewer_id}
    _let_go(held, user, now)
    action = Action.REVIEW_FREED if to is None else Action.REVIEW_HANDED_OVER
    after = {"reviewer": to.pk if to else None}
    record(action, held, user=user, now=now, note=reason.strip(), before=before, after=after)
    return begin(submission, to, now) if to else None


@transaction.atomic
def decide(
    *,
    review: Review,
    question: str,
    kind: str,
    score: Decimal | None = None,
    reason: str = "",
    seen: int,
    user: User,
    now: dt.datetime,
) -> ReviewDecision:
    """Decide on one question; `seen` is the number of the decision that the page showed, 0 for none.

    Saving what stands already changes nothing. Raises `ReviewRefused`, `DecidedMeanwhile`.
    """
    held = hold(review, user)
    wanted = ReviewDecision(
        review=held,
        question=question,
        kind=kind,
        score=_checked_score(held, question, kind, score),
        reason=_checked_reason(kind, reason),
        decided_by=user,
        decided_at=now,
        address=address(),
    )
    standing = decisions_in(held).get(question)
    if standing is not None and _says_the_same(standing, wanted):
        return standing
    wanted.number = standing.number + 1 if standing else 1
    if standing is not None and standing.number != seen:
        raise DecidedMeanwhile(standing)
    wanted.save(force_insert=True)
    return wanted


def hold(review: Review, user: User) -> Review:
    """The review with its submission, locked. Raises `ReviewRefused` unless `user` works on it."""
    held = _held(review)
    if held.reviewer_id != user.pk:
        raise ReviewRefused("held_by_other", who=held.reviewer.full_name)
    return held


def _held(review: Review) -> Review:
    submission = lock(review.submission)
    found = Review.objects.select_related("reviewer", "version").get(pk=review.pk)
    if found.finished_at is not None:
        raise ReviewRefused("finished_already")
    if found.put_back_at is not None:
        raise ReviewRefused("not_held")
    found.submission = submission
    return found


def _let_go(held: Review, user: User, now: dt.datetime) -> None:
    held.put_back_at, held.put_back_by = now, user
    held.save(update_fields=["put_back_at", "put_back_by"])


def _checked_score(review: Review, name: str, kind: str, score: Decimal | None) -> Decimal | None:
    """Raises `ReviewRefused` when the question is not in the version or cannot have the score."""
    said = Submitted.of(review.version)
    if name not in said.states:
        raise ReviewRefused("unknown_question")
    if kind != Kind.ADJUSTED:
        return None
    if not can_be_adjusted(scored_by(review.submission.round), name, said.audience, said.states[name]):
        raise ReviewRefused("not_scored")
    if score is None:
        raise ReviewRefused("score_missing")
    if not 0 <= score <= HIGHEST or score != score.quantize(CENT):
        raise ReviewRefused("score_out_of_range")
    return score


def _checked_reason(kind: str, reason: str) -> str:
    if kind not in Kind.values:
        raise ReviewRefused("unknown_decision")
    if kind != Kind.ACCEPTED and not reason.strip():
        raise ReviewRefused("reason_missing")
    return reason.strip()


def _says_the_same(standing: ReviewDecision, wanted: ReviewDecision) -> bool:
    return (standing.kind, standing.score, standing.reason) == (wanted.kind, wanted.score, wanted.reason)

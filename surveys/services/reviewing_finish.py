"""Finishing a review, and taking a finished one up again."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from agencies.models import User
from audit.actions import Action
from surveys.models import Review, ReviewDecision, Round, Submission
from surveys.queries.adjustments import decided_until
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.queries.reviews import decisions_in, why_overtaken
from surveys.queries.submitted import Submitted
from surveys.questionnaire.numbering import question_numbers
from surveys.services.editing import lock
from surveys.services.errors import ReviewRefused
from surveys.services.reviewing import hold
from surveys.services.reviewing_journal import record
from surveys.services.reviewing_start import begin
from surveys.services.rounds_journal import lock_round
from surveys.services.submitting import return_for_correction

Kind, Outcome = ReviewDecision.Kind, Review.Outcome
AN_INSTANT = dt.timedelta(microseconds=1)
Decisions = Mapping[str, ReviewDecision]


@transaction.atomic
def finish(*, review: Review, user: User, now: dt.datetime, origin: str = "") -> Review:
    """Accept the version, with the scores that were adjusted, or send it back for correction.

    `origin` is the portal as its readers reach it, for the link in the mail that a return sends. Raises
    `ReviewRefused`, and `NotReturnable` where it cannot be sent back: nothing decided is lost.
    """
    held = hold(review, user)
    _refuse_if_overtaken(held)
    decisions, said = decisions_in(held), Submitted.of(held.version)
    if undecided := said.evidence.keys() - decisions.keys():
        raise ReviewRefused("undecided", n=len(undecided))
    locked = _lock_round(held.submission)
    moment = _moment_in(locked, now)
    kinds = Counter(each.kind for each in decisions.values())
    if kinds[Kind.TO_CORRECT]:
        reason = _corrections(held, decisions)
        return_for_correction(submission=held.submission, reason=reason, user=user, now=moment, origin=origin)
    held.finished_at, held.outcome = moment, outcome_of(kinds)
    held.save(update_fields=["finished_at", "outcome"])
    figures = {kind.value: kinds[kind] for kind in Kind if kinds[kind]}
    record(Action.REVIEW_FINISHED, held, user=user, now=now, after={"outcome": held.outcome} | figures)
    return held


@transaction.atomic
def reopen(*, review: Review, reason: str, user: User, now: dt.datetime) -> Review:
    """Take a finished review up again, as a review of `user` that begins with all its decisions.

    Its adjustments stop counting for runs that begin from now on. Raises `ReviewRefused`.
    """
    submission = lock(review.submission)
    found = Review.objects.select_related("version").get(pk=review.pk)
    found.submission = submission
    if not reason.strip():
        raise ReviewRefused("reason_missing")
    if found.finished_at is None or found.reopened_at is not None:
        raise ReviewRefused("not_finished")
    if found.outcome == Outcome.SENT_BACK:
        raise ReviewRefused("sent_back")
    _refuse_if_overtaken(found)
    locked = _lock_round(submission)
    if locked.releases.filter(withdrawn_at__isnull=True).exists():
        raise ReviewRefused("results_published")
    found.reopened_at, found.reopened_why = _moment_in(locked, now), reason.strip()
    found.save(update_fields=["reopened_at", "reopened_why"])
    record(Action.REVIEW_REOPENED, found, user=user, now=now, note=reason.strip())
    return begin(submission, user, now)


def outcome_of(kinds: Mapping[str, int]) -> Review.Outcome:
    """What finishing a review with so many decisions of each kind makes of it."""
    if kinds.get(Kind.TO_CORRECT):
        return Outcome.SENT_BACK
    return Outcome.ADJUSTED if kinds.get(Kind.ADJUSTED) else Outcome.ACCEPTED


def _refuse_if_overtaken(review: Review) -> None:
    if code := why_overtaken(review, review.submission):
        raise ReviewRefused(code)


def _lock_round(submission: Submission) -> Round:
    locked = lock_round(submission.round)
    if locked.archived_at is not None:
        raise ReviewRefused("archived")
    return locked


def _moment_in(locked: Round, now: dt.datetime) -> dt.datetime:
    """A moment later than any other of the round, and than the beginning of its runs.

    The round is locked by whoever writes such a moment, so they ascend as they are written: a run that says
    until when it takes decisions never finds one before that moment later.
    """
    begun = locked.scoring_runs.aggregate(latest=Max("created_at"))["latest"]
    known = [each + AN_INSTANT for each in (decided_until(locked), begun) if each is not None]
    return max([now, *known])


def _corrections(review: Review, decisions: Decisions) -> str:
    """The reasons with the numbers of their questions, in the order of the questionnaire."""
    questionnaire = questionnaire_with_hash(review.version.questionnaire.sha256)
    numbers = question_numbers(questionnaire, Submitted.of(review.version).audience)
    return "\n".join(
        f"{numbers.get(question.name, '')} {decisions[question.name].reason}".strip()
        for question in questionnaire.questions
        if question.name in decisions and decisions[question.name].kind == Kind.TO_CORRECT
    )

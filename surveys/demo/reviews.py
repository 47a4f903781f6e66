"""A review of the demonstration round that is finished, and one that somebody works on."""

import datetime as dt
from decimal import Decimal

from agencies.demo import person
from agencies.models import User
from scoring.queries import scored_by
from surveys.models import Review, ReviewDecision, Round
from surveys.queries.reviews import in_review
from surveys.queries.submitted import Submitted
from surveys.questionnaire.adjusting import can_be_adjusted
from surveys.services.reviewing import decide, take
from surveys.services.reviewing_finish import finish

Kind = ReviewDecision.Kind
REASON = "หลักฐานเป็นฉบับร่าง ยังไม่ได้ประกาศใช้ (ตัวอย่างเพื่อการสาธิต)"
HALF = Decimal(50)


def review_some(*, survey_round: Round, now: dt.datetime) -> None:
    """The first that came in is reviewed, with one score adjusted; the second is held by the analyst."""
    manager, analyst = person("manager"), person("analyst")
    waiting = in_review(survey_round).order_by("submitted_at", "pk")
    for submission, user in zip(waiting[:2], (manager, analyst), strict=False):
        review = take(submission=submission, user=user, now=now)
        if user == manager:
            _finish(review, user, now)


def _finish(review: Review, user: User, now: dt.datetime) -> None:
    """With the first score that can be adjusted adjusted."""
    said, questionnaire = Submitted.of(review.version), scored_by(review.submission.round)
    scored = [
        name
        for name in said.evidence
        if can_be_adjusted(questionnaire, name, said.audience, said.states[name])
    ]
    for name in said.evidence:
        adjusted = name in scored[:1]
        decide(
            review=review,
            question=name,
            kind=Kind.ADJUSTED if adjusted else Kind.ACCEPTED,
            score=HALF if adjusted else None,
            reason=REASON if adjusted else "",
            seen=0,
            user=user,
            now=now,
        )
    finish(review=review, user=user, now=now)

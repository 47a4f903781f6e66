"""A round at its end: every agency has responded.

Answering a thousand questionnaires through the services takes minutes. So agencies that have not started get
the signed snapshot and the scores of another agency of their level; EGA's pages and workbooks read no more.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import cycle

from django.db import connection, transaction

from scoring.models import NodeScore, Scorecard
from surveys.models import Round, Signature, Submission, SubmissionVersion
from surveys.questionnaire.document import canonical_json, sha256_of
from surveys.questionnaire.vocabulary import Audience

State = Submission.State
CHANGED = (
    "state",
    "started_at",
    "submitted_at",
    "signed_at",
    "current_version",
    "answered_count",
    "asked_count",
)
Pairs = Sequence[tuple[Submission, Scorecard]]
"""Who responds, and whose scorecard is copied."""


@transaction.atomic
def respond_everywhere(survey_round: Round, besides: Iterable[Submission]) -> None:
    """Have all respond that have not started, but not `besides`; each level needs a scored signed agency."""
    kept = {submission.pk for submission in besides}
    for audience in Audience:
        pairs = _pairs(survey_round, audience, kept)
        versions = SubmissionVersion.objects.bulk_create(_version(*pair) for pair in pairs)
        Signature.objects.bulk_create(
            _signature(version, card) for version, (_free, card) in zip(versions, pairs, strict=True)
        )
        _copy_scores(versions, pairs)
        for version, (free, card) in zip(versions, pairs, strict=True):
            _sign(free, version, card.submission)
        Submission.objects.bulk_update([free for free, _card in pairs], CHANGED)
    _count_anew()


def _count_anew() -> None:
    """Real answers come over weeks, and autovacuum keeps the planner's statistics up with them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pairs(survey_round: Round, audience: Audience, kept: set[int]) -> Pairs:
    level = survey_round.submissions.with_agency().filter(agency__audience=audience.value)
    free = [each for each in level.filter(state=State.NOT_STARTED) if each.pk not in kept]
    cards = Scorecard.objects.counted().filter(submission__in=level.signed())
    full = cards.select_related("submission", "version__signature").prefetch_related("node_scores")
    return list(zip(free, cycle(full), strict=False))


def _version(free: Submission, card: Scorecard) -> SubmissionVersion:
    document = canonical_json(json.loads(card.version.document) | {"agency": free.agency.code})
    return SubmissionVersion(
        submission=free,
        number=1,
        questionnaire_id=card.version.questionnaire_id,
        document=document,
        evidenced_count=card.version.evidenced_count,
        sha256=sha256_of(document),
        receipt_number=f"{free.round.code}-{free.agency.code}-1",
        submitted_by_id=card.version.submitted_by_id,
        submitted_at=card.version.submitted_at,
    )


def _signature(version: SubmissionVersion, card: Scorecard) -> Signature:
    given = card.version.signature
    return Signature(
        version=version,
        sha256=version.sha256,
        signed_by_id=given.signed_by_id,
        signed_at=given.signed_at,
        full_name=given.full_name,
        position=given.position,
    )


def _copy_scores(versions: Sequence[SubmissionVersion], pairs: Pairs) -> None:
    copies = Scorecard.objects.bulk_create(
        Scorecard(
            run_id=card.run_id,
            submission=free,
            version=version,
            total=card.total,
            explanation=card.explanation,
            engine_version=card.engine_version,
            scored_at=card.scored_at,
        )
        for version, (free, card) in zip(versions, pairs, strict=True)
    )
    NodeScore.objects.bulk_create(
        _node_score(copy, node)
        for copy, (_free, card) in zip(copies, pairs, strict=True)
        for node in card.node_scores.all()
    )


def _node_score(card: Scorecard, node: NodeScore) -> NodeScore:
    return NodeScore(
        scorecard=card,
        code=node.code,
        kind=node.kind,
        score=node.score,
        absence=node.absence,
        weight=node.weight,
        effective_weight=node.effective_weight,
        contribution=node.contribution,
    )


def _sign(free: Submission, version: SubmissionVersion, like: Submission) -> None:
    free.state, free.current_version = State.SIGNED, version
    free.started_at, free.submitted_at, free.signed_at = like.started_at, like.submitted_at, like.signed_at
    free.answered_count, free.asked_count = like.answered_count, like.asked_count

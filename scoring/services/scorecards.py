"""Scoring what was submitted. Scoring twice gives the same rows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from django.db import DataError, IntegrityError, transaction

from scoring.engine import ENGINE_VERSION, ScoreNode
from scoring.engine.absence import absence_of
from scoring.engine.document import to_document
from scoring.models import FIRST, AdjustedQuestion, NodeScore, Scorecard, ScoringFailure, ScoringRun
from scoring.services.worth import Scored, decisions_in, scored_in
from surveys.models import Round, SubmissionVersion
from surveys.questionnaire.document import canonical_json

PLACES = Decimal(10) ** 12
UNSCORABLE = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)
UNKEEPABLE = (IntegrityError, DataError, *UNSCORABLE)
"""What is wrong with one version, be it with its answers or with the rows that its score would become."""

FIRST_REST, LONGEST_REST = dt.timedelta(minutes=1), dt.timedelta(hours=6)


def live_run(*, survey_round: Round, now: dt.datetime) -> ScoringRun:
    """The run into which the round's new submissions are scored; begun with the first of them."""
    run, _created = ScoringRun.objects.select_related("questionnaire").get_or_create(
        round=survey_round,
        is_live=True,
        defaults={
            "questionnaire": survey_round.chosen_questionnaire,
            "engine_version": ENGINE_VERSION,
            "reason": FIRST,
            "state": ScoringRun.State.FINISHED,
            "created_at": now,
            "touched_at": now,
            "finished_at": now,
        },
    )
    return run


def score_version(*, version_id: int, now: dt.datetime) -> Scorecard:
    """The scorecard of the version in the live run of its round, made if it is not there yet.

    `SubmissionVersion.DoesNotExist` when there is no such version, one of `UNKEEPABLE` when it has no score.
    """
    version = SubmissionVersion.objects.select_related("submission__round__questionnaire").get(pk=version_id)
    run = live_run(survey_round=version.submission.round, now=now)
    there = existing_scorecard(run, version)
    if there is not None:
        return there
    decisions = decisions_in(run, [version.pk]).get(version.pk, {})
    return _keep(run, scored_in(run, version, decisions), now)


def existing_scorecard(run: ScoringRun, version: SubmissionVersion) -> Scorecard | None:
    """The scorecard of the version in the run, if it is there."""
    return Scorecard.objects.filter(run=run, version=version).first()


def score_into(run: ScoringRun, versions: Iterable[SubmissionVersion], now: dt.datetime) -> None:
    """Score these versions into the run; those that cannot be scored or kept are noted as failures.

    One that another worker kept meanwhile is left as it is.
    """
    scored: list[Scored] = []
    listed = list(versions)
    decided = decisions_in(run, [version.pk for version in listed])
    for version in listed:
        try:
            scored.append(scored_in(run, version, decided.get(version.pk, {})))
        except UNSCORABLE as error:
            note_failure(run=run, version_id=version.pk, reason=repr(error), now=now)
    try:
        _keep_all(run, scored, now)
    except UNKEEPABLE:
        _keep_each(run, scored, now)


def note_failure(*, run: ScoringRun, version_id: int, reason: str, now: dt.datetime) -> ScoringFailure:
    """Remember that the version could not be scored, and rest it: a minute, then twice as long each time."""
    before = ScoringFailure.objects.filter(run=run, version_id=version_id).first()
    attempts = before.attempts + 1 if before else 1
    rest = min(FIRST_REST * 2 ** min(attempts - 1, 10), LONGEST_REST)
    failure, _new = ScoringFailure.objects.update_or_create(
        run=run,
        version_id=version_id,
        defaults={"attempts": attempts, "reason": reason[:200], "failed_at": now, "retry_at": now + rest},
    )
    return failure


def wake_failure(*, failure: ScoringFailure, now: dt.datetime) -> None:
    """Let the version be tried again at once, as if it had never failed; what it said stays until then."""
    ScoringFailure.objects.filter(pk=failure.pk).update(attempts=0, retry_at=now)


def note_live_failure(*, version_id: int, reason: str, now: dt.datetime) -> ScoringFailure:
    """The same, in the live run of the version's round."""
    version = SubmissionVersion.objects.select_related("submission__round__questionnaire").get(pk=version_id)
    run = live_run(survey_round=version.submission.round, now=now)
    return note_failure(run=run, version_id=version_id, reason=reason, now=now)


def _keep_each(run: ScoringRun, scored: Sequence[Scored], now: dt.datetime) -> None:
    """One by one, after all at once broke, so that one of them does not hold up the others."""
    for each in scored:
        try:
            _keep(run, each, now)
        except UNKEEPABLE as error:
            note_failure(run=run, version_id=each.version.pk, reason=repr(error), now=now)


def _keep(run: ScoringRun, scored: Scored, now: dt.datetime) -> Scorecard:
    try:
        return _keep_all(run, [scored], now)[0]
    except IntegrityError:
        # Another worker was handed the same message and was faster; its rows are the same as ours.
        there = existing_scorecard(run, scored.version)
        if there is None:
            raise
        return there


@transaction.atomic
def _keep_all(run: ScoringRun, scored: Sequence[Scored], now: dt.datetime) -> list[Scorecard]:
    cards = Scorecard.objects.bulk_create(
        Scorecard(
            run=run,
            submission_id=each.version.submission_id,
            version=each.version,
            total=cut(each.tree.score),
            explanation=canonical_json(to_document(each.tree)),
            engine_version=each.tree.engine_version,
            scored_at=now,
        )
        for each in scored
    )
    kept = list(zip(cards, scored, strict=True))
    NodeScore.objects.bulk_create(
        (_node_score(card, node) for card, each in kept for node in each.tree.framework_nodes()),
        batch_size=1000,
    )
    AdjustedQuestion.objects.bulk_create(row for card, each in kept for row in _adjusted(card, each))
    return cards


def _adjusted(scorecard: Scorecard, scored: Scored) -> Iterator[AdjustedQuestion]:
    """A row for each adjustment that the run takes of the version, also for one without effect.

    They are in the order of the framework, those of questions that are not scored behind.
    """
    nodes = {node.code: node for node in scored.tree.questions() if node.code in scored.decisions}
    for name in [*nodes, *sorted(scored.decisions.keys() - nodes.keys())]:
        node, decision = nodes.get(name), scored.decisions[name]
        yield AdjustedQuestion(
            scorecard=scorecard,
            question=name,
            decision=decision,
            by_answer=cut(node.by_answer.score) if node and node.by_answer else None,
            score=cut(node.score) if node else None,
        )


def _node_score(scorecard: Scorecard, node: ScoreNode) -> NodeScore:
    return NodeScore(
        scorecard=scorecard,
        code=node.code,
        kind=node.kind,
        score=cut(node.score),
        absence=absence_of(node) or "",
        weight=cut(node.weight) or 0,
        effective_weight=cut(node.effective_weight) or 0,
        contribution=cut(node.contribution) or 0,
    )


def cut(value: Fraction | None) -> Decimal | None:
    """`value` with 12 decimal places, the rest cut off.

    Cutting, unlike rounding, cannot lift a value over a limit at which display rounds up.
    """
    return None if value is None else Decimal(int(value * int(PLACES))) / PLACES

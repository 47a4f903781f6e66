"""The benchmark of growing rounds copies what it says, and measures it."""

import json

import pytest
from django.db import connection

from agencies.models import Agency, User
from bench.copies import grow, score_all_but
from bench.growth import HEAD, LINE, line
from bench.scoring_grown import Stretch, begun, reading, size_of
from scoring.models import ScoringRun
from scoring.services.scorecards import score_version
from surveys.models import Round, Submission, SubmissionVersion
from surveys.questionnaire.document import sha256_of
from tests.rounds import DURING, complete_and_submit


def test_a_line_is_as_wide_as_the_head() -> None:
    stretch = Stretch(
        processes=2,
        before=143_847,
        to_score=1_453,
        scored=1_453,
        seconds=25.04,
        work=6.44,
        rows=1_550.2,
        queued=152.4,
        left=54.51,
        waiting=5_812,
        memory=103.6,
    )
    assert line("100x", stretch, 0.975).split() == [
        *("100x", "2", "143,847", "1,453", "1,453", "25.0", "58", "0.97"),
        *("6.4", "1,550", "152", "54.5", "5,812", "104"),
    ]
    assert len(line("100x", stretch, 0.975)) == len(LINE.format(*HEAD))


@pytest.mark.services
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the copies are made in PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_copies_are_responses_of_their_own(
    survey_round: Round, submission: Submission, office_submission: Submission, officer: User
) -> None:
    versions = [complete_and_submit(each, officer) for each in (submission, office_submission)]
    cards = [score_version(version_id=version.pk, now=DURING) for version in versions]
    like = ScoringRun.objects.get()

    grow(survey_round, 1, 2)
    grow(survey_round, 2, 4)

    asked = sorted(Agency.objects.values_list("code", flat=True))
    assert sorted(survey_round.submissions.values_list("agency__code", flat=True)) == asked
    assert (len(asked), size_of(survey_round)) == (3 * 4, 2 * 4)
    for original, first_card in zip(versions, cards, strict=True):
        code = original.submission.agency.code
        for nth in (1, 2, 3):
            copy = SubmissionVersion.objects.get(receipt_number=f"{original.receipt_number}-{nth}")
            assert copy.submission.current_version == copy
            assert copy.submission.agency.code == f"{code}-{nth}"
            assert copy.submission.state == original.submission.state
            assert copy.sha256 == sha256_of(copy.document)
            assert json.loads(copy.document) == json.loads(original.document) | {"agency": f"{code}-{nth}"}
            assert score_version(version_id=copy.pk, now=DURING).total == first_card.total

    run = begun(survey_round)
    score_all_but(run, 3, like)
    ids = survey_round.submissions.order_by("current_version_id").values_list("current_version_id", flat=True)
    assert (
        list(run.scorecards.order_by("version_id").values_list("version_id", flat=True))
        == [each for each in ids if each][:-3]
    )
    found = reading(survey_round)
    assert (found.scorecards, found.page_queries) == (8 + 5, 6)

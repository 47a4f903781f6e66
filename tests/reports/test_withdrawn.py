"""An agency that was withdrawn is in no count and no denominator, wherever something is counted."""

from collections.abc import Callable

import pytest

from agencies.models import Agency
from reports.queries.agency import agency_file
from reports.queries.daily import course_of
from reports.queries.filters import Filters
from reports.queries.groups import Grouping
from reports.queries.items import items_of
from reports.queries.listing import page_of_agencies
from reports.queries.means import results_by
from reports.queries.names import named
from reports.queries.responses import responses_by
from reports.queries.runs import run_lines
from scoring.models import Scorecard, ScoringFailure
from scoring.queries import has_unscored, unscored_in, unscored_versions
from scoring.services.scorecards import live_run
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience
from surveys.services.round_roster import ask, withdraw
from tests.reports.making import score
from tests.rounds import AFTER, DURING

DEPARTMENT = Audience.DEPARTMENT
ALL = Agency.objects.all()


@pytest.fixture
def scored(answered: Round) -> Round:
    for submission, total in zip(
        answered.submissions.order_by("agency__code"), ("40", "60", "80"), strict=True
    ):
        assert submission.current_version
        score(submission.current_version, total, {"1": total})
    return answered


def figures(survey_round: Round) -> tuple[int, int, int]:
    found = responses_by(Grouping.MINISTRY, survey_round=survey_round, agencies=ALL, now=DURING)
    return found.total.asked, found.total.responded, len(found.groups)


def course(survey_round: Round) -> tuple[int, int]:
    found = course_of(survey_round=survey_round, agencies=ALL, now=DURING)
    return found.asked, found.responded


def listed(survey_round: Round) -> list[str]:
    page = page_of_agencies(
        survey_round=survey_round, agencies=ALL, filters=Filters(), sort="code", number="1", now=DURING
    )
    return [row.submission.agency.code for row in page.rows]


def searched(survey_round: Round) -> int:
    return len(named("กรม", survey_round))


def means(survey_round: Round) -> tuple[int, object]:
    results = results_by(Grouping.TYPE, survey_round=survey_round, agencies=ALL, audience=DEPARTMENT)
    found = results.by_audience[DEPARTMENT]
    return found.base, found.total.value


def items(survey_round: Round) -> int:
    return items_of(survey_round=survey_round, audience=DEPARTMENT, agencies=ALL).base


def runs(survey_round: Round) -> list[tuple[int, int, int]]:
    return [(line.to_score, line.scored, line.failed) for line in run_lines(survey_round)]


def totals(survey_round: Round) -> int:
    return run_lines(survey_round)[0].totals[DEPARTMENT].n


def counted(survey_round: Round) -> int:
    return Scorecard.objects.counted().filter(submission__round=survey_round).count()


def vocabulary(survey_round: Round) -> tuple[int, int, int]:
    asked = Submission.objects.of_round(survey_round)
    return asked.count(), asked.signed().count(), survey_round.submissions.responded().count()


COUNTS: dict[Callable[[Round], object], tuple[object, object]] = {
    figures: ((3, 3, 2), (2, 2, 1)),
    course: ((3, 3), (2, 2)),
    listed: (["D1101", "D1201", "P5010"], ["D1201", "P5010"]),
    searched: (2, 1),
    means: ((2, 50), (1, 60)),
    items: (2, 1),
    runs: ([(3, 3, 0)], [(2, 2, 0)]),
    totals: (2, 1),
    counted: (3, 2),
    vocabulary: ((3, 3, 3), (2, 2, 2)),
}


@pytest.mark.parametrize("count, expected", COUNTS.items(), ids=[count.__name__ for count in COUNTS])
def test_it_leaves_every_count_and_comes_back(scored, agency_a, manager, count, expected):
    before, after = expected
    assert count(scored) == before
    submission = Submission.objects.get(round=scored, agency=agency_a)
    withdraw(submission=submission, reason="ยุบเลิก", user=manager, now=DURING)
    assert count(scored) == after
    ask(survey_round=scored, agency=agency_a, reason="ผิดพลาด", user=manager, now=DURING)
    assert count(scored) == before


def test_what_was_withdrawn_is_scored_all_the_same(answered, agency_a, manager):
    """So it can come back, or be looked at, with its score."""
    submission = Submission.objects.get(round=answered, agency=agency_a)
    run = live_run(survey_round=answered, now=DURING)
    withdraw(submission=submission, reason="ยุบเลิก", user=manager, now=DURING)
    assert submission.current_version_id in unscored_in(run, now=AFTER)
    assert submission.current_version_id in unscored_versions(now=AFTER, submitted_before=AFTER, at_most=9)
    Submission.objects.of_round(answered).update(current_version=None, state="draft")
    assert has_unscored(run)


def test_its_failure_is_nobodys_concern(answered, agency_a, manager):
    submission = Submission.objects.get(round=answered, agency=agency_a)
    assert submission.current_version
    ScoringFailure.objects.create(
        run=live_run(survey_round=answered, now=DURING),
        version=submission.current_version,
        attempts=3,
        reason="Broken",
        failed_at=DURING,
        retry_at=AFTER,
    )
    assert ScoringFailure.objects.standing().count() == 1
    withdraw(submission=submission, reason="ยุบเลิก", user=manager, now=DURING)
    assert ScoringFailure.objects.standing().count() == 0


def test_ega_finds_its_page_and_monitors_do_not(scored, agency_a, manager):
    submission = Submission.objects.get(round=scored, agency=agency_a)
    withdraw(submission=submission, reason="ยุบเลิก", user=manager, now=DURING)
    file = agency_file(survey_round=scored, agencies=ALL, code="D1101", with_scores=True, now=DURING)
    assert (file.scorecard is not None, file.score_counts) == (True, False)
    with pytest.raises(Submission.DoesNotExist):
        agency_file(survey_round=scored, agencies=ALL, code="D1101", with_scores=False, now=DURING)

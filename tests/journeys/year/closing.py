"""The round is closed, scored once more, shown to its agencies and released to everybody."""

from decimal import Decimal
from statistics import mean

from django.db.models import F
from playwright.sync_api import Page, expect

from portal.formats import format_score
from scoring.models import ScoringRun
from surveys.models import Round, Submission
from tests.journeys.people import scores_on
from tests.journeys.year.answering import IN_BROWSER
from tests.journeys.year.driver import enter, follow, lines, press, rows, told
from tests.journeys.year.reviewing import ADJUSTED
from tests.journeys.year.story import Year

AGAIN, NOTE = "คะแนนหลังการตรวจทานคำตอบ", "ผลการสำรวจปีนี้ หลังตรวจทานครบทุกหน่วยงาน"
LEVELS = ("department", "province")
BOTH_RUNS = "table:has(caption:text('Agencies in both runs'))"


def close(year: Year) -> None:
    page = year.ega
    with year.step("close the round"):
        page.goto(f"/manage/rounds/{year.code}/")
        follow(page, "Close the round")
        responded = year.round.submissions.filter(state=Submission.State.SIGNED).count()
        expect(page.locator(".promises")).to_contain_text(
            f"{responded} of {year.round.submissions.count()} agencies have responded and count"
        )
        year.look("closing")
        press(page, "Close the round")
        told(page, "The round is closed.")
        assert year.round.state == Round.State.CLOSED


def score_again(year: Year) -> None:
    page, first = year.ega, live_run(year)
    with year.step("score the round again"):
        page.goto(f"/dashboard/{year.code}/runs/")
        enter(page, "Reason", AGAIN)
        press(page, "Start the run")
        follow(page, "Use this run")
        again = ScoringRun.objects.filter(round=year.round).latest("pk")
        standing = year.round.submissions.filter(current_version__isnull=False)
        assert scored(again) == set(standing.values_list("current_version", flat=True))
    with year.step("compare it with the first run"):
        follow(page, "Compare first")
        for level in LEVELS:
            page.goto(
                f"/dashboard/{year.code}/runs/compared/?before={first.pk}&after={again.pk}&audience={level}"
            )
            (total,) = [line for line in rows(page) if line[0] == "Total score"]
            assert total[1:3] == [format_score(mean_total(run, level)) for run in (first, again)]
        year.look("runs-compared")
    with year.step("see what the adjusted score has moved"):
        page.goto(f"/dashboard/{year.code}/runs/compared/?before={first.pk}&after={again.pk}")
        (moved,) = [line for line in rows(page, BOTH_RUNS) if line[0] == ADJUSTED]
        before, after = (total_of(run, ADJUSTED) for run in (first, again))
        assert moved[2:4] == [format_score(before), format_score(after)]
        assert after < before
    with year.step("take the figures from the new run"):
        page.goto(f"/dashboard/{year.code}/runs/{again.pk}/use/")
        press(page, "Use this run")
        told(page, "The figures of the round come from this run now.")
        assert live_run(year) == again


def release(year: Year, agency: Page) -> None:
    """`agency` is the browser of somebody of the agency that answered in it."""
    page = year.ega
    with year.step("show the agencies their scores"):
        page.goto(f"/dashboard/{year.code}/results/")
        follow(page, "Show agencies their scores")
        press(page, "Show the scores")
        told(page, "Agencies see their own scores now.")
        page.goto("/manage/rounds/")
        assert [line[1] for line in rows(page)] == ["Provisional results", "Results published"]
    with year.step("an agency reads its score"):
        agency.goto(f"/rounds/{year.code}/{IN_BROWSER}/score/")
        assert scores_on(agency)["total"] == format_score(total_of(live_run(year), IN_BROWSER))
        year.look("agency-score", agency)
    with year.step("release the results"):
        page.goto(f"/manage/rounds/{year.code}/")
        follow(page, "Release the results")
        year.look("releasing")
        enter(page, "What is released, and why now", NOTE)
        press(page, "Release the results")
        told(page, "The results are released.")
        year.look("results")
    with year.step("everybody reads the national means"):
        public = year.stage()
        public.goto(f"/results/{year.code}/")
        expect(public.locator("main")).to_contain_text(NOTE)
        means = [format_score(mean_total(live_run(year), level)) for level in LEVELS]
        assert lines(public, ".released-level .score-total__number") == means
        year.look("released", public)


def live_run(year: Year) -> ScoringRun:
    return ScoringRun.objects.get(round=year.round, is_live=True)


def scored(run: ScoringRun) -> set[int]:
    """The versions that have a score in the run."""
    return set(run.scorecards.values_list("version", flat=True))


def total_of(run: ScoringRun, code: str) -> Decimal:
    """The score of the agency's present answers in the run."""
    card = run.scorecards.get(
        version=F("version__submission__current_version"), version__submission__agency__code=code
    )
    assert card.total is not None
    return card.total


def mean_total(run: ScoringRun, level: str) -> Decimal:
    """Of the agencies of the level that have responded, by the answers that were signed."""
    cards = run.scorecards.filter(
        version=F("version__submission__current_version"),
        version__submission__state=Submission.State.SIGNED,
        version__submission__agency__audience=level,
    )
    return mean(total for total in cards.values_list("total", flat=True) if total is not None)

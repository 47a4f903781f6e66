"""Submissions are reviewed with their evidence: one with an adjusted score, one sent back and put right."""

from decimal import Decimal

from playwright.sync_api import Page, expect

from surveys.models import Review, Submission
from surveys.queries.questionnaires import questionnaire_of
from tests.journeys.filling import answer, leave_last_input
from tests.journeys.year.answering import IN_BROWSER, Browsers, sign, submit
from tests.journeys.year.driver import press, rows
from tests.journeys.year.story import Year

State = Submission.State
ADJUSTED = "D1101"
SCORE, WHY = "12.5", "หลักฐานแสดงเพียงบางส่วนของที่ตอบ"
CORRECTION = "โปรดตรวจคำตอบอีกครั้ง หลักฐานไม่ตรงกับคำตอบ"
QUESTION, MENDED = "digital_working_group", "irregular"


def review(year: Year, agency: Browsers) -> None:
    """`agency` are the people of the one that is sent back."""
    page = year.ega
    with year.step("look at the queue of submissions with evidence"):
        page.goto(f"/dashboard/{year.code}/reviews/")
        year.look("reviews")
        standing = year.round.submissions.filter(state__in=[State.SIGNED, State.WAITING])
        with_evidence = standing.filter(current_version__evidenced_count__gt=0)
        assert len(rows(page)) == with_evidence.count()
    with year.step("adjust a score, with a reason"):
        take(year, ADJUSTED)
        first, *others = evidenced(page)
        decide(page, first, "adjusted", reason=WHY, score=SCORE)
        accept(page, others)
        year.look("review")
        press(page, "Finish with adjustments")
        expect(page.locator("main")).to_contain_text("Accepted with adjustments")
        adjusted = Review.objects.get(submission__agency__code=ADJUSTED, submission__round=year.round)
        assert adjusted.decisions.get(question=first).score == Decimal(SCORE)
    with year.step("send a submission back, with a reason"):
        take(year, IN_BROWSER)
        first, *others = evidenced(page)
        decide(page, first, "to_correct", reason=CORRECTION)
        accept(page, others)
        press(page, "Finish, and send it back")
        expect(page.locator("main")).to_contain_text("Sent back for correction")
    with year.step("the agency reads why, puts it right, submits and signs again"):
        put_right(year, agency)
    with year.step("see that it has changed since its review"):
        page.goto(f"/dashboard/{year.code}/reviews/?q={IN_BROWSER}&evidence=all")
        expect(page.locator("main table")).to_contain_text("Changed since its review")


def take(year: Year, code: str) -> None:
    page = year.ega
    page.goto(f"/dashboard/{year.code}/reviews/{code}/")
    press(page, "Take it, to review it")
    expect(page.get_by_role("button", name="Take it, to review it")).to_have_count(0)


def evidenced(page: Page) -> list[str]:
    """The questions to decide, in the order of the page."""
    found = page.locator("article.reviewed").evaluate_all("all => all.map(each => each.id)")
    return [each.removeprefix("q-") for each in found]


def accept(page: Page, questions: list[str]) -> None:
    for question in questions:
        decide(page, question, "accepted")


def decide(page: Page, question: str, kind: str, reason: str = "", score: str = "") -> None:
    block = page.locator(f"#q-{question}")
    block.locator(f"[name=kind][value={kind}]").check()
    block.locator("[name=reason]").fill(reason)
    if score:
        block.locator("[name=score]").fill(score)
    block.get_by_role("button", name="Save this decision").click()
    expect(block.locator("summary").first).to_contain_text("Decide otherwise")


def put_right(year: Year, agency: Browsers) -> None:
    submission = year.round.submissions.with_agency().get(agency__code=IN_BROWSER)
    assert submission.state == State.RETURNED
    officer = agency.officer
    officer.goto(f"/rounds/{year.code}/{IN_BROWSER}/")
    expect(officer.locator("main")).to_contain_text(CORRECTION)
    year.look("agency-sent-back", officer)
    officer.goto(f"/rounds/{year.code}/{IN_BROWSER}/dimensions/1/")
    answer(officer, questionnaire_of(submission.round).question(QUESTION), MENDED)
    leave_last_input(officer)
    submit(officer)
    sign(agency.approver, submission)
    submission.refresh_from_db()
    assert (submission.state, submission.versions.count()) == (State.SIGNED, 2)

"""The agencies answer: one in its own browsers, most through the services behind the same pages."""

import datetime as dt
import re
from dataclasses import dataclass
from random import Random

from django.utils import timezone
from playwright.sync_api import Page, expect

from agencies.models import Agency, Membership, Role, User
from surveys.demo.evidence import demonstration_file
from surveys.demo.people import Staff
from surveys.demo.plausible import plausible_answers
from surveys.demo.responses import Timetable, respond
from surveys.models import Submission
from surveys.queries.answers import review_of
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.review import IssueCode
from surveys.questionnaire.vocabulary import Audience
from surveys.services.answers import save_answers
from tests.journeys.filling import answer, attach, leave_last_input
from tests.journeys.year.story import Year
from tests.people import PASSWORD

State = Submission.State
RECEIPT = re.compile("/receipt/$")
IN_BROWSER = "D1109"
FIRST_DIMENSION = "1"
STATES = {
    State.SIGNED: [
        *("D1101", "D1102", "D1103", "D1104", "D1105", "D1203", "D1702"),
        *("P5001", "P5002", "P5003", "P5701", "P5702", "P5703"),
    ],
    State.WAITING: ["D1703", "P5704"],
    State.DRAFT: ["D1107", "P5705"],
}
READINESS, AGO = 0.6, dt.timedelta(hours=1)


@dataclass(frozen=True)
class Browsers:
    """Of the two people of the agency that answers by hand."""

    officer: Page
    approver: Page


def answer_in_browsers(year: Year) -> Browsers:
    """Two invited people follow their links; one answers and submits, the other signs."""
    submission = year.round.submissions.with_agency().get(agency__code=IN_BROWSER)
    with year.step("an invited officer sets a password and answers"):
        officer = accept(year, f"officer@{IN_BROWSER.lower()}.example.go.th")
        fill(officer, submission)
        year.look("agency-dimension", officer)
    with year.step("the officer submits"):
        submit(officer)
    with year.step("an invited approver signs"):
        approver = accept(year, f"approver@{IN_BROWSER.lower()}.example.go.th")
        sign(approver, submission)
        version = submission.versions.get()
        expect(approver.locator(".receipt-paper .hash")).to_have_text(version.sha256)
    return Browsers(officer, approver)


def accept(year: Year, address: str) -> Page:
    """A browser in which the person has followed the link of the invitation, and set a password."""
    page = year.stage()
    page.goto(year.invitation_of(address))
    page.fill("[name=new_password1]", PASSWORD)
    page.fill("[name=new_password2]", PASSWORD)
    page.click("main form button.btn-primary")
    expect(page.locator("main [role=status]")).to_contain_text("บัญชีของท่านพร้อมใช้")
    return page


def fill(page: Page, submission: Submission) -> None:
    """The first dimension by hand with its evidence, the others through the service."""
    questionnaire = questionnaire_of(submission.round)
    audience, dice = Audience(submission.agency.audience), Random(IN_BROWSER)  # noqa: S311 - made up
    values = plausible_answers(questionnaire, audience, level=READINESS, dice=dice)
    by_hand = {each.name for each in questionnaire.questions_on_page(FIRST_DIMENSION, audience)}
    rest = {name: value for name, value in values.items() if name not in by_hand}
    officer = staff_of(submission.agency).officer
    save_answers(submission=submission, values=rest, versions={}, user=officer, now=timezone.now())
    page.click(f"a[href='/rounds/{submission.round.code}/{submission.agency.code}/']")
    page.click(".overview__main a.btn-primary")
    page.click(f"[data-progress='{FIRST_DIMENSION}']")
    for question in questionnaire.questions_on_page(FIRST_DIMENSION, audience):
        if question.name in values:
            answer(page, question, values[question.name])
    leave_last_input(page)
    for issue in [each for each in review_of(submission).issues if each.code is IssueCode.EVIDENCE]:
        page.click(f"[data-progress='{issue.dimension}']")
        attach(page, issue.question, demonstration_file())
    stored = dict(submission.answers.values_list("question", "value"))
    assert stored == values


def submit(page: Page) -> None:
    """From a page of a dimension."""
    page.click(".dim-nav__review a")
    page.check("[name=confirm_blank]")
    page.click(".submit-form button")
    expect(page).to_have_url(RECEIPT)


def sign(page: Page, submission: Submission) -> None:
    page.goto(f"/rounds/{submission.round.code}/{submission.agency.code}/sign/")
    page.check("[name=declared]")
    page.click(".sign-panel button")
    expect(page).to_have_url(RECEIPT)


def answer_by_services(year: Year) -> None:
    """The others get as far as `STATES` says."""
    dice = Random(year.code)  # noqa: S311 - made-up answers
    with year.step("the other agencies answer"):
        for state, codes in STATES.items():
            for submission in year.round.submissions.with_agency().filter(agency__code__in=codes):
                now = timezone.now()
                when = Timetable(now - 3 * AGO, now - 2 * AGO, now - AGO)
                respond(submission, state, staff_of(submission.agency), when, READINESS, dice)


def staff_of(agency: Agency) -> Staff:
    """The people who answer and sign for the agency this year."""
    return Staff(person(agency, Role.OFFICER), person(agency, Role.APPROVER))


def person(agency: Agency, role: Role) -> User:
    return Membership.objects.get(agency=agency, role=role, user__is_active=True).user

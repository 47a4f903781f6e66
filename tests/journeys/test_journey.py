"""One submission from the first log-in to the workbook, in real browsers, with real worker processes."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from agencies.models import Agency, User
from portal.formats import format_score
from scoring.engine import ScoreTree, score
from scoring.models import Scorecard
from script.supervisor import Supervisor
from surveys.demo.evidence import demonstration_file
from surveys.models import Round, Submission, SubmissionVersion
from surveys.queries.answers import review_of
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.review import IssueCode
from surveys.questionnaire.vocabulary import Audience
from surveys.services.answers import save_answers
from surveys.services.evidence import attach as attach_evidence
from tests.journeys.filling import answer, attach, leave_last_input
from tests.journeys.invented import Answers, invent
from tests.journeys.people import Actors, log_in, log_out, scores_on, tiles
from tests.journeys.workbook import answers_in, answers_stored, scores_in, scores_stored

pytestmark = [pytest.mark.browser, pytest.mark.services]

Look = Callable[[Page, str], None]
IN_BROWSER = ("1", "2", "3", "4")
BY_SERVICE = ("5", "6")
FORGOTTEN = "emergency_backup"
SCORED_WITHIN = 20_000  # milliseconds
BUILT_WITHIN = 30_000  # milliseconds
NOBODY_YET = {
    "?responded=yes": "0.0 %",
    "": "3",
    "?state=started": "0",
    "?state=submitted": "0",
    "?timing=unsigned": "0",
    "?timing=on_time": "0",
    "?responded=no": "3",
    "?timing=overdue": "0",
}
ONE_OF_THREE = NOBODY_YET | {
    "?responded=yes": "33.3 %",
    "?state=started": "1",
    "?state=submitted": "1",
    "?timing=unsigned": "0",
    "?timing=on_time": "1",
    "?responded=no": "2",
}


@pytest.fixture
def submission(survey_round: Round, agency_a: Agency) -> Submission:
    return survey_round.submissions.with_agency().get(agency=agency_a)


def test_from_log_in_to_workbook(
    worker_processes: Supervisor,
    submission: Submission,
    actors: Actors,
    stage: Callable[[], Page],
    look: Look,
    tmp_path: Path,
) -> None:
    answers = invent(questionnaire_of(submission.round))
    ega, agency = stage(), stage()
    log_in(ega, actors.manager)
    assert tiles(ega) == NOBODY_YET

    log_in(agency, actors.officer)
    fill(agency, submission, actors.officer, answers, look)
    submit(agency, answers, look)
    log_out(agency)
    log_in(agency, actors.approver)
    version = sign(agency, submission, look)
    tree = scored(agency, version, look)

    ega.reload()
    assert tiles(ega) == ONE_OF_THREE
    look(ega, "dashboard")
    assert still_missing(ega, look) == {"D1201", "P5010"}
    show_scores(ega, look)
    agency.reload()
    assert scores_on(agency) == written(tree)
    look(agency, "score")

    log_out(ega)
    log_in(ega, actors.analyst)
    book = make_workbook(ega, look, tmp_path)
    assert scores_in(book, submission.agency.code) == scores_stored(Scorecard.objects.get())
    stored, told = answers_stored(version, answers.questionnaire), answers_in(book, submission.agency.code)
    assert {code: told[code] for code in stored} == stored


def fill(page: Page, submission: Submission, officer: User, answers: Answers, look: Look) -> None:
    """Most dimensions by hand, the last ones through the service, and one obligatory answer not at all."""
    look(page, "overview")
    page.click(".overview__main a.btn-primary")
    for dimension in IN_BROWSER:
        page.click(f"[data-progress='{dimension}']")
        for question, value in answers.of_page(dimension):
            answer(page, question, value)
        leave_last_input(page)
        for name in missing_files(submission, dimension):
            attach(page, name, demonstration_file())
    look(page, "dimension")
    by_hand = {question.name: value for code in IN_BROWSER for question, value in answers.of_page(code)}
    assert dict(submission.answers.values_list("question", "value")) == by_hand
    rest = {question.name: value for code in BY_SERVICE for question, value in answers.of_page(code)}
    fill_by_service(submission, officer, {name: rest[name] for name in rest if name != FORGOTTEN})


def missing_files(submission: Submission, dimension: str = "") -> list[str]:
    """The questions whose answers need a file, in one dimension or anywhere."""
    issues = review_of(submission).issues
    missing = [issue for issue in issues if issue.code is IssueCode.EVIDENCE]
    return [issue.question for issue in missing if issue.dimension == (dimension or issue.dimension)]


def fill_by_service(submission: Submission, user: User, values: dict[str, Any]) -> None:
    now = timezone.now()
    save_answers(submission=submission, values=values, versions={}, user=user, now=now)
    for question in missing_files(submission):
        file = demonstration_file()
        attach_evidence(submission=submission, question=question, upload=file, user=user, now=now)


def submit(page: Page, answers: Answers, look: Look) -> None:
    """The review tells what is missing and leads there; then everything is there, and is submitted once."""
    page.click(".dim-nav__review a")
    look(page, "review")
    page.click(".findings a >> nth=0")
    expect(page).to_have_url(re.compile(f"#q-{FORGOTTEN}$"))
    answer(page, answers.questionnaire.question(FORGOTTEN), answers.values[FORGOTTEN])
    leave_last_input(page)
    page.click(".dim-nav__review a")
    expect(page.locator(".panel--warn:visible")).to_have_count(0)
    page.check("[name=confirm_blank]")
    page.dblclick(".submit-form button")
    expect(page).to_have_url(re.compile("/receipt/$"))


def sign(page: Page, submission: Submission, look: Look) -> SubmissionVersion:
    """The approver reads and signs; the receipt's hash is that of the file behind it."""
    page.click(".overview__main a.btn-primary")
    look(page, "sign")
    page.check("[name=declared]")
    page.click(".sign-panel button")
    expect(page).to_have_url(re.compile("/receipt/$"))
    version = submission.versions.get()
    look(page, "receipt")
    expect(page.locator(".receipt-paper")).to_contain_text(version.receipt_number)
    expect(page.locator(".receipt-paper .hash")).to_have_text(version.sha256)
    with page.expect_download() as download:
        page.click("a[href$='answers.json']")
    assert hashlib.sha256(download.value.path().read_bytes()).hexdigest() == version.sha256
    return version


def scored(page: Page, version: SubmissionVersion, look: Look) -> ScoreTree:
    """The agency sees that it is scored, but no figure; what the engine gives for the signed answers."""
    page.goto(f"/rounds/{version.submission.round.code}/{version.submission.agency.code}/score/")
    expect(page.locator("[data-waiting]")).to_have_count(0, timeout=SCORED_WITHIN)
    assert page.locator(".score-total").count() == 0
    document = json.loads(version.document)
    return score(questionnaire_of(version.submission.round), Audience.DEPARTMENT, document["answers"])


def written(tree: ScoreTree) -> dict[str, str]:
    """As a page writes it."""
    nodes = {node.code: format_score(node.score) for node in tree.framework_nodes() if node.applicable}
    return {"total": format_score(tree.score), **nodes}


def still_missing(page: Page, look: Look) -> set[str]:
    """The codes in the list behind the tile of those who have not responded; ends on the dashboard."""
    page.click(".tile a[href$='responded=no']")
    look(page, "agencies")
    codes = set(re.findall(r"/agencies/(\w+)/", page.content()))
    page.go_back()
    return codes


def show_scores(page: Page, look: Look) -> None:
    page.goto(f"{page.url}results/")
    look(page, "results")
    page.click(".showing a")
    look(page, "showing")
    page.click("main form button.btn-primary")
    expect(page).to_have_url(re.compile("/results/$"))


def make_workbook(page: Page, look: Look, folder: Path) -> Path:
    """Asked for, waited for on the page that follows it by itself, and downloaded."""
    page.goto(f"{page.url}workbooks/")
    page.check("main input[name=kind][value=everything]")
    page.check("main [name=language][value=en]")
    page.click("main form button.btn-primary")
    link = page.locator(".export__actions a")
    expect(link).to_be_visible(timeout=BUILT_WITHIN)
    look(page, "workbooks")
    with page.expect_download() as download:
        link.click()
    path = folder / "workbook.xlsx"
    download.value.save_as(path)
    return path

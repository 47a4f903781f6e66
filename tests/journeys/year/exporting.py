"""Every kind of workbook: built by the worker, taken in the browser, read back and compared."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import zip_longest
from pathlib import Path
from statistics import mean
from typing import Any

from django.db.models import F
from openpyxl import load_workbook
from playwright.sync_api import expect
from pytest import approx  # noqa: PT013 - reads like the word it is

from audit.models import AuditEntry
from reports.journal.rows import OF_EVIDENCE
from reports.models import WorkbookExport
from scoring.models import Scorecard
from surveys.models import AnswerRevision, ReviewDecision, Submission, SubmissionEvent, SubmissionVersion
from surveys.queries.questionnaires import questionnaire_of
from tests.journeys.workbook import answers_in, answers_stored, scores_in, scores_stored
from tests.journeys.year.closing import live_run
from tests.journeys.year.driver import press, tick
from tests.journeys.year.story import Year

Kind = WorkbookExport.Kind
State = Submission.State
Sheet = list[dict[str, Any]]
LEVELS = {"department": "Department level", "province": "Province level"}
NAMES = {
    Kind.RESPONSE: "Response report",
    Kind.RESULTS: "Results",
    Kind.ITEMS: "Results by question",
    Kind.ANSWERS: "Raw answers with codebook",
    Kind.JOURNAL: "Journal",
    Kind.EVERYTHING: "Everything",
}
HEAD = 2
QUESTION = "plan_status"


def export_everything(year: Year) -> None:
    """Each kind of workbook of the round; the journal of it has a page of its own."""
    for kind, compare in COMPARED.items():
        with year.step(f"make the workbook “{NAMES[kind]}” and read it back"):
            compare(year, made(year, kind))
    with year.step("make the workbook of the round's journal and read it back"):
        compare_journal(year, made_of_journal(year))
    year.ega.goto(f"/dashboard/{year.code}/workbooks/")
    year.look("workbooks")


def made(year: Year, kind: Kind) -> Path:
    page = year.ega
    page.goto(f"/dashboard/{year.code}/workbooks/")
    page.check(f"main [name=kind][value={kind}]")
    tick(page, "English")
    press(page, "Make a workbook")
    return taken(year, kind)


def made_of_journal(year: Year) -> Path:
    page = year.ega
    page.goto(f"/manage/journal/?round={year.code}")
    press(page, "Make a workbook of these changes")
    return taken(year, Kind.JOURNAL)


def taken(year: Year, kind: Kind) -> Path:
    """The newest workbook, as soon as the worker has built it; it is byte for byte what was kept."""
    newest = year.ega.locator(".exports .export").first
    expect(newest).to_contain_text(NAMES[kind])
    link = newest.get_by_role("link", name="Download")
    expect(link).to_be_visible()
    with year.ega.expect_download() as download:
        link.click()
    path = year.folder / f"{kind}.xlsx"
    download.value.save_as(path)
    kept = WorkbookExport.objects.latest("pk")
    assert (kept.kind, kept.sha256) == (kind, hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def compare_response(year: Year, path: Path) -> None:
    """Asked, submitted and responded, of each level and of each ministry and province."""
    lines = table(path, "Response rates")
    for level, name in LEVELS.items():
        submissions = year.round.submissions.filter(agency__audience=level)
        (whole,) = [line for line in lines if (line["Grouped by"], line["Level"]) == ("All", name)]
        assert {head: whole[head] for head in FIGURES} == figures(submissions)
    for head, path_to in {"Ministry": "ministry", "Province": "province"}.items():
        shown = {line["Group"]: line for line in lines if line["Grouped by"] == head}
        places = year.round.submissions.values_list(f"agency__{path_to}__name_en", flat=True)
        assert set(shown) == {place for place in places if place}
        for place, line in shown.items():
            there = year.round.submissions.filter(**{f"agency__{path_to}__name_en": place})
            assert {head: line[head] for head in FIGURES} == figures(there)


FIGURES: Mapping[str, tuple[str, ...]] = {
    "Asked": tuple(State.values),
    "Submitted": (State.WAITING, State.SIGNED),
    "Responded": (State.SIGNED,),
}


def figures(submissions: Any) -> dict[str, int]:
    return {head: submissions.filter(state__in=states).count() for head, states in FIGURES.items()}


def compare_results(year: Year, path: Path) -> None:
    """The score of every agency and node; the mean and n of every ministry and kind of agency."""
    cards = counted(year)
    for card in cards:
        assert scores_in(path, card.version.submission.agency.code) == scores_stored(card)
    for line in table(path, "By Ministry"):
        place = line["Ministry"]
        totals = [card.total for card in cards if place in places_of(card) and card.total is not None]
        assert (line["Agencies scored"], line["n"]) == (len(totals), len(totals))
        assert line["Total score"] == approx(float(mean(totals)))


def compare_items(year: Year, path: Path) -> None:
    """How many departments gave each option of a question, the one that is new this year among them."""
    answers = [json.loads(each.document)["answers"].get(QUESTION) for each in signed(year, "department")]
    lines = [
        line
        for line in table(path, "Items", heads=1)
        if (line["Level"], line["Question"]) == (LEVELS["department"], QUESTION) and line["Option"]
    ]
    assert {line["Option"]: line["n"] for line in lines} == {
        choice.name: answers.count(choice.name)
        for choice in questionnaire_of(year.round).question(QUESTION).choices
    }


def compare_answers(year: Year, path: Path) -> None:
    questionnaire = questionnaire_of(year.round)
    for version in signed(year, "department"):
        stored, told = (
            answers_stored(version, questionnaire),
            answers_in(path, version.submission.agency.code),
        )
        assert {code: told[code] for code in stored} == stored


def compare_journal(year: Year, path: Path) -> None:
    """As many lines of each sort as there are rows; who decided, and from where."""
    lines = table(path, "Journal")
    here = {"submission__round": year.round}
    decisions = AuditEntry.objects.filter(round_code=year.code)
    assert Counter(line["Of which sort"] for line in lines) == {
        "Decisions of EGA": decisions.exclude(action__in=OF_EVIDENCE).count(),
        "Files of evidence": decisions.filter(action__in=OF_EVIDENCE).count(),
        "Steps of submissions": SubmissionEvent.objects.filter(**here).count(),
        "Decisions of reviewers": ReviewDecision.objects.filter(review__submission__round=year.round).count(),
        "Answers": AnswerRevision.objects.filter(**here).count(),
    }
    opened = next(line for line in lines if line["What"] == "Round opened")
    assert (opened["Who"], opened["From where"]) == (year.manager.full_name, "127.0.0.1")


def compare_everything(year: Year, path: Path) -> None:
    compare_response(year, path)
    compare_answers(year, path)
    for card in counted(year):
        assert scores_in(path, card.version.submission.agency.code) == scores_stored(card)


COMPARED: Mapping[Kind, Callable[[Year, Path], None]] = {
    Kind.RESPONSE: compare_response,
    Kind.RESULTS: compare_results,
    Kind.ITEMS: compare_items,
    Kind.ANSWERS: compare_answers,
    Kind.EVERYTHING: compare_everything,
}


def counted(year: Year) -> list[Scorecard]:
    """The scores of the live run for the answers that are signed."""
    cards = live_run(year).scorecards.filter(
        version=F("version__submission__current_version"), version__submission__state=State.SIGNED
    )
    return list(cards.select_related("version__submission__agency__ministry"))


def signed(year: Year, level: str) -> list[SubmissionVersion]:
    return [
        each.current_version
        for each in year.round.submissions.filter(state=State.SIGNED, agency__audience=level)
        if each.current_version
    ]


def places_of(card: Scorecard) -> list[str]:
    """The lines of the sheet of ministries in which it counts."""
    agency = card.version.submission.agency
    return [LEVELS["department"], agency.ministry.name_en] if agency.ministry else []


def table(path: Path, title: str, heads: int = 0) -> Sheet:
    """The rows of a sheet by the names in its head; `heads` rows of codes stand below that."""
    book = load_workbook(path, read_only=True)
    names, *below = book[title].iter_rows(min_row=HEAD, values_only=True)
    book.close()
    return [firsts(names, row) for row in below[heads:]]


def firsts(names: Any, row: Any) -> dict[str, Any]:
    """Of columns with the same name, such as n, the first."""
    found: dict[str, Any] = {}
    for name, cell in zip_longest(names, row):
        found.setdefault(str(name), cell)
    return found

"""The round is put away, and the journal tells the year."""

from playwright.sync_api import expect

from audit.models import AuditEntry
from tests.journeys.year.driver import follow, press, rows, told
from tests.journeys.year.story import Year

TOLD = [
    "Round created from another one",
    "Settings changed",
    "Questionnaire chosen for the round",
    "Round brought up to date with the roster",
    "Round opened",
    "Reminder by mail started",
    "Automatic reminders switched on",
    "More time for a ministry or a province",
    "Round closed",
    "Scoring run started",
    "Figures taken from another scoring run",
    "Scores shown to the agencies",
    "Results released",
    "Round archived",
]
"""What was decided about the round, in order; reviews and workbooks come in between."""


def archive(year: Year) -> None:
    page = year.ega
    with year.step("archive the round"):
        page.goto(f"/manage/rounds/{year.code}/")
        follow(page, "Archive the round")
        press(page, "Archive the round")
        told(page, "The round is archived.")
        page.goto("/manage/rounds/")
        assert len(rows(page)) == 1
        follow(page, "Archived rounds (1)")
        assert [line[1] for line in rows(page)] == ["Archived"]


def read_the_journal(year: Year) -> None:
    page = year.ega
    with year.step("read in the journal who did what, when and from where"):
        number = AuditEntry.objects.filter(round_code=year.code, actor=year.manager).count()
        hers = f"/manage/journal/?source=decision&round={year.code}&person={year.manager.email}"
        shown: list[list[str]] = []
        for part in range(1, number + 1):
            page.goto(f"{hers}&page={part}")
            expect(page.locator("h2.list-title")).to_have_text(f"{number} changes")
            shown += rows(page, "table.journal")
            if len(shown) == number:
                break
        assert {line[1] for line in shown} == {f"{year.manager.full_name} 127.0.0.1"}
        assert [what for line in reversed(shown) for what in TOLD if line[2].startswith(what)] == TOLD
        year.look("journal")

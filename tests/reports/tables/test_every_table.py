"""Every table of EGA's pages can be taken as Excel, and says there what it says on the page."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from agencies.models import Province, Role, RosterImport, User
from agencies.roster.editing import rename
from agencies.roster.importing import keep_import
from agencies.roster.writing import Cause
from scoring.models import ScoringRun
from scoring.services.robustness import compute, request_analysis
from surveys import tasks
from surveys.models import Reminder, Round, Submission
from surveys.questionnaire.vocabulary import Audience
from surveys.reminding.steps import Narrowed, Step, audiences_of, concerned
from surveys.reminding.texts import Texts
from surveys.services.reminders import start_reminder
from surveys.services.round_roster import withdraw
from tests.agencies.inviting.making import invite_one
from tests.agencies.roster_books import add_department, book_of_portal
from tests.people import make_department, make_member
from tests.reports.making import begin, submission_of
from tests.reports.tables.reading import Taken, heads_on, links_of, open_page, read
from tests.rounds import DURING, make_round

pytestmark = pytest.mark.django_db
Context = Any
HERE = "/dashboard/2569/"
TEXTS = Texts("เตือน", "{link}", "Reminder", "{link}")


@dataclass(frozen=True)
class Case:
    """A page; for each of its tables how many rows it has, and what stands in a column of it.

    `split` are heads of the page whose cells are several columns of the file, or a picture.
    """

    address: str
    tables: Mapping[str, tuple[Callable[[Context], int], str, Callable[[Context], list[Any]]]]
    split: set[str] = field(default_factory=set)


def codes(agencies: Callable[[Context], Any]) -> Callable[[Context], list[Any]]:
    return lambda context: [each.code for each in agencies(context)]


def number(value: Any) -> Any:
    """To as many places as both the file and a float keep."""
    return None if value is None else round(float(value), 9)


def means(lines: Any) -> list[Any]:
    return [number(line["mean"].value) for line in lines]


PAGES = {
    "agencies": Case(
        HERE + "agencies/",
        {
            "agencies": (
                lambda c: c["listed"].page.paginator.count,
                "Code",
                codes(lambda c: [row.submission.agency for row in c["listed"].rows]),
            )
        },
    ),
    "contacts": Case(
        HERE + "contacts/",
        {
            "contacts": (
                lambda c: c["listed"].page.paginator.count,
                "E-mail address",
                lambda c: [
                    "\n".join(member.user.email for member in people) or None for _row, people in c["rows"]
                ],
            )
        },
    ),
    "calls": Case(
        HERE + "calls/",
        {
            "calls": (
                lambda c: c["found"].total,
                "Days",
                lambda c: [call.days for call in c["found"].rows],
            )
        },
    ),
    "dashboard": Case(
        HERE + "?by=ministry",
        {
            "groups": (
                lambda c: len(c["groups"]),
                "Asked",
                lambda c: [row.figures.asked for row in c["groups"]],
            ),
            "states": (
                lambda c: len(c["states"]) + 1,
                "Department level",
                lambda c: [row.cells[0][0] for row in c["states"]] + [c["levels"][0].figures.asked],
            ),
            "reached": (
                lambda c: len(c["reached"]),
                "Submitted",
                lambda c: [row.cells[4][1] for row in c["reached"]],
            ),
            "days": (
                lambda c: len(c["course_days"]),
                "Responses so far",
                lambda c: [day.cumulative for day, _share in c["course_days"]],
            ),
            "beside": (
                lambda c: len(c["beside"]),
                "Difference in points",
                lambda c: [number(each.ahead) for _label, each in c["beside"]],
            ),
            "dimensions": (
                lambda c: len(c["dimensions"]) + 1,
                "Department level",
                lambda c: (
                    [number(pairs[0][0].value) if pairs[0][1] else None for _node, pairs in c["dimensions"]]
                    + [number(c["totals"][0][2].total.value)]
                ),
            ),
        },
        split={"On the same day then, 15 Jul 2025", "Agencies asked"},
    ),
    "results": Case(
        HERE + "results/?by=ministry&sort=-total",
        {
            "dimensions": (
                lambda c: len(c["dimensions"]) + 1,
                "Mean",
                lambda c: [*means(c["dimensions"]), number(c["page"].means.total.value)],
            ),
            "indicators": (
                lambda c: sum(len(lines) for _node, lines in c["indicators"]),
                "Mean",
                lambda c: [mean for _node, lines in c["indicators"] for mean in means(lines)],
            ),
            "groups": (
                lambda c: len(c["groups"]),
                "Total score",
                lambda c: [number(cells[0][1].value) for *_group, cells in c["groups"]],
            ),
        },
        split={"Mean scores by dimension", "Mean scores by indicator", "Scored, of asked"},
    ),
    "items": Case(
        HERE + "items/",
        {
            "items": (
                lambda c: sum(
                    len(block.states)
                    + bool(block.rows)
                    + sum(len(part.options) for part in block.choices)
                    + len(block.numbers)
                    + sum(bool(part.label or part.days) for part in block.others)
                    for section in c["sections"]
                    for block in section.blocks
                ),
                "n",
                lambda c: [
                    count
                    for section in c["sections"]
                    for block in section.blocks
                    for count in [
                        *(line.n for line in block.states),
                        *([block.rows.n] if block.rows else []),
                        *(line.n for part in block.choices for line in part.options),
                        *(part.n for part in block.numbers),
                        *(part.n for part in block.others if part.label or part.days),
                    ]
                ],
            )
        },
        split={"State", "Option", "% of all 2", "% of all that responded", "Part", "n of 2", "In percent"}
        | {"% of rows answered", "% of all rows"},
    ),
    "item": Case(
        HERE + "items/data_exchange/?state=not_applicable_declared",
        {
            "agencies": (
                lambda c: c["listed"].page.paginator.count,
                "Code",
                codes(lambda c: [agency for agency, _adds in c["listed"].rows]),
            )
        },
    ),
    "reminders": Case(
        HERE + "reminders/",
        {
            "steps": (
                lambda c: len(c["steps"]),
                "People to be mailed",
                lambda c: [len(found.new) for _step, found in c["steps"]],
            ),
            "sent": (lambda c: len(c["sent"]), "Mails", lambda c: [each[0].total for each in c["sent"]]),
        },
    ),
    "reminder step": Case(
        HERE + "reminders/started/",
        {
            "recipients": (
                lambda c: len(c["found"].new),
                "Address",
                lambda c: [each.user.email for each in c["page"]],
            )
        },
    ),
    "reminder sent": Case(
        HERE + "reminders/sent/{reminder}/",
        {
            "mails": (
                lambda c: c["page"].paginator.count,
                "Address",
                lambda c: [each.address for each in c["page"]],
            )
        },
    ),
    "asking": Case(
        HERE + "asking/",
        {
            "withdrawn": (
                lambda c: len(c["withdrawn"]),
                "Reason",
                lambda c: [each.withdrawn_why for each in c["withdrawn"]],
            )
        },
    ),
    "asking, in preparation": Case(
        "/dashboard/2570/asking/",
        {
            "coming": (lambda c: len(c["plan"].new), "Code", codes(lambda c: c["plan"].new)),
        },
    ),
    "more time": Case(
        HERE + "more-time/?place=ministry-11",
        {
            "more-time": (
                lambda c: len(c["asked"]),
                "Code",
                codes(lambda c: [each.agency for each in c["asked"]]),
            )
        },
    ),
    "people": Case(
        "/manage/people/?sort=-email",
        {
            "people": (
                lambda c: c["listed"].page.paginator.count,
                "E-mail address",
                lambda c: [row.user.email for row in c["listed"].rows],
            )
        },
    ),
    "invitations": Case(
        "/manage/people/invitations/",
        {
            "invitations": (
                lambda c: c["page"].paginator.count,
                "E-mail address",
                lambda c: [each.user.email for each in c["page"]],
            )
        },
    ),
    "roster": Case(
        "/manage/roster/?sort=-code",
        {
            "roster": (
                lambda c: c["listed"].page.paginator.count,
                "Code",
                codes(lambda c: c["listed"].rows),
            )
        },
        split={"Ministry or province"},
    ),
    "roster versions": Case(
        "/manage/roster/versions/",
        {
            "versions": (
                lambda c: c["page"].paginator.count,
                "Version",
                lambda c: [each.number for each in c["page"]],
            )
        },
        split={"When and who"},
    ),
    "roster version": Case(
        "/manage/roster/versions/2/",
        {"changes": (lambda c: c["page"].paginator.count, "Code", codes(lambda c: c["lines"]))},
    ),
    "roster compared": Case(
        "/manage/roster/versions/compared/?from=1&to=2",
        {"changes": (lambda c: c["page"].paginator.count, "Code", codes(lambda c: c["lines"]))},
    ),
    "roster import": Case(
        "/manage/roster/import/{imported}/added/",
        {"changes": (lambda c: c["page"].paginator.count, "Code", codes(lambda c: c["lines"]))},
    ),
    "journal": Case(
        "/manage/journal/",
        {
            "journal": (
                lambda c: c["page"].paginator.count,
                "What",
                lambda c: [line.what for line in c["lines"]],
            )
        },
    ),
    "runs compared": Case(
        HERE + "runs/compared/?before={before}&after={after}",
        {
            "means": (
                lambda c: len(c["means"]),
                "Difference",
                lambda c: [number(line.difference) for line in c["means"]],
            ),
            "agencies": (
                lambda c: c["page"].paginator.count,
                "Difference",
                lambda c: [number(change.difference) for change, *_rest in c["rows"]],
            ),
        },
        split={"n", "Rank"},
    ),
    "robustness": Case(
        HERE + "runs/{after}/robustness/",
        {
            "ranks": (
                lambda c: c["page"].paginator.count,
                "Rank",
                lambda c: [each.rank for each in c["page"]],
            ),
            "choices": (
                lambda c: len(c["found"].choices),
                "Draws",
                lambda c: [draws for _label, draws, _shift in c["found"].choices],
            ),
            "parts": (lambda c: len(c["found"].parts), "n", lambda c: [each.n for each in c["found"].parts]),
            "agreement": (
                lambda c: len(c["found"].consistencies),
                "n",
                lambda c: [each.n for each in c["found"].consistencies],
            ),
        },
        split={"90 % of ranks", "Picture of the interval"},
    ),
}
AT_THE_MOMENT_OF_THE_PAGE = "The moment of every figure here"


@pytest.fixture
def world(rescored_round: Round, manager: User, analyst: User, agency_a, agency_b, ministry, monkeypatch):
    """Something in every table; returns what stands for the names in the addresses."""
    monkeypatch.setattr(tasks.send_reminders, "delay", lambda **_arguments: None)
    version = rescored_round.chosen_questionnaire
    earlier = make_round(version, "2568", year_be=2568, opens_on=_year_before(1), closes_on=_year_before(31))
    Round.objects.filter(pk=earlier.pk).update(state=Round.State.CLOSED)
    earlier.submissions.create(agency=agency_a, asked_count=3)
    make_round(version, "2570", year_be=2570, opens_on=_year_after(1), closes_on=_year_after(31))
    late = make_department("D1199", ministry, name_en="=1+1", name_th="=1+1")
    rescored_round.submissions.create(agency=late, asked_count=3)
    begin(submission_of(rescored_round, late))
    make_member("late.officer", Role.OFFICER, agency=late)
    gone = make_department("D1198", ministry)
    rescored_round.submissions.create(agency=gone, asked_count=3)
    withdraw(submission=submission_of(rescored_round, gone), reason="ยุบ", user=manager, now=DURING)
    _remind(rescored_round, manager)
    invite_one(agency_b, manager, "invited")
    _change_roster(manager)
    run = ScoringRun.objects.get(round=rescored_round, is_live=True)
    analysis, _is_new = request_analysis(run=run, audience=Audience.DEPARTMENT, user=manager, now=DURING)
    compute(analysis_id=analysis.pk, now=DURING)
    before = rescored_round.scoring_runs.exclude(pk=run.pk).get()
    return {
        "before": before.pk,
        "after": run.pk,
        "reminder": Reminder.objects.get().pk,
        "imported": RosterImport.objects.get().pk,
    }


def _year_before(day: int) -> Any:
    return DURING.date().replace(year=2025, day=day)


def _year_after(day: int) -> Any:
    return DURING.date().replace(year=2027, day=day)


def _remind(survey_round: Round, manager: User) -> None:
    to = Narrowed(Submission.objects.of_round(survey_round), {})
    found = audiences_of(concerned(survey_round, Step.NEVER_LOGGED_IN, to.submissions), Step.NEVER_LOGGED_IN)
    start_reminder(
        survey_round=survey_round,
        step=Step.NEVER_LOGGED_IN,
        to=to,
        texts=TEXTS,
        shown=found.digest,
        origin="https://portal.example",
        user=manager,
        now=DURING,
    )


def _change_roster(manager: User) -> None:
    Province.objects.update(map_id="cmi")
    cause = Cause(reason="พ.ร.บ. 2569", user=manager, now=DURING)
    for name in ("One", "First"):
        rename(code="D1101", name_th="กรมหนึ่ง", name_en=f"Department {name}", seen=None, cause=cause)
    data = book_of_portal(lambda book: add_department(book, "D1102", "กรมที่ไม่มีใครเหมือน"))
    keep_import(data=data, file_name="roster.xlsx", user=manager, now=DURING)


def test_the_files_say_what_the_pages_say(client: Client, world, manager: User):
    """One test, because so much has to be there before the first page has anything to show."""
    client.force_login(manager)
    differ = [each for name in PAGES for each in _differences(client, manager, name, PAGES[name], world)]
    assert not differ, differ


def _differences(
    client: Client, manager: User, name: str, case: Case, world: Any
) -> Iterator[tuple[Any, ...]]:
    """What a page and its files do not say alike."""
    page = open_page(client, manager, case.address.format(**world))
    content = page.content.decode()
    links = links_of(content)
    if set(links) != set(case.tables):
        yield name, "links", set(links)
        return
    files = {table: read(client.get(_absolute(page, href))) for table, href in links.items()}
    for table, (count, head, values) in case.tables.items():
        taken, n = files[table], count(page.context)
        if not n or (len(taken.rows), taken.about["Rows"]) != (n, n):
            yield name, table, "rows", n, len(taken.rows)
        cells = [round(cell, 9) if isinstance(cell, float) else cell for cell in taken.column(head)]
        if cells != values(page.context):
            yield name, table, head, values(page.context), cells
    on_page = heads_on(content) - {head for taken in files.values() for head in taken.heads}
    if not on_page <= case.split:
        yield name, "heads", on_page - case.split


def _absolute(page: Any, href: str) -> str:
    return page.request["PATH_INFO"] + href if href.startswith("?") else href


@pytest.mark.parametrize("language", ["th", "en"])
def test_no_formula_and_a_first_sheet_that_says_what_it_is(
    client: Client, world, manager: User, language: str
):
    for case in PAGES.values():
        page = open_page(client, manager, case.address.format(**world), language)
        for table, href in links_of(page.content.decode()).items():
            taken = read(client.get(_absolute(page, href)))
            kinds = {cell.data_type for row in taken.sheet.iter_rows() for cell in row}
            assert "f" not in kinds, table
            assert {"en": "Rows", "th": "รายการ"}[language] in taken.about
            (address,) = (each for each in taken.about.values() if str(each).startswith("http://testserver"))
            assert "table=" not in address
            assert DURING.replace(tzinfo=None) in taken.about.values()


def test_every_link_in_the_templates_is_tried():
    """A table that is added to a page must be added above."""
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    linked = {
        table
        for each in templates
        for table in re.findall(r'table_link\.html" with table="([\w-]+)"', each.read_text())
    }
    tried = {table for case in PAGES.values() for table in case.tables}
    elsewhere = {"figures"}
    assert linked == tried - {"coming", "going"} | elsewhere


@pytest.mark.parametrize("name", ["officer", "ministry_monitor", "analyst", "manager", "stranger"])
def test_who_may_not_see_a_page_gets_no_file_of_it(client: Client, world, people, name: str):
    client.force_login(people[name])
    codes = {each: _codes(client, each, case.address.format(**world)) for each, case in PAGES.items()}
    assert {each: file for each, (_page, file) in codes.items()} == {
        each: page for each, (page, _file) in codes.items()
    }
    assert all(page == 200 for page, _file in codes.values()) is (name == "manager")


def _codes(client: Client, name: str, address: str) -> tuple[int, int]:
    at = {"people": "/manage/tables/people/", "invitations": "/manage/tables/invitations/"}.get(name, address)
    table = next(iter(PAGES[name].tables))
    join = "&" if "?" in at else "?"
    return client.get(address).status_code, client.get(f"{at}{join}table={table}").status_code


def test_a_monitor_takes_only_its_own(client: Client, world, ministry_monitor: User):
    page = open_page(client, ministry_monitor, HERE + "agencies/")
    taken = read(client.get(HERE + "agencies/" + links_of(page.content.decode())["agencies"]))
    assert taken.column("Code") == ["D1101", "D1199"]
    assert "table=dimensions" not in client.get(HERE).content.decode()
    assert client.get(HERE + "?table=dimensions")["Content-Type"].startswith("text/html")


def taken_of(client: Client, user: User, address: str) -> Taken:
    return read(open_page(client, user, address))


def test_a_name_that_looks_like_a_formula_stays_text(client: Client, world, manager: User):
    taken = taken_of(client, manager, HERE + "agencies/?q=D1199&table=agencies")
    assert taken.column("Agency") == ["=1+1"]


def test_what_the_first_sheet_says(client: Client, world, manager: User):
    taken = taken_of(
        client, manager, HERE + "agencies/?q=department&audience=department&sort=-name&page=7&table=agencies"
    )
    assert taken.name == "agencies-2569-2026-07-15.xlsx"
    assert taken.about == {
        "Round": "Round 2569 (2569)",
        "Name or code": "department",
        "Level": "Department level",
        "Order": "Agency, descending",
        "Address of the page": "http://testserver"
        + HERE
        + "agencies/?q=department&audience=department&sort=-name",
        AT_THE_MOMENT_OF_THE_PAGE: DURING.replace(tzinfo=None),
        "Rows": len(taken.rows),
    }


def test_figures_are_numbers_and_dates_are_dates(client: Client, world, manager: User):
    taken = taken_of(client, manager, HERE + "agencies/?q=D1199&table=agencies")
    row = dict(zip(taken.heads, taken.rows[0], strict=True))
    assert (row["Questions answered"], row["Questions asked"]) == (1, 3)
    assert (row["Last activity"], row["Last day"].date()) == (
        DURING.replace(tzinfo=None),
        DURING.date().replace(day=31),
    )
    results = taken_of(client, manager, HERE + "results/?table=dimensions")
    assert str(results.about["Scoring run"]) == f"No. {world['after']}"
    assert {type(value) for value in results.column("Mean")} <= {float, int}


def test_a_table_that_the_page_does_not_have_is_the_page(client: Client, world, manager: User):
    response = open_page(client, manager, HERE + "agencies/?table=nonsense")
    assert response["Content-Type"].startswith("text/html")
    assert links_of(response.content.decode()) == {"agencies": "?table=agencies"}

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from agencies.models import Agency, User
from reports.workbooks import building
from reports.workbooks.answers import answers as sheet_of_answers
from reports.workbooks.building import build
from reports.workbooks.check import WorkbookDiffers
from reports.workbooks.contents import contents
from scoring.models import NodeScore, Scorecard
from scoring.services.scorecards import score_version
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience
from tests.reports.making import BLANK, begin, score, sign, submission_of, submit
from tests.reports.workbooks.making import Noted, built, material_of, named, rows
from tests.rounds import COMPLETE, DURING, LAST_DAY

A, B, OFFICE = "D1101", "D1201", "P5010"
ONE_DAY = dt.timedelta(days=1)
LOCAL, LAST = DURING.replace(tzinfo=None), dt.datetime.combine(LAST_DAY, dt.time.min)
FORMULA = '=HYPERLINK("http://example.com","กด")'


@pytest.fixture
def answered(survey_round: Round, agency_a: Agency, office: Agency, officer: User) -> Round:
    """A and the office are signed and scored by the engine; B is being filled in."""
    for agency in (agency_a, office):
        score_version(version_id=sign(submission_of(survey_round, agency), officer).pk, now=DURING)
    return survey_round


def test_the_sheets(answered: Round, manager: User, tmp_path: Path):
    book = built(tmp_path, answered, manager)
    assert book.sheetnames == [
        "About",
        "Overview",
        "Response rates",
        "By day",
        "Agencies",
        "Scores",
        "Mean scores",
        "Items",
        "Answers Department level",
        "Answers Province level",
        "Rows services",
        "Framework",
        "Codebook",
        "Options",
    ]


def test_tables_stay_in_sight_and_filter(answered: Round, manager: User, tmp_path: Path):
    book = built(tmp_path, answered, manager)
    places = {title: (book[title].freeze_panes, book[title].auto_filter.ref) for title in book.sheetnames[2:]}
    assert places["Agencies"] == ("C3", "A2:U5")
    assert places["Answers Department level"] == ("C4", "A3:AV4")
    assert all(frozen and filtered for frozen, filtered in places.values())


def test_agencies(answered: Round, agency_b: Agency, manager: User, tmp_path: Path):
    begin(submission_of(answered, agency_b), answered=4)
    columns = (
        "Code",
        "State",
        "Responded (1 = yes)",
        "On time (1 = yes)",
        "Questions answered",
        "Started at",
        "Signed at",
        "Last day",
    )
    counts = dict(answered.submissions.values_list("agency__code", "answered_count"))
    assert named(built(tmp_path, answered, manager), "Agencies", *columns) == [
        (A, "Signed", 1, 1, counts[A], LOCAL, LOCAL, LAST),
        (B, "Being filled in", 0, 0, 4, LOCAL, None, LAST),
        (OFFICE, "Signed", 1, 1, counts[OFFICE], LOCAL, LOCAL, LAST),
    ]


def test_scores_are_those_of_the_database_unrounded(answered: Round, manager: User, tmp_path: Path):
    heads, *found = rows(built(tmp_path, answered, manager), "Scores")
    codes = {name.split()[0]: at for at, name in enumerate(heads) if name[0].isdigit()}
    nodes = NodeScore.objects.values_list("scorecard__submission__agency__code", "code", "score")
    assert {
        (row[0], code): row[at] for row in found for code, at in codes.items() if row[at] is not None
    } == {(agency, code): float(score) for agency, code, score in nodes if score is not None}
    assert [row[heads.index("Total score")] for row in found] == [
        float(card.total)
        for card in Scorecard.objects.order_by("submission__agency__code")
        if card.total is not None
    ]


@pytest.mark.parametrize("total", ["57.804123456789", "99.999999999999", "93.563189231849"])
def test_a_score_keeps_all_its_places_and_shows_one(
    survey_round: Round, agency_a: Agency, officer: User, manager: User, tmp_path: Path, total: str
):
    score(sign(submission_of(survey_round, agency_a), officer), total)
    book = built(tmp_path, survey_round, manager)
    cell = book["Scores"].cell(3, [cell.value for cell in book["Scores"][2]].index("Total score") + 1)
    assert (Decimal(str(cell.value)), cell.number_format) == (Decimal(total), "0.0")


def test_unsigned_is_in_the_sheets_and_marked(
    survey_round: Round, agency_a: Agency, officer: User, manager: User, tmp_path: Path
):
    score(submit(submission_of(survey_round, agency_a), officer), "50")
    book = built(tmp_path, survey_round, manager)
    assert named(book, "Scores", "Code", "State", "Responded (1 = yes)", "Total score") == [
        (A, "Waiting for sign-off", 0, 50)
    ]
    assert named(book, "Mean scores", "Group", "Agencies scored", "Total score") == [
        ("All agencies", 0, None),
        ("All agencies", 0, None),
    ]


def test_mean_scores(answered: Round, manager: User, tmp_path: Path):
    columns = ("Level", "Grouped by", "Group", "Agencies scored", "Total score", "3 Back office")
    assert named(built(tmp_path, answered, manager), "Mean scores", *columns) == [
        ("Department level", "All", "All agencies", 1, 42.5, 0),
        ("Department level", "Agency type", "Government department", 1, 42.5, 0),
        ("Department level", "Ministry", "Ministry of Digital Economy", 1, 42.5, 0),
        ("Province level", "All", "All agencies", 1, 53.125, None),
        ("Province level", "Region", "North", 1, 53.125, None),
        ("Province level", "Province", "Chiang Mai", 1, 53.125, None),
        ("Province level", "Kind of provincial office", "Provincial Land Office", 1, 53.125, None),
    ]


def test_means_count_not_stated_apart_from_not_applicable(
    survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User, manager: User, tmp_path: Path
):
    score(sign(submission_of(survey_round, agency_a), officer), "60", {"1": "60", "2": BLANK, "3": BLANK})
    score(sign(submission_of(survey_round, agency_b), officer), "40", {"1": "40", "2": None, "3": BLANK})
    heads, of_departments, *_groups = rows(built(tmp_path, survey_round, manager), "Mean scores")
    at = [heads.index(name) for name in ("1 Policies", "2 Services", "3 Back office")]
    assert {heads[first + 1 : first + 4] for first in at} == {("n", "Not applicable", "Not stated, left out")}
    assert [of_departments[first : first + 4] for first in at] == [
        (50, 2, 0, 0),
        (None, 0, 1, 1),
        (None, 0, 0, 2),
    ]


def test_response_rates(answered: Round, manager: User, tmp_path: Path):
    columns = ("Grouped by", "Group", "Asked", "Responded", "On time", "Response rate")
    assert named(built(tmp_path, answered, manager), "Response rates", *columns)[:4] == [
        ("All", "All agencies", 2, 1, 1, 0.5),
        ("Agency type", "Government department", 2, 1, 1, 0.5),
        ("Ministry", "Ministry of Digital Economy", 1, 1, 1, 1),
        ("Ministry", "Ministry of Energy", 1, 0, 0, 0),
    ]


def test_response_rates_count_every_state(
    answered: Round, agency_b: Agency, officer: User, manager: User, tmp_path: Path
):
    begin(submission_of(answered, agency_b))
    columns = (
        "Level",
        "Grouped by",
        "Group",
        "Asked",
        "Not started",
        "Being filled in",
        "Waiting for sign-off",
    )
    found = named(built(tmp_path, answered, manager), "Response rates", *columns, "Returned for correction")
    assert [row for row in found if row[1] in ("All", "Ministry")] == [
        ("Department level", "All", "All agencies", 2, 0, 1, 0, 0),
        ("Department level", "Ministry", "Ministry of Digital Economy", 1, 0, 0, 0, 0),
        ("Department level", "Ministry", "Ministry of Energy", 1, 0, 1, 0, 0),
        ("Province level", "All", "All agencies", 1, 0, 0, 0, 0),
    ]


def test_by_day_keeps_the_levels_apart(
    survey_round: Round, agency_a: Agency, office: Agency, officer: User, manager: User, tmp_path: Path
):
    sign(submission_of(survey_round, office), officer, at=DURING - ONE_DAY)
    sign(submission_of(survey_round, agency_a), officer)
    heads, *_earlier, yesterday, today = rows(built(tmp_path, survey_round, manager), "By day")
    assert heads[1::3] == tuple(
        f"{who} – Responses" for who in ("All agencies", "Department level", "Province level")
    )
    assert (yesterday[1:], today[1:]) == (
        (1, 1, 0.333333333333, 0, 0, 0, 1, 1, 1),
        (1, 2, 0.666666666667, 1, 1, 0.5, 0, 1, 1),
    )


def test_by_day_ends_today(answered: Round, manager: User, tmp_path: Path):
    *_before, last = rows(built(tmp_path, answered, manager), "By day")
    today = dt.datetime.combine(DURING.date(), dt.time.min)
    assert last == (today, 2, 2, 0.666666666667, 1, 1, 0.5, 1, 1, 1)


STATES = {
    "stated": ({"plan": "finished"}, ("plan.state", "plan"), ("answered", "finished")),
    "a zero is not a blank": (
        {"digital_posts": 0},
        ("digital_posts.state", "digital_posts"),
        ("answered", 0),
    ),
    "says none": ({"plan": "none"}, ("plan.state", "plan"), ("none", "none")),
    "chosen and not": (
        {"topics": ["people"]},
        ("topics.state", "topics.people", "topics.data"),
        ("answered", 1, 0),
    ),
    "not stated": ({"topics": None}, ("topics.state", "topics.people"), ("not_stated", None)),
    "behind a gate": ({"plan": "none"}, ("topics.state", "topics.people"), ("not_applicable", None)),
    "declared": (
        {"digital_posts": {"na": "ยุบแล้ว"}},
        ("digital_posts.state", "digital_posts", "digital_posts.na_reason"),
        ("not_applicable", None, "ยุบแล้ว"),
    ),
    "percentages": ({}, ("budget.state", "budget.equipment", "budget.training"), ("answered", "40", "10")),
    "part of a matrix": (
        {"systems_owner": {"payroll": "own"}},
        ("systems_owner.state", "systems_owner.payroll", "systems_owner.documents"),
        ("answered", "own", None),
    ),
    "rows": ({}, ("services.state", "services.rows", "services.files"), ("answered", 2, 0)),
    "date": (
        {"plan": "finished", "plan_date": "2017-08-01"},
        ("plan_date.state", "plan_date"),
        ("answered", "2017-08-01"),
    ),
    "formula": ({"remark": FORMULA}, ("remark.state", "remark"), ("answered", FORMULA)),
    "no file": ({}, ("policy_file.state", "policy_file.files"), ("not_stated", 0)),
}


@pytest.mark.parametrize("given, columns, cells", STATES.values(), ids=STATES)
def test_answers_keep_their_states_apart(
    survey_round: Round, agency_a: Agency, officer: User, manager: User, given, columns, cells
):
    answers = {name: value for name, value in (COMPLETE | given).items() if value is not None}
    sign(submission_of(survey_round, agency_a), officer, answers=answers)
    table = sheet_of_answers(material_of(survey_round, manager), Audience.DEPARTMENT)
    [row] = table.rows
    by_name = {column.code: cell for column, cell in zip(table.columns, row, strict=True)}
    assert tuple(by_name[column] for column in columns) == cells


def test_answers(answered: Round, manager: User, tmp_path: Path):
    columns = (
        "agency",
        "responded",
        "signed_at",
        "plan",
        "topics.people",
        "topics.services",
        "digital_posts",
        "budget.systems",
    )
    book = built(tmp_path, answered, manager)
    assert named(book, "Answers Department level", *columns, head=2) == [
        (A, 1, LOCAL, "in_preparation", 1, 0, 10, 50)
    ]


def test_text_never_becomes_a_formula(
    survey_round: Round, agency_a: Agency, officer: User, manager: User, tmp_path: Path
):
    Agency.objects.filter(pk=agency_a.pk).update(name_en="+1+1")
    services = [{"service_name": "-1", "online": "yes"}, {"service_name": "@SUM(A1)", "online": "no"}]
    sign(
        submission_of(survey_round, agency_a),
        officer,
        answers=COMPLETE | {"remark": FORMULA, "services": services},
    )
    book = built(tmp_path, survey_round, manager)
    types = Counter(cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row)
    assert set(types) == {"n", "s", "d"}
    assert named(book, "Rows services", "agency_name", "service_name", head=2) == [
        ("+1+1", "-1"),
        ("+1+1", "@SUM(A1)"),
    ]


def test_control_characters_are_left_out(
    survey_round: Round, agency_a: Agency, manager: User, tmp_path: Path
):
    Agency.objects.filter(pk=agency_a.pk).update(name_en="Depart\x07ment\x1b A")
    assert named(built(tmp_path, survey_round, manager), "Agencies", "Agency")[0] == ("Department A",)


@pytest.mark.parametrize(
    "language, name, level, head",
    [("th", "กรม ก", "ระดับกรม", "วันสุดท้าย"), ("en", "Department A", "Department level", "Last day")],
)
def test_language(answered: Round, manager: User, tmp_path: Path, language, name, level, head):
    book = built(tmp_path, answered, manager, language)
    agencies = rows(book, book.sheetnames[4])
    assert (agencies[1][1], agencies[1][2], agencies[0][-1]) == (name, level, head)
    assert (
        book[book.sheetnames[3]]["A3"].number_format
        == {
            "th": "[$-107041E]d mmm yyyy",
            "en": "d mmm yyyy",
        }[language]
    )


def facts(book: Any) -> dict[str, Any]:
    return {row[0]: row[1] for row in rows(book, "About") if row[1] is not None}


def test_about_says_what_was_compared(answered: Round, manager: User, tmp_path: Path):
    said = facts(built(tmp_path, answered, manager))
    assert {name: said[name] for name in ("Checked", "Not compared", "Overdue")} == {
        "Checked": "Every sheet has as many rows as were written into it, "
        "and no cell of the file is a formula.",
        "Not compared": "Single cells, the values of answers, and the sheets of rates and means, "
        "which are made by the same queries as the pages of the portal.",
        "Overdue": "Nothing submitted stands, although the agency’s own last day is over.",
    }
    assert said["Compared"].startswith("The finished file was read again and compared with the database")


def test_about(answered: Round, manager: User, tmp_path: Path):
    said = facts(built(tmp_path, answered, manager))
    run = answered.scoring_runs.get()
    expected = {
        "Round": "Round 2569 (2569)",
        "Origin of the answers": "Given by the agencies",
        "Asked for by": manager.full_name,
        "Questionnaire, SHA-256": answered.chosen_questionnaire.sha256,
        "Questionnaire of the scoring run, SHA-256": run.questionnaire.sha256,
        "Version of the scoring engine": run.engine_version,
        "The moment of every figure here": LOCAL,
        "Department level – agencies asked": 2,
        "Department level – responded and scored": 1,
    }
    assert {name: said.get(name) for name in expected} == expected


def test_nothing_answered(survey_round: Round, manager: User, tmp_path: Path):
    book = built(tmp_path, survey_round, manager)
    assert facts(book)["Scoring run"] == "nothing is scored yet"
    assert [len(rows(book, title)) for title in ("Agencies", "Scores", "Rows services")] == [4, 2, 3]


def test_nothing_asked(survey_round: Round, manager: User, tmp_path: Path):
    survey_round.submissions.all().delete()
    book = built(tmp_path, survey_round, manager)
    assert [len(rows(book, title)) for title in ("Agencies", "Response rates", "Scores")] == [2, 3, 2]


def test_charts(answered: Round, manager: User, tmp_path: Path):
    charts = built(tmp_path, answered, manager)["Overview"]._charts
    assert [type(chart).__name__ for chart in charts] == ["BarChart", "BarChart", "RadarChart"]
    assert {axis.delete for chart in charts for axis in (chart.x_axis, chart.y_axis)} == {False}
    radar = charts[-1]
    assert (radar.type, len(radar.series)) == ("marker", 2)


def test_progress_counts_what_was_promised(answered: Round, manager: User, tmp_path: Path):
    noted = Noted()
    build(tmp_path / "workbook.xlsx", material_of(answered, manager), noted)
    assert noted.rows == noted.expected == 7
    # Once before each sheet is written, and once before it is read.
    assert noted.looks == 28


def lose_a_row(sheet):
    return replace(sheet, rows=list(sheet.rows)[:-1])


def change_a_score(sheet):
    at = [column.code for column in sheet.columns].index("total")
    return replace(sheet, rows=[[*row[:at], Decimal(99), *row[at + 1 :]] for row in sheet.rows])


def blank_a_state(sheet):
    at = [column.code for column in sheet.columns].index("plan.state")
    return replace(sheet, rows=[[*row[:at], "not_stated", *row[at + 1 :]] for row in sheet.rows])


@pytest.mark.parametrize(
    "key, harm, difference",
    [
        ("agencies", lose_a_row, ("agencies", "rows")),
        ("scores", change_a_score, ("scores", "total")),
        ("answers_department", blank_a_state, ("answers_department", "plan.state", "answered")),
        ("rows_services", lose_a_row, ("rows_services", "rows")),
    ],
)
def test_a_file_that_differs_is_refused(
    answered: Round, manager: User, tmp_path: Path, monkeypatch, key, harm, difference
):
    def harmed(material):
        for sheet in contents(material):
            yield harm(sheet) if getattr(sheet, "key", "") == key else sheet

    monkeypatch.setattr(building, "contents", harmed)
    with pytest.raises(WorkbookDiffers) as refused:
        build(tmp_path / "workbook.xlsx", material_of(answered, manager), Noted())
    assert difference in refused.value.names


def test_long_texts_have_the_height_they_need(answered: Round, manager: User, tmp_path: Path):
    about = built(tmp_path, answered, manager)["About"]
    heights = {row[0].value: about.row_dimensions[row[0].row].height for row in about.iter_rows()}
    assert (heights["Round"], heights["State of an answer"]) == (None, 60)

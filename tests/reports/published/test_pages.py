"""The page for everybody, and the agencies behind a figure for EGA alone."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Ministry, User
from reports.views.published_lines import Line
from scoring.models import Release, Scorecard, ScoringRun
from scoring.services.releases import release_results, withdraw_release
from scoring.services.runs import make_live
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import score, score_in, sign, submission_of
from tests.reports.published.making import PLAN, write
from tests.rounds import AFTER, COMPLETE

PAGE = reverse("reports:published", args=["2569"])
POSTS = {
    "code": "department-posts",
    "measure": "sum",
    "arguments": "all_posts digital_posts",
    "printed": "1,217",
    "unit": "count",
}
MEAN = {
    "code": "department-total",
    "dimension": "",
    "measure": "mean",
    "arguments": "total",
    "base": "scored",
    "printed": "57.8",
    "unit": "score",
}
WEIGHT = {
    "code": "province-2",
    "level": "province",
    "dimension": "2",
    "measure": "weight",
    "arguments": "2",
    "base": "",
    "printed": "30",
}
EGA = {"analyst", "manager"}
FOUR = ["D1101", "D1102", "D1103", "D1201"]
WHY = "fewer than 3 agencies"
HOW = [
    (
        {"arguments": "topics people", "base": "applies"},
        "Agencies that chose “People” in “Topics of the plan”",
        "In percent of: agencies asked this question, also those that left it blank",
        "Asked when: “Digital plan” is not “None”",
        "Several answers could be chosen, so shares may add up to more than 100 %",
    ),
    (
        {"dimension": "2", "arguments": "has_services yes", "base": "answered"},
        "Agencies that chose “Yes” in “Gives services to the public”",
        "In percent of: agencies that answered this question",
    ),
    (
        {"dimension": "2", "measure": "rows_with", "arguments": "services online yes no", "base": "rows"},
        "Rows of “The services” with “Yes” or “No” in the column “Online”",
        "In percent of: rows listed",
        "Asked when: “Gives services to the public” is “Yes”",
    ),
    (
        {"dimension": "2", "measure": "rows", "arguments": "services", "base": "answered", "unit": "count"},
        "Rows that the agencies listed in “The services”",
        "Base: agencies that answered this question",
        "Asked when: “Gives services to the public” is “Yes”",
    ),
    (
        {"measure": "state", "arguments": "remark not_stated"},
        "Agencies that left “Remark” blank when they submitted",
        "In percent of: all agencies that have responded",
    ),
    (
        {"measure": "applies", "arguments": "topics"},
        "Agencies that are asked “Topics of the plan”",
        "In percent of: all agencies that have responded",
        "Asked when: “Digital plan” is not “None”",
    ),
    (
        {"measure": "responded", "arguments": "", "base": "asked"},
        "Agencies of this level that have responded",
        "In percent of: agencies that were asked",
    ),
    (
        {"measure": "mean", "arguments": "1.1", "base": "scored", "unit": "score"},
        "Mean of the agencies’ scores in 1.1 “Digital plan”",
        "Base: agencies that have this score",
    ),
    (WEIGHT, "Weight of “Services” as the questionnaire has it"),
]


@pytest.fixture
def closed(answered: Round, agency_a: Agency, ministry: Ministry, officer: User, folder: Path) -> Round:
    """Four departments. The plan is met (50 %), the posts are not (637), the total is (57.75, of three)."""
    more = [make_department("D1102", ministry), make_department("D1103", ministry)]
    add_agencies(survey_round=answered, agencies=more)
    for agency, plan in zip(more, ("in_preparation", "none"), strict=True):
        sign(submission_of(answered, agency), officer, answers=COMPLETE | {"plan": plan})
    for agency in (agency_a, *more):
        version = submission_of(answered, agency).current_version
        assert version
        score(version, "57.75", {"1": "60"})
    write(folder, MEAN, {"note_th": "หมายเหตุ", "note_en": "A note"}, POSTS, WEIGHT)
    Round.objects.filter(pk=answered.pk).update(state=Round.State.CLOSED, is_synthetic=True)
    answered.refresh_from_db()
    return answered


def address(figure: str) -> str:
    return reverse("reports:published_behind", args=["2569", figure])


def opened(client: Client, user: User | None, url: str = PAGE, language: str = "en"):
    if user:
        client.force_login(user)
    client.cookies["django_language"] = language
    return client.get(url)


def released(survey_round: Round) -> Release:
    """Once everybody who has responded is scored."""
    cards = set(Scorecard.objects.counted().values_list("version", flat=True))
    for submission in survey_round.submissions.responded():
        if submission.current_version and submission.current_version_id not in cards:
            score(submission.current_version, None)
    return release_results(survey_round=survey_round, note="final", user=None, now=AFTER)


def all_lines(response) -> list[Line]:
    return [
        line for level in response.context["levels"] for section in level.sections for line in section.lines
    ]


def computed_in(response) -> list[str]:
    """What stands under "From the answers", without links and marks."""
    cells = re.findall(r'data-label="From the answers">(.*?)</td>', text_of(response))
    return [re.sub("<[^>]+>", " ", cell).strip() for cell in cells]


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def lines_of(response) -> dict[str, tuple[str, str, str, str, bool]]:
    return {
        line.comparison.figure.code: (
            line.printed,
            line.computed,
            line.exact,
            line.difference,
            line.comparison.met,
        )
        for line in all_lines(response)
    }


def test_anybody_sees_printed_and_computed_side_by_side(client: Client, closed: Round):
    response = opened(client, None)
    assert lines_of(response) == {
        "department-total": ("57.8", "57.8", "57.750000", "−0.050000", True),
        "department-plan": ("50\u00a0%", "50\u00a0%", "", "0", True),
        "department-posts": ("1,217", "637", "", "−580", False),
        "province-2": ("30\u00a0%", "30\u00a0%", "", "0", True),
    }
    text = text_of(response)
    for part in ("3 of 4 figures met", "These answers are synthetic", "A note", ">3, 12<"):
        assert part in text, part


def test_thai(client: Client, closed: Round):
    text = text_of(opened(client, None, language="th"))
    for part in (
        "ตัวเลขที่เผยแพร่ของปี 2569",
        "ตรงกัน 3 จาก 4 รายการ",
        "คำตอบเหล่านี้เป็นข้อมูลสมมติ",
        "กำลังจัดทำแผน",
        "หน่วยงานที่เลือก “กำลังจัดทำ” ในข้อ “แผนดิจิทัล” · คิดเป็นร้อยละของหน่วยงานทั้งหมดที่ตอบกลับแล้ว",
        "หมายเหตุ",
    ):
        assert part in text, part


@pytest.mark.parametrize(
    "query, codes",
    [
        ("?only=not-met", ["department-posts"]),
        ("?only=other", ["department-total", "department-plan", "department-posts", "province-2"]),
    ],
)
def test_not_met_only(client: Client, closed: Round, query: str, codes: list[str]):
    assert list(lines_of(opened(client, None, PAGE + query))) == codes


def test_every_figure_is_met(client: Client, closed: Round, folder: Path):
    write(folder, {})
    assert "Every figure is met" in text_of(opened(client, None, PAGE + "?only=not-met"))


@pytest.mark.parametrize("row, parts", [(row, parts) for row, *parts in HOW])
def test_how_a_figure_is_computed(
    client: Client, closed: Round, folder: Path, row: dict[str, str], parts: list[str]
):
    write(folder, row)
    assert f"> {' · '.join(parts)} <" in text_of(opened(client, None))


def test_who_sees_the_agencies(client: Client, closed: Round, people: dict[str, User]):
    """Everybody gets the figures; names, codes and the way to them only EGA's staff."""
    url = address("department-plan")
    assert opened(client, None, url).status_code == 302
    assert url not in opened(client, None).content.decode()
    for name, user in people.items():
        page = opened(client, user)
        assert (page.status_code, url in page.content.decode()) == (200, name in EGA), name
        found = opened(client, user, url)
        assert found.status_code == (200 if name in EGA else 404), name
        assert ("agency-table" in found.content.decode()) == (name in EGA), name


@pytest.mark.parametrize(
    "code, head, rows",
    [
        ("department-plan", "", [("D1101", ""), ("D1102", "")]),
        (
            "department-posts",
            "Number given",
            [(code, "7" if code == "D1201" else "210") for code in FOUR],
        ),
        ("department-total", "Score", [("D1101", "57.75"), ("D1102", "57.75"), ("D1103", "57.75")]),
    ],
)
def test_the_agencies_behind_a_figure(
    client: Client, closed: Round, analyst: User, code: str, head: str, rows: list[tuple[str, str]]
):
    listed = opened(client, analyst, address(code)).context["listed"]
    assert (listed.amount, [(agency.code, adds) for agency, adds in listed.rows]) == (head, rows)
    assert listed.total == len(rows)


@pytest.mark.parametrize(
    "q, codes",
    [
        ("department b", ["D1201"]),
        ("กรม  ข", ["D1201"]),
        ("D1", FOUR),
        ("nobody", []),
    ],
)
def test_searching_the_agencies(client: Client, closed: Round, analyst: User, q: str, codes: list[str]):
    response = opened(client, analyst, f"{address('department-posts')}?q={q}")
    assert [agency.code for agency, _adds in response.context["listed"].rows] == codes
    assert ("No agency fits" in text_of(response)) == (not codes)


def test_agencies_page_by_page(client: Client, closed: Round, analyst: User, ministry, officer: User):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(50)]
    add_agencies(survey_round=closed, agencies=agencies)
    for agency in agencies:
        sign(submission_of(closed, agency), officer)
    page = opened(client, analyst, address("department-plan") + "?page=2").context["listed"].page
    assert (page.number, [agency.code for agency in page], page.paginator.count) == (
        2,
        ["D8048", "D8049"],
        52,
    )


@pytest.mark.parametrize("code", ["department-nothing", "province-2"])
def test_figures_without_agencies(client: Client, closed: Round, analyst: User, code: str):
    assert opened(client, analyst, address(code)).status_code == 404


def test_while_the_round_is_open_it_is_for_ega(client: Client, closed: Round, officer: User, analyst: User):
    Round.objects.update(state=Round.State.OPEN)
    for user in (None, officer):
        response = opened(client, user)
        assert "There are no answers to compute from yet" in text_of(response)
        assert "levels" not in response.context
    assert "3 of 4 figures met" in text_of(opened(client, analyst))


@pytest.mark.parametrize("change", [{"code": "2500"}, {"state": "preparing"}])
def test_no_such_round(client: Client, closed: Round, change: dict[str, str]):
    Round.objects.filter(pk=closed.pk).update(**change)
    assert "There are no answers to compute from yet" in text_of(opened(client, None))


def test_nobody_has_responded(client: Client, closed: Round, analyst: User):
    closed.submissions.update(state="draft")
    assert "There are no answers to compute from yet" in text_of(opened(client, None))
    assert opened(client, analyst, address("department-plan")).status_code == 404


def test_another_questionnaire(client: Client, closed: Round, folder: Path):
    write(folder, {"arguments": "other yes"})
    assert "There are no answers to compute from yet" in text_of(opened(client, None))


def test_no_such_report(client: Client, closed: Round, analyst: User):
    assert opened(client, None, reverse("reports:published", args=["2500"])).status_code == 404
    url = reverse("reports:published_behind", args=["2500", PLAN["code"]])
    assert opened(client, analyst, url).status_code == 404


def test_no_browser_or_proxy_keeps_old_figures(client: Client, closed: Round):
    assert "no-store" in opened(client, None).headers["Cache-Control"]


def test_real_answers_are_not_called_synthetic(client: Client, closed: Round, analyst: User):
    Round.objects.update(is_synthetic=False)
    text = text_of(opened(client, analyst))
    assert ("3 of 4 figures met" in text, "synthetic" in text) == (True, False)


def test_real_answers_are_known_once_they_are_released(
    client: Client, closed: Round, officer: User, analyst: User
):
    """And no longer than the release stands. Six decimals would undo what rounding hides."""
    Round.objects.update(is_synthetic=False)
    for user in (None, officer):
        assert "levels" not in opened(client, user).context
    assert "3 of 4 figures met" in text_of(opened(client, analyst))
    client.logout()

    release = released(closed)
    exact = {code: line[2:4] for code, line in lines_of(opened(client, None)).items()}
    assert exact == dict.fromkeys(exact, ("", ""))
    assert "results released" in text_of(opened(client, None))

    withdraw_release(release=release, reason="wrong", user=None, now=AFTER)
    assert "levels" not in opened(client, None).context


def test_everybody_reads_the_means_that_were_released(
    client: Client, closed: Round, agency_a: Agency, analyst: User
):
    """EGA's staff those of the live run."""
    run = released(closed).run
    other = ScoringRun.objects.create(
        round=closed,
        questionnaire=closed.chosen_questionnaire,
        engine_version="2",
        reason="x",
        state=ScoringRun.State.FINISHED,
        created_at=AFTER,
        touched_at=AFTER,
        finished_at=AFTER,
    )
    for card in run.scorecards.select_related("version"):
        score_in(other, card.version, "60", {"1": "60"})
    make_live(run=other, user=None, now=AFTER)
    assert lines_of(opened(client, None))["department-total"][1] == "57.8"
    assert lines_of(opened(client, analyst))["department-total"][1] == "60.0"


@pytest.mark.parametrize(
    "row, n",
    [
        ({"arguments": "topics people", "base": "applies"}, "< 3"),
        (POSTS | {"arguments": "digital_posts"}, "4"),
        ({"measure": "rows", "arguments": "services", "base": "responded", "unit": "count"}, "4"),
        (MEAN, "< 3"),
    ],
)
def test_what_one_or_two_have_said_is_for_ega(
    client: Client, closed: Round, officer: User, analyst: User, folder: Path, row: dict[str, str], n: str
):
    """Not the figure, and not whether it is met: the printed one is known."""
    for agency in Agency.objects.filter(code__in=["D1102", "D1103"]):
        version = submission_of(closed, agency).current_version
        assert version
        answers = json.loads(version.document)["answers"]
        fewer = {name: answers[name] for name in answers if name not in {"digital_posts", "services"}}
        sign(submission_of(closed, agency), officer, answers=fewer)
    write(folder, row, WEIGHT)
    page = opened(client, None)
    [line] = [each for each in all_lines(page) if each.why]
    assert (line.hidden, line.why, page.context["met"], len(page.context["found"])) == (True, WHY, 1, 1)
    text = text_of(page)
    assert (f"* {WHY}" in text, f'data-label="n">{n.replace("< ", "&lt;&nbsp;")}<' in text) == (True, True)
    assert "1 figure is not shown" in text
    assert computed_in(page) == [f"* {WHY}", "30 %"]
    assert list(lines_of(opened(client, None, PAGE + "?only=not-met"))) == []
    assert computed_in(opened(client, analyst))[0].startswith(line.computed.replace("\u00a0", " "))
    assert f"* only EGA sees this: {WHY}" in text_of(opened(client, analyst))


def test_every_page_leads_to_the_figures_of_2560(client: Client, db: None):
    assert f'href="{reverse("reports:published", args=["2560"])}"' in text_of(client.get("/login/"))


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow(
    client: Client,
    closed: Round,
    ministry,
    officer: User,
    analyst: User,
    more: int,
    django_assert_num_queries,
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=closed, agencies=agencies)
    for agency in agencies:
        sign(submission_of(closed, agency), officer)
    opened(client, analyst)
    with django_assert_num_queries(13):
        client.get(PAGE)
    with django_assert_num_queries(15):
        client.get(address("department-plan"))

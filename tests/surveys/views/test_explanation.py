"""How a score came about: who may read it, and that the page adds up."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from scoring.engine.advice import improvements
from scoring.services.runs import make_live, score_chunk, start_run
from scoring.services.scorecards import score_version
from surveys.services.rounds_scores import show_scores
from surveys.views import explanation_steps
from tests.reviews import make_decision, make_review
from tests.rounds import answer, complete_and_submit
from tests.surveys.views.pages import BASE

pytestmark = pytest.mark.django_db

PAGE = BASE + "score/explained/"


@pytest.fixture
def get(client):
    client.cookies["django_language"] = "en"

    def get(user):
        client.force_login(user)
        return client.get(PAGE)

    return get


@pytest.fixture
def scored(submitted):
    return score_version(version_id=submitted.current_version_id, now=timezone.now())


@pytest.fixture
def shown(scored, manager):
    show_scores(survey_round=scored.submission.round, user=manager, now=timezone.now())
    return scored


def test_before_ega_shows_scores_the_agency_is_told_so(get, scored, officer):
    response = get(officer)
    assert (response.status_code, response["Location"]) == (302, BASE + "score/")


def test_ega_reads_it_before(get, scored, analyst):
    assert "42.5" in get(analyst).content.decode()


@pytest.mark.parametrize("stranger", ["other_officer", "ministry_monitor", "office_officer"])
def test_a_stranger_finds_nothing(get, shown, stranger, request):
    assert "42.500" in get(request.getfixturevalue("officer")).content.decode()
    assert get(request.getfixturevalue(stranger)).status_code == 404


def column(html, label):
    """The numbers of the cells that are labelled so."""
    cells = re.findall(rf'<td class="num" data-label="{label}">([^<]*)</td>', html)
    return [Fraction(cell.replace("–", "0").replace("\u00a0%", "").replace(",", "")) for cell in cells]


def test_what_the_questions_add_makes_the_total(get, shown, officer):
    html = get(officer).content.decode()
    # 1.1: plan 50 · 1/3 and topics 50 · 2/3, at 0.5 · 0.6 of the total; 1.2: posts 50 and budget 75, at 0.2;
    # 2.1: services 50, at 0.3; 3.1: nothing stated, at 0.2.
    assert column(html, "Adds") == [5, 10, 5, Fraction("7.5"), 15, 0, 0]
    assert "Total: the sum of what all questions add" in html
    assert '<strong class="num">42.500</strong>' in html


def test_every_question_says_why(get, shown, officer):
    html = get(officer).content.decode()
    whys = re.findall(r'<p class="explained-why">([^<]*)</p>', html)
    assert whys == [
        "“In preparation” earns 50 points.",
        "2 options chosen; 4 is the full mark.",
        "10 out of 200; a ratio of 0.1 is the full mark.",
        "The weighted percentages add up to 60; 80 is the full mark.",
        "The mean over all rows, 2 in number.",
        "Not stated, so it is left out and its weight is shared out.",
        "Not stated, which counts as 0.",
    ]


def test_parts_say_what_was_chosen_in_them(get, submission, officer, analyst):
    now = timezone.now()
    answer(submission, officer, now, systems_owner={"payroll": "central"})
    complete_and_submit(submission, officer, now)
    score_version(version_id=submission.current_version_id, now=now)
    html = get(analyst).content.decode()
    assert re.findall(r'<li[^>]*><span>([^<]*)</span> <span class="num">([^<]*)</span></li>', html) == [
        ("Equipment · 40\xa0% × 0", "0.000"),
        ("Systems · 50\xa0% × 1", "50.000"),
        ("Training · 10\xa0% × 1", "10.000"),
        ("1. ขออนุญาต", "100.000"),
        ("Online · Yes", "100.000"),
        ("2. ร้องเรียน", "0.000"),
        ("Online · No", "0.000"),
        ("Payroll · Central system", "80.000"),
        ("Documents · –", "0.000"),
    ]


def test_what_would_raise_it_stands_in_order(get, shown, officer):
    steps = get(officer).context["steps"]
    assert [(line.label, line.item, line.change, line.gain) for line in steps[:3]] == [
        ("The services", "", "", Fraction(15)),
        ("Back-office systems", "Payroll", "Own system", Fraction(10)),
        ("Back-office systems", "Documents", "Own system", Fraction(10)),
    ]


def test_in_thai_it_speaks_thai(client, shown, officer):
    client.force_login(officer)
    html = client.get(PAGE).content.decode()
    assert "“กำลังจัดทำ” ได้ 50 คะแนน" in html


@pytest.fixture
def computed(monkeypatch):
    """How often the engine was asked for the steps."""
    asked = []

    def counting(*arguments):
        asked.append(arguments)
        return improvements(*arguments)

    monkeypatch.setattr(explanation_steps, "improvements", counting)
    cache.clear()
    return asked


def test_steps_are_computed_once_for_all_readers_and_languages(
    client, get, shown, officer, analyst, computed
):
    english = get(officer).context["steps"]
    assert get(analyst).context["steps"] == english
    client.cookies["django_language"] = "th"
    thai = client.get(PAGE).context["steps"]
    assert [line.gain for line in thai] == [line.gain for line in english]
    assert (thai[0].label, english[0].label) == ("รายการบริการ", "The services")
    assert len(computed) == 1


def test_no_step_is_kept_as_well(get, shown, officer, computed, monkeypatch):
    monkeypatch.setattr(explanation_steps, "improvements", lambda *_arguments: computed.append(1) or ())
    assert [get(officer).context["steps"] for _time in range(2)] == [[], []]
    assert computed == [1]


@pytest.mark.parametrize("newer", ["run", "engine"])
def test_other_scores_have_steps_of_their_own(get, shown, officer, computed, monkeypatch, newer):
    get(officer)
    if newer == "engine":
        monkeypatch.setattr(explanation_steps, "ENGINE_VERSION", "2")
    else:
        run = start_run(
            survey_round=shown.submission.round,
            questionnaire=shown.run.questionnaire,
            reason="again",
            user=None,
            now=timezone.now(),
        )
        score_chunk(run_id=run.pk, version_ids=[shown.version_id], now=timezone.now())
        make_live(run=run, user=None, now=timezone.now())
    get(officer)
    assert len(computed) == 2


def test_without_a_cache_they_are_computed(get, shown, officer, computed, monkeypatch):
    def away(*_arguments):
        raise RedisError

    steps = get(officer).context["steps"]
    monkeypatch.setattr(cache, "get", away)
    assert get(officer).context["steps"] == steps
    assert len(computed) == 2


def test_it_costs_few_queries(client, get, shown, officer, django_assert_num_queries):
    get(officer)
    with django_assert_num_queries(8):
        client.get(PAGE)


@pytest.fixture
def adjusted(shown, analyst):
    """The same score, with two questions adjusted in the run that is in use now."""
    now = timezone.now()
    review = make_review(shown.version, analyst, finished_at=now, outcome="adjusted")
    make_decision(review, "plan", "0")
    make_decision(review, "systems_owner", "62.5")
    run = start_run(
        survey_round=shown.submission.round,
        questionnaire=shown.run.questionnaire,
        reason="reviewed",
        user=None,
        now=now,
        adjusted_until=now,
    )
    score_chunk(run_id=run.pk, version_ids=[shown.version_id], now=now)
    make_live(run=run, user=None, now=now)
    return run.scorecards.get()


def test_both_steps_of_an_adjustment_stand_and_no_reviewer(get, adjusted, officer, analyst):
    page = " ".join(get(officer).content.decode().split())
    assert "adjusted the scores of 2 questions" in page
    assert (
        "The answer alone gives 50.000 points. “In preparation” earns 50 points.</p>"
        ' <p class="explained-why explained-why--adjusted"><strong>Adjusted</strong>'
        " EGA’s review set the score to 0: หลักฐานเป็นร่าง</p>"
    ) in page
    assert "The answer alone gives 0.000 points. Not stated, which counts as 0.</p>" in page
    assert "set the score to 62.5: หลักฐานเป็นร่าง" in page
    assert analyst.full_name not in page


def test_the_points_add_up_with_adjustments(get, adjusted, officer):
    context = get(officer).context
    indicators = [node for dimension in context["dimensions"] for node in dimension.nodes]
    adds = [line.counts.adds for node in indicators for line in node.questions]
    # 42.5 without; plan loses 50 · 0.1, systems_owner gains 62.5 · 0.2.
    assert sum(adds) == context["total"] == Fraction(50)


def test_what_is_adjusted_is_no_step(get, adjusted, officer):
    context = get(officer).context
    assert "Digital plan" not in {line.label for line in [*context["steps"], *context["more_steps"]]}
    assert "Questions that EGA has adjusted are not among these" in get(officer).content.decode()


@pytest.mark.parametrize("name", ["officer", "analyst"])
def test_the_page_of_the_score_lists_what_was_adjusted(client, get, adjusted, name, request, analyst):
    get(request.getfixturevalue(name))
    page = client.get(BASE + "score/" if name == "officer" else "/dashboard/2569/agencies/D1101/")
    lines = [(line.label, line.by_answer, line.score, line.reason) for line in page.context["adjusted_lines"]]
    assert lines == [
        ("Digital plan", 50, 0, "หลักฐานเป็นร่าง"),
        ("Back-office systems", 0, Decimal("62.5"), "หลักฐานเป็นร่าง"),
    ]
    section = page.content.decode().partition('id="adjusted-title"')[2].partition("</section>")[0]
    assert "62.5" in section
    assert analyst.full_name not in section


def test_without_adjustments_nothing_is_said_of_them(client, get, shown, officer):
    pages = [get(officer), client.get(BASE + "score/")]
    assert [word for page in pages for word in ("djusted", "review") if word in page.content.decode()] == []

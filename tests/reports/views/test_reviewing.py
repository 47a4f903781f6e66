"""The pages of EGA's reviewers: the queue, one review, and how it ends."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Ministry, User
from audit.models import AuditEntry
from scoring.services.scorecards import score_version
from surveys.models import Review, ReviewDecision, Round, Submission
from surveys.services.reviewing import put_back, take
from surveys.services.reviewing_finish import finish
from surveys.services.rounds import add_agencies
from surveys.services.submitting import return_for_correction
from tests.people import make_department
from tests.reviews import decide, submit_with_evidence
from tests.rounds import AFTER, DURING, complete_and_submit

WHY = "แผนยังไม่ได้ประกาศใช้"
CORRECT = {"seen": "0", "kind": "to_correct", "reason": WHY}
A_DAY = dt.timedelta(days=1)
Open = Callable[..., Any]


def address(name: str, *parts: str) -> str:
    return reverse(f"reports:{name}", args=["2569", *parts])


@pytest.fixture
def visit(client: Client, analyst: User) -> Open:
    """visit(name, *parts, user=, query=, data=): reads the page, or sends `data`, as the analyst."""

    def go(
        name: str, *parts: str, user: User = analyst, query: str = "", data: dict[str, Any] | None = None
    ) -> Any:
        client.force_login(user)
        client.cookies["django_language"] = "en"
        url = address(name, *parts) + query
        return client.get(url) if data is None else client.post(url, data)

    return go


@pytest.fixture
def review(submitted: Submission, analyst: User) -> Review:
    return take(submission=submitted, user=analyst, now=DURING)


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def listed(response: Any) -> list[tuple[str, str, str]]:
    return [
        (
            row.submission.agency.code,
            row.state.value,
            row.review.reviewer.email.partition("@")[0] if row.review else "",
        )
        for row in response.context["found"].rows
    ]


PAGES = {"reviews": (), "review": ("D1101",)}
POSTS = {
    "review_next": (),
    "review_take": ("D1101",),
    "review_put_back": ("D1101",),
    "review_decide": ("D1101", "plan"),
    "review_finish": ("D1101",),
    "review_hand_over": ("D1101",),
    "review_reopen": ("D1101",),
}


@pytest.mark.parametrize("name", [*PAGES, *POSTS])
def test_only_egas_staff_review(review: Review, people: dict[str, User], visit: Open, name: str) -> None:
    parts, data = (PAGES | POSTS)[name], None if name in PAGES else {"review": str(review.pk)}
    others = {"analyst", "manager"}

    found = {who: visit(name, *parts, user=user, data=data).status_code for who, user in people.items()}

    assert {who for who, status in found.items() if status != 404} - {"analyst"} == {"manager"}
    assert {found[who] for who in found if who not in others} == {404}
    assert Review.objects.get() == review
    if name == "review_hand_over":
        assert found["analyst"] == 403, "only managers hand over"


@pytest.mark.parametrize("name", POSTS)
def test_nothing_happens_by_opening_an_address(review: Review, visit: Open, name: str) -> None:
    response = visit(name, *POSTS[name])

    page = "reviews" if name == "review_next" else "review"
    anchor = "#q-plan" if name == "review_decide" else ""
    assert response.headers["Location"] == address(page, *POSTS[name][:1]) + anchor
    assert not ReviewDecision.objects.exists()


def test_a_review_needs_the_token_of_the_page(submitted: Submission, analyst: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(analyst)

    assert client.post(address("review_take", "D1101")).status_code == 403
    assert not Review.objects.exists()


@pytest.fixture
def queue(submitted: Submission, ministry: Ministry, people: dict[str, User]) -> Round:
    """A is held by the analyst; B waits; the office has no evidence; C was adjusted by the manager."""
    survey_round, officer, manager = submitted.round, people["officer"], people["manager"]
    agency_c = make_department("D1102", ministry, name_en="Department C", name_th="กรม ค")
    add_agencies(survey_round=survey_round, agencies=[agency_c])
    asked = {each.agency.code: each for each in survey_round.submissions.with_agency()}
    submit_with_evidence(asked["D1201"], people["other_officer"], "plan", now=DURING - A_DAY)
    complete_and_submit(asked["P5010"], people["office_officer"])
    submit_with_evidence(asked["D1102"], officer, "plan", now=DURING - 2 * A_DAY)
    done = take(submission=asked["D1102"], user=manager, now=DURING)
    decide(done, "plan", "adjusted", score=Decimal(10), reason=WHY)
    finish(review=done, user=manager, now=DURING)
    take(submission=submitted, user=people["analyst"], now=DURING)
    return survey_round


ROW_A, ROW_B = ("D1101", "held", "analyst"), ("D1201", "to_review", "")
ROW_C, ROW_OFFICE = ("D1102", "adjusted", "manager"), ("P5010", "to_review", "")


@pytest.mark.parametrize(
    "query, rows",
    [
        ("", [ROW_C, ROW_B, ROW_A]),
        ("?sort=-submitted", [ROW_A, ROW_B, ROW_C]),
        ("?sort=code", [ROW_A, ROW_C, ROW_B]),
        ("?sort=name", [ROW_A, ROW_B, ROW_C]),
        ("?state=to_review", [ROW_B]),
        ("?state=adjusted", [ROW_C]),
        ("?evidence=without", [ROW_OFFICE]),
        ("?evidence=all&sort=-code", [ROW_OFFICE, ROW_B, ROW_C, ROW_A]),
        ("?audience=province", []),
        ("?evidence=all&province=50", [ROW_OFFICE]),
        ("?ministry=12", [ROW_B]),
        ("?q=กรม ค", [ROW_C]),
        ("?sort=nothing&page=x", [ROW_C, ROW_B, ROW_A]),
    ],
)
def test_the_queue_as_the_address_asks_for_it(
    queue: Round, visit: Open, query: str, rows: list[tuple[str, str, str]]
) -> None:
    assert listed(visit("reviews", query=query)) == rows


def test_whose(queue: Round, visit: Open, analyst: User, manager: User) -> None:
    assert listed(visit("reviews", query=f"?whose={analyst.pk}")) == [ROW_A]
    assert listed(visit("reviews", query=f"?whose={manager.pk}")) == [ROW_C]
    assert listed(visit("reviews", query="?whose=999")) == [ROW_C, ROW_B, ROW_A], "no choice limits nothing"


def test_the_counts_agree_with_the_lists_behind_them(queue: Round, visit: Open) -> None:
    for query in ("?", "?evidence=all&", "?ministry=11&"):
        counts = visit("reviews", query=query).context["found"].counts
        lists = {state: len(listed(visit("reviews", query=f"{query}state={state}"))) for state in counts}
        assert lists == counts
        assert sum(counts.values()) == len(listed(visit("reviews", query=query)))


@pytest.mark.parametrize("more", [0, 2])
def test_the_queue_takes_as_many_queries_for_many(
    submitted: Submission,
    ministry: Ministry,
    officer: User,
    visit: Open,
    more: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(more):
        agency = make_department(f"D9{number:03}", ministry)
        add_agencies(survey_round=submitted.round, agencies=[agency])
        submit_with_evidence(Submission.objects.get(agency=agency), officer, "plan", now=DURING)
    visit("reviews")
    with django_assert_num_queries(20):
        assert len(listed(visit("reviews"))) == more + 1


def test_the_next_one_is_who_submitted_first_under_the_filters(
    queue: Round, visit: Open, other_submission: Submission
) -> None:
    nothing = visit("review_next", query="?ministry=11", data={})
    assert nothing.headers["Location"] == address("reviews")

    response = visit("review_next", data={})

    assert response.headers["Location"] == address("review", "D1201")
    assert Review.objects.held().filter(submission=other_submission).exists()


def test_taking_what_another_one_holds(review: Review, visit: Open, manager: User, analyst: User) -> None:
    response = visit("review_take", "D1101", user=manager, data={})

    page = visit("review", "D1101", user=manager)
    assert response.headers["Location"] == address("review", "D1101")
    assert f"{analyst.full_name} has been reviewing this submission since" in text(page)
    assert "Save this decision" not in text(page)
    assert Review.objects.get().reviewer == analyst


def test_the_page_shows_answer_evidence_and_score(review: Review, submitted: Submission, visit: Open) -> None:
    score_version(version_id=review.version_id, now=DURING)
    page = visit("review", "D1101")

    file = submitted.evidence.get(question="plan")
    download = reverse("surveys:evidence_download", args=["2569", "D1101", file.pk])
    assert f'<a href="{download}">{file.name}</a>' in page.content.decode()
    assert "Digital plan In preparation" in text(page)
    assert "Scores 50.0 of 100 as answered." in text(page)
    assert [entry.said.name for _chapter, entries in page.context["chapters"] for entry in entries] == [
        "plan",
        "services",
    ]
    everything = visit("review", "D1101", query="?all")
    names = [entry.said.name for _chapter, entries in everything.context["chapters"] for entry in entries]
    assert names == [
        "plan",
        "topics",
        "remark",
        "all_posts",
        "digital_posts",
        "budget",
        "has_services",
        "services",
        "citizen_survey",
        "systems_owner",
        "policy_file",
    ]


@pytest.mark.parametrize(
    "data, decided",
    [
        ({"kind": "accepted", "reason": ""}, ("accepted", None, "")),
        ({"kind": "accepted", "option": "0", "score": "12"}, ("accepted", None, "")),
        ({"kind": "to_correct", "reason": WHY}, ("to_correct", None, WHY)),
        ({"kind": "adjusted", "reason": WHY, "score": "62.5"}, ("adjusted", Decimal("62.50"), WHY)),
        ({"kind": "adjusted", "reason": WHY, "option": "1"}, ("adjusted", Decimal("50.00"), WHY)),
        (
            {"kind": "adjusted", "reason": WHY, "option": "1", "score": "50"},
            ("adjusted", Decimal("50.00"), WHY),
        ),
    ],
)
def test_deciding(review: Review, visit: Open, data: dict[str, str], decided: tuple[Any, ...]) -> None:
    response = visit("review_decide", "D1101", "plan", data={"seen": "0", **data})

    assert response.headers["Location"] == address("review", "D1101") + "#q-plan"
    row = ReviewDecision.objects.get()
    assert (row.kind, row.score, row.reason) == decided


@pytest.mark.parametrize(
    "data, wrong",
    [
        ({}, "Choose what you decide."),
        ({"kind": "to_correct", "reason": " "}, "Say what has to be corrected, so that the agency knows."),
        ({"kind": "adjusted", "score": "5"}, "Say why the score is adjusted, so that the agency knows."),
        ({"kind": "adjusted", "reason": WHY}, "Say with which score the question shall count."),
        ({"kind": "adjusted", "reason": WHY, "score": "101"}, "Give a score from 0 to 100."),
        ({"kind": "adjusted", "reason": WHY, "score": "-1"}, "Give a score from 0 to 100."),
        ({"kind": "adjusted", "reason": WHY, "score": "1.234"}, "Give at most two decimals."),
        ({"kind": "adjusted", "reason": WHY, "score": "half"}, "Give the score as a number from 0 to 100"),
        (
            {"kind": "adjusted", "reason": WHY, "score": "5", "option": "1"},
            "You chose an option and typed another score. Keep one of them.",
        ),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    review: Review, visit: Open, data: dict[str, str], wrong: str
) -> None:
    response = visit("review_decide", "D1101", "plan", data={"seen": "0", **data})

    assert response.status_code == 422
    assert wrong in text(response)
    assert data.get("reason", "").strip() in response.content.decode()
    assert not ReviewDecision.objects.exists()


def test_a_question_without_a_score_cannot_be_adjusted(review: Review, visit: Open) -> None:
    page = visit("review", "D1101", query="?all")
    forms = {each.said.name: each.form for _chapter, entries in page.context["chapters"] for each in entries}
    assert "score" not in forms["remark"].fields
    response = visit(
        "review_decide",
        "D1101",
        "remark",
        data={"seen": "0", "kind": "adjusted", "score": "5", "reason": WHY},
    )
    assert response.status_code == 422
    assert visit("review_decide", "D1101", "nothing", data={"kind": "accepted"}).status_code == 404


def test_of_two_tabs_the_later_one_sees_both_decisions(review: Review, visit: Open) -> None:
    visit("review_decide", "D1101", "plan", data={"seen": "0", "kind": "accepted"})

    response = visit(
        "review_decide", "D1101", "plan", data={"seen": "0", "kind": "to_correct", "reason": WHY}
    )

    assert response.status_code == 409
    assert "Another decision on this question was saved since you opened the page" in text(response)
    assert WHY in text(response)
    again = {"seen": "1", "kind": "to_correct", "reason": WHY}
    assert 'name="seen" value="1"' in response.content.decode()
    assert visit("review_decide", "D1101", "plan", data=again).status_code == 302


def test_what_was_typed_for_a_review_that_is_gone_is_shown(
    review: Review, visit: Open, analyst: User, manager: User
) -> None:
    put_back(review=review, user=analyst, now=DURING)
    take(submission=review.submission, user=manager, now=DURING)

    response = visit(
        "review_decide", "D1101", "plan", data={"seen": "0", "kind": "to_correct", "reason": WHY}
    )

    assert response.status_code == 409
    assert f"{manager.full_name} is reviewing this submission now." in text(response)
    assert WHY in text(response)
    assert not ReviewDecision.objects.exists()


def test_finishing_says_what_is_undecided_then_what_it_does(review: Review, visit: Open) -> None:
    decide(review, "plan")
    page = visit("review", "D1101")
    assert "1 question with evidence is not decided yet: 2.1.2 The services" in text(page)
    refused = visit("review_finish", "D1101", data={"review": str(review.pk)})
    assert refused.headers["Location"] == address("review", "D1101") + "#finish"
    decide(review, "services", "adjusted", score=Decimal(10), reason=WHY)
    assert "Finish with adjustments" in text(visit("review", "D1101"))

    response = visit("review_finish", "D1101", data={"review": str(review.pk)})

    assert response.headers["Location"] == address("review", "D1101")
    page = visit("review", "D1101")
    assert "The adjusted scores count once a manager scores the round again with them." in text(page)
    assert "Counts with 10 points" in text(page)
    review.refresh_from_db()
    assert review.outcome == "adjusted"


def test_without_time_the_page_leads_to_giving_more(
    review: Review, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(review, "plan", "to_correct", reason=WHY)
    decide(review, "services")
    monkeypatch.setattr(timezone, "now", lambda: AFTER)

    page = visit("review", "D1101")
    visit("review_finish", "D1101", data={"review": str(review.pk)})

    assert "Give the agency more time" in text(page)
    assert f'href="{address("agency", "D1101")}"' in page.content.decode()
    review.refresh_from_db()
    assert (review.is_held, review.decisions.count()) == (True, 2)


def test_a_reviewer_is_told_what_became_of_the_submission(
    review: Review, submitted: Submission, officer: User, manager: User, visit: Open
) -> None:
    decide(review, "plan")
    return_for_correction(submission=submitted, reason="x", user=manager, now=DURING)
    assert "The answers were returned to the agency while you reviewed them." in text(
        visit("review", "D1101")
    )
    submitted.refresh_from_db()
    complete_and_submit(submitted, officer)
    assert "The agency has submitted again since you took it." in text(visit("review", "D1101"))

    visit("review_take", "D1101", data={})

    page = visit("review", "D1101")
    assert page.context["version"] == submitted.current_version
    assert "decided before (2569-D1101-1), unchanged since" in text(page)


def test_putting_back(review: Review, visit: Open) -> None:
    response = visit("review_put_back", "D1101", data={"review": str(review.pk)})

    assert response.headers["Location"] == address("reviews")
    assert listed(visit("reviews")) == [("D1101", "to_review", "")]


def test_a_manager_hands_over(review: Review, visit: Open, manager: User) -> None:
    data = {"review": str(review.pk), "to": str(manager.pk), "reason": ""}
    assert "Say why the review is handed over." in text(
        visit("review_hand_over", "D1101", user=manager, data=data)
    )

    visit("review_hand_over", "D1101", user=manager, data=data | {"reason": WHY})

    assert Review.objects.held().get().reviewer == manager
    assert AuditEntry.objects.get(action="review.handed_over").note == WHY


def test_a_finished_review_is_taken_up_again(
    review: Review, visit: Open, analyst: User, manager: User
) -> None:
    decide(review, "plan")
    decide(review, "services")
    finish(review=review, user=analyst, now=DURING)
    data = {"review": str(review.pk), "reason": ""}
    assert visit("review_reopen", "D1101", user=manager, data=data).status_code == 422

    visit("review_reopen", "D1101", user=manager, data=data | {"reason": WHY})

    assert Review.objects.held().get().reviewer == manager
    old = visit("review", "D1101", query=f"?review={review.pk}")
    assert (old.context["review"], old.context["is_mine"]) == (review, False)


def test_another_analyst_does_not_take_it_up_again(
    review: Review, visit: Open, analyst: User, manager: User
) -> None:
    put_back(review=review, user=analyst, now=DURING)
    other = take(submission=review.submission, user=manager, now=DURING)
    decide(other, "plan")
    decide(other, "services")
    finish(review=other, user=manager, now=DURING)

    assert "Take it up again" not in text(visit("review", "D1101"))
    assert visit("review_reopen", "D1101", data={"review": str(other.pk), "reason": WHY}).status_code == 403


@pytest.mark.parametrize("everything", ["", "?all"])
def test_the_page_takes_few_queries(
    review: Review, visit: Open, everything: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decide(review, "plan")
    visit("review", "D1101", query=everything)
    with django_assert_num_queries(24):
        visit("review", "D1101", query=everything)


def test_the_dashboard_and_the_page_of_the_agency_lead_there(
    queue: Round, visit: Open, ministry_monitor: User
) -> None:
    assert "1 submission waits for a reviewer" in text(visit("dashboard"))
    assert "waits for a reviewer" not in text(visit("dashboard", user=ministry_monitor))
    page = visit("agency", "D1102")
    assert "Review of the evidence Accepted with adjustments" in text(page)
    assert "Review of the evidence" not in text(visit("agency", "D1102", user=ministry_monitor))


def test_what_never_was_submitted_has_no_review(survey_round: Round, visit: Open, agency_a: Agency) -> None:
    assert visit("review", "D1101").status_code == 404
    assert "Nothing to review yet" in text(visit("reviews"))


def test_what_was_typed_when_the_session_ended_comes_back(
    client: Client, review: Review, visit: Open, analyst: User
) -> None:
    page = visit("review", "D1101")
    token = re.search(r'name="page_user" value="([^"]+)"', page.content.decode())
    assert token is not None
    client.logout()
    lost = client.post(address("review_decide", "D1101", "plan"), CORRECT | {"page_user": token[1]})
    assert lost.headers["Location"].startswith("/login/")

    page = visit("review", "D1101")

    assert "What you typed is not saved yet." in text(page)
    assert WHY in page.content.decode()
    visit("review_decide", "D1101", "plan", data=CORRECT)
    assert "What you typed is not saved yet." not in text(visit("review", "D1101"))

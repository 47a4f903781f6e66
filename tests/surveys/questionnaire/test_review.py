from typing import Any

import pytest

from surveys.questionnaire.faults import Fault
from surveys.questionnaire.inspection import IssueCode
from surveys.questionnaire.model import Audience, Questionnaire
from surveys.questionnaire.review import Issue, Progress, review, states_of
from surveys.questionnaire.states import AnswerState, state_of

DEPARTMENT, PROVINCE = Audience
ANSWERED, NONE, NOT_STATED, NOT_APPLICABLE = AnswerState

COMPLETE: dict[str, Any] = {"plan": "in_preparation", "has_services": "no"}
WITH_SERVICES: dict[str, Any] = {
    "plan": "in_preparation",
    "has_services": "yes",
    "systems_owner": {"payroll": "own", "documents": "own"},
}


@pytest.mark.parametrize(
    ("name", "value", "state"),
    [
        ("plan", "finished", ANSWERED),
        ("plan", "none", NONE),
        ("plan", None, NOT_STATED),
        ("topics", ["people"], ANSWERED),
        ("topics", ["no_topic"], NONE),
        ("all_posts", 0, ANSWERED),
        ("digital_posts", {"na": "no posts"}, NOT_APPLICABLE),
        ("systems_owner", {"payroll": "paper", "documents": "paper"}, NONE),
        ("systems_owner", {"payroll": "paper", "documents": "own"}, ANSWERED),
        ("services", [{"online": "no"}], ANSWERED),
        ("remark", "ไม่มี", ANSWERED),
    ],
)
def test_the_state_of_an_answer(questionnaire: Questionnaire, name: str, value: Any, state: AnswerState):
    assert state_of(questionnaire.question(name), value, applicable=True) is state


def test_an_answer_that_is_not_asked_for_does_not_apply(questionnaire: Questionnaire):
    assert state_of(questionnaire.question("plan"), "finished", applicable=False) is NOT_APPLICABLE


@pytest.mark.parametrize(("count", "state"), [(0, NOT_STATED), (1, ANSWERED)])
def test_a_file_is_answered_by_its_evidence(questionnaire: Questionnaire, count: int, state: AnswerState):
    assert (
        state_of(questionnaire.question("policy_file"), None, applicable=True, evidence_count=count) is state
    )


def test_the_states_of_all_that_can_be_answered(questionnaire: Questionnaire):
    assert states_of(questionnaire, PROVINCE, {"plan": "none", "topics": ["data"]}, {"policy_file": 2}) == {
        "plan": NONE,
        "topics": NOT_APPLICABLE,
        "all_posts": NOT_STATED,
        "digital_posts": NOT_STATED,
        "budget": NOT_STATED,
        "has_services": NOT_STATED,
        "services": NOT_APPLICABLE,
        "systems_owner": NOT_APPLICABLE,
        "measures": NOT_APPLICABLE,
        "remark": NOT_STATED,
        "plan_date": NOT_APPLICABLE,
        "policy_file": ANSWERED,
    }


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (COMPLETE, []),
        (WITH_SERVICES, []),
        ({}, [("plan", "required"), ("has_services", "required")]),
        (COMPLETE | {"has_services": "yes"}, [("systems_owner", "required")]),
        (WITH_SERVICES | {"systems_owner": {"payroll": "own"}}, [("systems_owner", "incomplete")]),
        (WITH_SERVICES | {"services": [{"service_name": "ก"}]}, []),
        (WITH_SERVICES | {"services": [{"online": "yes"}]}, [("services", "incomplete")]),
        (COMPLETE | {"all_posts": 0}, [("all_posts", "constraint")]),
        (COMPLETE | {"all_posts": 3, "digital_posts": 4}, [("digital_posts", "constraint")]),
        (COMPLETE | {"digital_posts": {"na": "none"}}, []),
        (COMPLETE | {"plan": "finished"}, [("plan", "evidence")]),
        (COMPLETE | {"plan": "abandoned"}, [("plan", "invalid")]),
    ],
)
def test_what_stands_in_the_way_of_submission(
    questionnaire: Questionnaire, answers: dict[str, Any], expected: list[tuple[str, str]]
):
    found = review(questionnaire, PROVINCE, answers)
    assert [(issue.question, issue.code.value) for issue in found.blocking] == expected
    assert found.is_complete is (expected == [])


def test_evidence_meets_a_claim(questionnaire: Questionnaire):
    assert review(questionnaire, PROVINCE, COMPLETE | {"plan": "finished"}, {"plan": 1}).is_complete


def test_an_issue_says_where(questionnaire: Questionnaire):
    answers = WITH_SERVICES | {"services": [{"service_name": "ก"}, {"online": "yes"}]}
    assert review(questionnaire, PROVINCE, answers).blocking == (
        Issue("services", "2", IssueCode.INCOMPLETE, (Fault("missing", item="service_name", row=1),)),
    )


def test_what_is_left_blank_is_told_but_may_be_meant(questionnaire: Questionnaire):
    found = review(questionnaire, PROVINCE, COMPLETE)
    assert found.questions_with(IssueCode.NOT_STATED) == (
        "topics",
        "all_posts",
        "digital_posts",
        "budget",
        "remark",
        "policy_file",
    )


def test_progress_counts_what_applies(questionnaire: Questionnaire):
    found = review(questionnaire, DEPARTMENT, WITH_SERVICES | {"digital_posts": {"na": "none"}})
    assert found.progress == (Progress("1", 2, 7), Progress("2", 2, 4), Progress("3", 0, 1))
    assert (found.answered_count, found.asked_count) == (4, 12)


@pytest.mark.parametrize(
    ("answers", "to_mend", "dimensions"),
    [
        (WITH_SERVICES, set(), [(1, 0), (2, 0)]),
        (WITH_SERVICES | {"systems_owner": {"payroll": "own"}}, {"systems_owner"}, [(1, 0), (1, 1)]),
        (WITH_SERVICES | {"services": [{"online": "yes"}]}, {"services"}, [(1, 0), (2, 1)]),
        (WITH_SERVICES | {"all_posts": 0}, {"all_posts"}, [(1, 1), (2, 0)]),
        (WITH_SERVICES | {"all_posts": 3, "digital_posts": 4}, {"digital_posts"}, [(2, 1), (2, 0)]),
        (WITH_SERVICES | {"plan": "abandoned"}, {"plan"}, [(0, 1), (2, 0)]),
        (WITH_SERVICES | {"plan": "finished"}, {"plan"}, [(0, 1), (2, 0)]),
    ],
)
def test_an_answer_that_is_wrong_or_not_complete_does_not_count_as_answered(
    questionnaire: Questionnaire,
    answers: dict[str, Any],
    to_mend: set[str],
    dimensions: list[tuple[int, int]],
):
    found = review(questionnaire, PROVINCE, answers)
    assert found.to_mend == to_mend
    assert [(each.answered, each.to_mend) for each in found.progress] == dimensions

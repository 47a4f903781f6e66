"""Answers counted by hand: two departments that have responded, and what must not enter."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from agencies.models import Agency, Ministry, User
from reports.queries import items as queries
from reports.queries.items import Item, Items, Outcome, Values, items_of
from surveys.models import Round
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.answered import FIRST
from tests.reports.making import begin, sign, submission_of, submit


def items(survey_round: Round, **chosen: Any) -> Items:
    chosen = {"audience": Audience.DEPARTMENT, "agencies": Agency.objects.all()} | chosen
    return items_of(survey_round=survey_round, **chosen)


def states(item: Item) -> tuple[int, ...]:
    """Answered, none, not stated, not applicable."""
    return tuple(item.states[state] for state in AnswerState)


def values(n: int, *numbers: str, **options: int) -> Values:
    return Values(n, options, tuple(map(Fraction, numbers)))


def test_base_and_states(answered: Round):
    found = items(answered)
    assert found.base == 2
    assert {name: states(item) for name, item in found.items.items()} == {
        "plan": (1, 1, 0, 0),
        "topics": (1, 0, 0, 1),
        "remark": (0, 0, 2, 0),
        "plan_date": (0, 0, 0, 2),
        "all_posts": (2, 0, 0, 0),
        "digital_posts": (1, 0, 0, 1),
        "budget": (1, 0, 1, 0),
        "has_services": (2, 0, 0, 0),
        "services": (2, 0, 0, 0),
        "citizen_survey": (1, 1, 0, 0),
        "systems_owner": (2, 0, 0, 0),
        "policy_file": (0, 0, 2, 0),
    }
    plan, topics = found.items["plan"], found.items["topics"]
    assert [(each.base, each.applies, each.answered) for each in (plan, topics)] == [(2, 2, 2), (2, 1, 1)]


def test_what_does_not_apply_is_told_apart_by_who_says_so(answered: Round):
    """The topics stand behind a gate; the digital posts were declared, with a reason."""
    found = items(answered).items
    assert {name: dict(found[name].outcomes) for name in ("topics", "digital_posts", "plan")} == {
        "topics": dict(zip(Outcome, (1, 0, 0, 1, 0), strict=True)),
        "digital_posts": dict(zip(Outcome, (1, 0, 0, 0, 1), strict=True)),
        "plan": dict(zip(Outcome, (1, 1, 0, 0, 0), strict=True)),
    }
    assert {name: item.reasons for name, item in found.items() if item.reasons} == {
        "digital_posts": {"ไม่มีตำแหน่ง": 1}
    }


def test_what_the_questionnaire_of_today_does_not_know(answered: Round, monkeypatch: pytest.MonkeyPatch):
    """A submission may lack a question that came later, and have an option that is offered no more."""

    def older(*_arguments: object) -> Iterator[tuple[int, dict[str, Any]]]:
        states = {"plan": "answered", "topics": "answered"}
        yield 1, {"states": states, "answers": {"plan": "abandoned", "topics": ["people"]}}

    monkeypatch.setattr(queries, "responded_documents", older)
    found = items(answered, only=["plan", "remark"]).items
    assert (found["plan"].values.options["abandoned"], found["plan"].values.n) == (1, 1)
    assert found["remark"].outcomes[Outcome.BY_RULE] == 1


def test_days(answered: Round, agency_a: Agency, officer: User):
    submission = submission_of(answered, agency_a)
    sign(submission, officer, answers=FIRST | {"plan": "finished", "plan_date": "2026-03-01"})
    assert items(answered).items["plan_date"].values == Values(1, {}, days=("2026-03-01", "2026-03-01"))


def test_values(answered: Round):
    found = items(answered).items
    topics = values(1, people=1, services=0, data=1, security=0, no_topic=0)
    assert {
        name: found[name].values for name in ("plan", "topics", "all_posts", "digital_posts", "remark")
    } == {
        "plan": values(2, finished=0, in_preparation=1, none=1),
        "topics": topics,
        "all_posts": values(2, "7", "200"),
        "digital_posts": values(1, "10"),
        "remark": values(0),
    }
    assert [name for name, item in found.items() if item.takes_several] == ["topics"]


def test_parts(answered: Round):
    found = items(answered).items
    assert {name: (item.rows, item.parts) for name, item in found.items() if item.parts} == {
        "budget": (
            0,
            {"equipment": values(1, "33.4"), "systems": values(1, "66.6"), "training": values(1, "0")},
        ),
        "services": (4, {"service_name": values(4), "online": values(3, yes=2, no=1)}),
        "systems_owner": (
            0,
            {
                "payroll": values(2, own=2, central=0, paper=0),
                "documents": values(1, own=0, central=1, paper=0),
            },
        ),
    }


def test_levels_are_apart(answered: Round):
    found = items(answered, audience=Audience.PROVINCE)
    assert found.base == 1
    assert found.items["all_posts"].values == values(1, "200")
    assert "citizen_survey" not in found.items


def test_only_the_questions_that_are_wanted(answered: Round):
    found = items(answered, only=["plan"])
    assert (found.base, list(found.items)) == (2, ["plan"])


def test_only_the_agencies_given_and_only_those_that_responded(
    answered: Round, agency_a: Agency, ministry: Ministry, officer: User
):
    """Agencies of others, a draft and a submission without its signature stay out."""
    draft, waiting = (make_department(code, ministry) for code in ("D1102", "D1103"))
    add_agencies(survey_round=answered, agencies=[draft, waiting])
    begin(submission_of(answered, draft))
    submit(submission_of(answered, waiting), officer, answers=FIRST)
    assert items(answered).base == 2
    only = items(answered, agencies=Agency.objects.filter(pk=agency_a.pk))
    assert (only.base, only.items["all_posts"].values) == (1, values(1, "200"))
    assert items(answered, agencies=Agency.objects.none()).base == 0


@pytest.mark.parametrize("more", [0, 2])
def test_one_query_however_many(
    answered: Round, ministry: Ministry, officer: User, more: int, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=answered, agencies=agencies)
    for agency in agencies:
        sign(submission_of(answered, agency), officer, answers=FIRST)
    items(answered)
    with django_assert_num_queries(1):
        assert items(answered).base == 2 + more

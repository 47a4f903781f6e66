"""Who finds which submission for what."""

import pytest
from pytest_django import DjangoAssertNumQueries

from agencies.models import User
from surveys.models import Round, Submission
from surveys.queries.submissions import Access, find_submission, my_submissions

STATUS, READ, EDIT, SIGN = Access
EVERYTHING = {STATUS, READ, EDIT, SIGN}

# Person → what they may do with the submission of department A, department B and the provincial office.
TABLE: dict[str, tuple[set[Access], set[Access], set[Access]]] = {
    "officer": ({STATUS, READ, EDIT}, set(), set()),
    "second_officer": ({STATUS, READ, EDIT}, set(), set()),
    "approver": (EVERYTHING, set(), set()),
    "reader": ({STATUS, READ}, set(), set()),
    "other_officer": (set(), {STATUS, READ, EDIT}, set()),
    "office_officer": (set(), set(), {STATUS, READ, EDIT}),
    "ministry_monitor": ({STATUS}, set(), set()),
    "province_monitor": (set(), set(), {STATUS}),
    "analyst": ({STATUS, READ}, {STATUS, READ}, {STATUS, READ}),
    "manager": ({STATUS, READ}, {STATUS, READ}, {STATUS, READ}),
    "stranger": (set(), set(), set()),
}


def found(user: User, agency_code: str) -> set[Access]:
    return {access for access in Access if finds(user, agency_code, access)}


def finds(user: User, agency_code: str, access: Access) -> bool:
    try:
        find_submission(user=user, round_code="2569", agency_code=agency_code, access=access)
    except Submission.DoesNotExist:
        return False
    return True


@pytest.mark.parametrize("person", TABLE)
def test_everybody_finds_their_own(person: str, survey_round: Round, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(person)

    assert tuple(found(user, code) for code in ("D1101", "D1201", "P5010")) == TABLE[person]


@pytest.mark.parametrize("person", TABLE)
def test_whoever_is_switched_off_finds_nothing(
    person: str, survey_round: Round, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(person)
    user.is_active = False
    user.save()

    assert [found(user, code) for code in ("D1101", "D1201", "P5010")] == [set(), set(), set()]


def test_a_round_in_preparation_is_only_for_ega(survey_round: Round, officer: User, analyst: User) -> None:
    Round.objects.update(state=Round.State.PREPARING)

    assert found(officer, "D1101") == set()
    assert found(analyst, "D1101") == {STATUS, READ}
    assert list(my_submissions(officer)) == []


def test_own_submissions_are_listed(
    submission: Submission, officer: User, analyst: User, stranger: User
) -> None:
    assert list(my_submissions(officer)) == [submission]
    assert list(my_submissions(analyst)) == []
    assert list(my_submissions(stranger)) == []


def test_one_query_finds_a_submission(
    submission: Submission, officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        one = find_submission(user=officer, round_code="2569", agency_code="D1101", access=EDIT)
        assert (one.round.chosen_questionnaire.sha256, one.agency.ministry is not None) != ("", False)

"""Who × what, over every person of the cast and every agency."""

import pytest
from django.contrib.auth.models import AnonymousUser

from agencies import permissions
from agencies.models import Agency, Membership, Role
from tests.people import CAST, make_department, make_member, make_office, make_province

A, B, OFFICE = "D1101", "D1201", "P5010"
OTHER_OFFICE = "P5110"
EVERYTHING = {A, B, OFFICE, OTHER_OFFICE}

#                    sees          reads         edits     signs
AGENCIES_OF = {
    "officer": ({A}, {A}, {A}, set()),
    "second_officer": ({A}, {A}, {A}, set()),
    "approver": ({A}, {A}, {A}, {A}),
    "reader": ({A}, {A}, set(), set()),
    "other_officer": ({B}, {B}, {B}, set()),
    "office_officer": ({OFFICE}, {OFFICE}, {OFFICE}, set()),
    "ministry_monitor": ({A}, set(), set(), set()),
    "province_monitor": ({OFFICE}, set(), set(), set()),
    "analyst": (EVERYTHING, EVERYTHING, set(), set()),
    "manager": (EVERYTHING, EVERYTHING, set(), set()),
    "stranger": (set(), set(), set(), set()),
}
QUESTIONS = (
    permissions.visible_agencies,
    permissions.readable_agencies,
    permissions.editable_agencies,
    permissions.signable_agencies,
)
PREDICATES = (permissions.is_ega, permissions.is_manager, permissions.is_monitor)
PREDICATES_OF = {
    "analyst": (True, False, False),
    "manager": (True, True, False),
    "ministry_monitor": (False, False, True),
    "province_monitor": (False, False, True),
}


@pytest.fixture(autouse=True)
def country(agency_a, agency_b, office, office_kind):
    make_office(make_province("51"), office_kind)


def codes(agencies) -> set[str]:
    return set(agencies.values_list("code", flat=True))


@pytest.mark.parametrize("name", CAST)
def test_agencies_of_each_person(name, people):
    assert tuple(codes(question(people[name])) for question in QUESTIONS) == AGENCIES_OF[name]


@pytest.mark.parametrize("name", CAST)
def test_kind_of_each_person(name, people):
    expected = PREDICATES_OF.get(name, (False, False, False))
    assert tuple(predicate(people[name]) for predicate in PREDICATES) == expected


@pytest.mark.parametrize("name", CAST)
def test_nobody_may_anything_once_their_account_is_switched_off(name, people):
    user = people[name]
    user.is_active = False
    user.save()
    assert [codes(question(user)) for question in QUESTIONS] == [set()] * 4
    assert [predicate(user) for predicate in PREDICATES] == [False] * 3


def test_whoever_is_not_logged_in_may_nothing():
    nobody = AnonymousUser()
    assert [codes(question(nobody)) for question in QUESTIONS] == [set()] * 4
    assert [predicate(nobody) for predicate in PREDICATES] == [False] * 3


def test_a_person_of_two_agencies_has_in_each_the_role_they_have_there(officer, agency_b):
    Membership.objects.create(user=officer, role=Role.APPROVER, agency=agency_b)
    assert tuple(codes(question(officer)) for question in QUESTIONS) == ({A, B}, {A, B}, {A, B}, {B})


def test_a_monitor_with_an_agency_of_their_own_reads_that_one_only(ministry_monitor, agency_b):
    Membership.objects.create(user=ministry_monitor, role=Role.OFFICER, agency=agency_b)
    assert tuple(codes(question(ministry_monitor)) for question in QUESTIONS) == ({A, B}, {B}, {B}, set())


def test_a_monitor_of_a_ministry_sees_what_joins_the_ministry_later(ministry_monitor, ministry):
    make_department("D1102", ministry)
    assert codes(permissions.visible_agencies(ministry_monitor)) == {A, "D1102"}


def test_an_agency_that_was_closed_stays_visible_to_its_people(officer, agency_a):
    Agency.objects.filter(pk=agency_a.pk).update(is_active=False)
    assert codes(permissions.visible_agencies(officer)) == {A}


def test_two_roles_in_one_agency_show_it_once(officer, agency_a):
    Membership.objects.create(user=officer, role=Role.READER, agency=agency_a)
    assert [agency.code for agency in permissions.visible_agencies(officer)] == [A]


@pytest.mark.parametrize("question", [*QUESTIONS, *PREDICATES])
def test_one_query_each(question, people, django_assert_num_queries):
    busy = make_member("busy", Role.MANAGER)
    for user in (busy, people["officer"], people["ministry_monitor"]):
        with django_assert_num_queries(1):
            list(answer) if hasattr(answer := question(user), "all") else answer

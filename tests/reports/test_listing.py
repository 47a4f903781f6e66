import datetime as dt

import pytest

from agencies.models import Agency, Ministry, User
from agencies.permissions import visible_agencies
from reports.queries.filters import Filters
from reports.queries.listing import SORT_KEYS, AgencyPage, page_of_agencies
from surveys.models import Round, Submission
from surveys.services.rounds import add_agencies
from surveys.services.rounds_days import extend
from surveys.services.submitting import return_for_correction
from tests.people import make_department
from tests.reports.making import begin, give_back, sign, submission_of, submit
from tests.rounds import AFTER, DURING, LAST_MOMENT

AN_HOUR = dt.timedelta(hours=1)
A, B, D, OFFICE = "D1101", "D1201", "D9901", "P5010"


def listed(
    survey_round: Round, sort: str = "code", number: str = "1", now=DURING, agencies=None, **filters
) -> AgencyPage:
    return page_of_agencies(
        survey_round=survey_round,
        agencies=Agency.objects.all() if agencies is None else agencies,
        filters=Filters(**filters),
        sort=sort,
        number=number,
        now=now,
    )


def codes(page: AgencyPage) -> list[str]:
    return [row.submission.agency.code for row in page.rows]


@pytest.fixture
def mixed(survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User) -> Round:
    """A is signed in time, B began yesterday, the office has not started; it is asked in time."""
    sign(submission_of(survey_round, agency_a), officer, at=DURING - AN_HOUR)
    begin(submission_of(survey_round, agency_b), at=DURING - 24 * AN_HOUR)
    return survey_round


@pytest.mark.parametrize(
    "filters, expected",
    [
        ({}, [A, B, OFFICE]),
        ({"q": "กรม"}, [A, B]),
        ({"q": "DEPARTMENT b"}, [B]),
        ({"q": "เชียงใหม่ ที่ดิน"}, [OFFICE]),
        ({"q": "d12"}, [B]),
        ({"q": "ไม่มี"}, []),
        ({"q": "%"}, []),
        ({"q": "สํานักงาน"}, [OFFICE]),
        ({"q": "\uff24\uff45partment\u200b b"}, [B]),
        ({"q": "p๕๐"}, [OFFICE]),
        ({"q": "b กรม"}, [B]),
        ({"audience": "province"}, [OFFICE]),
        ({"type": "government"}, [A, B]),
        ({"ministry": "12"}, [B]),
        ({"region": "north"}, [OFFICE]),
        ({"province": "50"}, [OFFICE]),
        ({"office_kind": "10"}, [OFFICE]),
        ({"state": "draft"}, [B]),
        ({"state": "started"}, [A, B]),
        ({"state": "submitted"}, [A]),
        ({"responded": "yes"}, [A]),
        ({"responded": "no"}, [B, OFFICE]),
        ({"timing": "on_time"}, [A]),
        ({"timing": "late"}, []),
        ({"timing": "overdue"}, []),
        ({"audience": "department", "responded": "no"}, [B]),
    ],
)
def test_filters(mixed: Round, filters: dict[str, str], expected: list[str]):
    assert codes(listed(mixed, **filters)) == expected


@pytest.mark.parametrize(
    "timing, expected",
    [("on_time", []), ("late", [A]), ("unsigned", [OFFICE]), ("overdue", [D])],
)
def test_after_the_deadline(
    survey_round: Round, agency_a: Agency, agency_b: Agency, office, ministry, officer, timing, expected
):
    add_agencies(survey_round=survey_round, agencies=[make_department(D, ministry)])
    submit(submission_of(survey_round, office), officer)
    sign(submission_of(survey_round, agency_a), officer, at=AFTER)
    Submission.objects.filter(agency=agency_b).update(extended_to=dt.date(2026, 8, 9))
    assert codes(listed(survey_round, now=AFTER, timing=timing)) == expected


@pytest.mark.parametrize(
    "sort, expected",
    [
        ("code", [A, B, OFFICE]),
        ("-code", [OFFICE, B, A]),
        ("name", [A, B, OFFICE]),
        ("-name", [OFFICE, B, A]),
        ("state", [OFFICE, B, A]),
        ("-state", [A, B, OFFICE]),
        ("progress", [OFFICE, B, A]),
        ("activity", [B, A, OFFICE]),
        ("-activity", [A, B, OFFICE]),
        ("last_day", [A, B, OFFICE]),
    ],
)
def test_sorting(mixed: Round, sort: str, expected: list[str]):
    assert codes(listed(mixed, sort)) == expected


def test_every_sort_key_sorts(mixed: Round):
    assert {tuple(sorted(codes(listed(mixed, key)))) for key in SORT_KEYS} == {(A, B, OFFICE)}


def test_what_a_row_says(mixed: Round, agency_a: Agency):
    row = listed(mixed).rows[0]
    assert (row.submission.agency, row.last_activity) == (agency_a, DURING - AN_HOUR)
    assert (row.responded, row.on_time, row.overdue, row.last_day) == (True, True, False, mixed.closes_on)


def test_last_activity_is_the_latest_of_all(survey_round: Round, agency_a: Agency, officer: User):
    submission = submission_of(survey_round, agency_a)
    submit(submission, officer, at=DURING)
    give_back(submission)
    Submission.objects.filter(pk=submission.pk).update(last_saved_at=DURING + AN_HOUR)
    assert [row.last_activity for row in listed(survey_round).rows] == [DURING + AN_HOUR, None, None]


@pytest.mark.parametrize("returned", [1, 3])
def test_last_activity_never_goes_backwards(
    survey_round: Round, ministry: Ministry, officer: User, manager: User, returned, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(returned)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    for agency in agencies:
        submission = submission_of(survey_round, agency)
        sign(submission, officer, at=DURING)
        now = DURING + AN_HOUR
        return_for_correction(submission=submission, user=manager, reason="แก้ไข", now=now)
    with django_assert_num_queries(2):
        rows = listed(survey_round, "-activity", state="returned").rows
    assert [row.last_activity for row in rows] == [DURING + AN_HOUR] * returned


def test_more_time_is_no_activity_of_the_agency(survey_round: Round, agency_a: Agency, manager: User):
    submission, until = submission_of(survey_round, agency_a), dt.date(2026, 8, 9)
    extend(submission=submission, until=until, reason="น้ำท่วม", user=manager, now=DURING)
    assert [row.last_activity for row in listed(survey_round).rows] == [None, None, None]


@pytest.mark.parametrize(
    "submitted, says",
    [(LAST_MOMENT, (False, True, False, True)), (AFTER, (False, False, False, True))],
    ids=["in time", "late"],
)
def test_who_waits_for_the_signature(survey_round: Round, agency_a: Agency, officer: User, submitted, says):
    submit(submission_of(survey_round, agency_a), officer, at=submitted)
    row = listed(survey_round, now=AFTER).rows[0]
    assert (row.responded, row.in_time, row.overdue, row.unsigned) == says


def test_a_monitor_finds_only_its_own(
    mixed: Round, ministry_monitor: User, province_monitor: User, stranger: User
):
    found = [
        codes(listed(mixed, agencies=visible_agencies(user)))
        for user in (ministry_monitor, province_monitor, stranger)
    ]
    assert found == [[A], [OFFICE], []]


@pytest.mark.parametrize(
    "number, shown",
    [("1", 50), ("2", 13), ("99", 13), ("x", 50), ("0", 50), ("-1", 50), ("--1", 50), ("", 50), ("๒", 13)],
)
def test_pages(survey_round: Round, ministry: Ministry, number: str, shown: int):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(60)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    page = listed(survey_round, number=number)
    assert (len(page.rows), page.page.paginator.count) == (shown, 63)


@pytest.mark.parametrize("more", [0, 2])
def test_two_queries_however_many_rows(
    survey_round: Round, ministry: Ministry, django_assert_num_queries, more
):
    add_agencies(
        survey_round=survey_round, agencies=[make_department(f"D8{n:03}", ministry) for n in range(more)]
    )
    with django_assert_num_queries(2):
        page = listed(survey_round, "name")
        assert len([str(row.submission.agency.ministry) for row in page.rows]) == 3 + more

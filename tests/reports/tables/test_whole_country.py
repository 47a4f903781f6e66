"""Tables of a whole country: a page's worth and 1,444 rows take the same number of queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Membership, Ministry, Role, User
from reports.views.tables import journal
from surveys.models import Round, Submission, SubmissionEvent
from surveys.services.rounds import add_agencies
from tests.reports.tables.reading import Taken, take
from tests.rounds import DURING

pytestmark = pytest.mark.django_db
MANY = 1444
IN_PIECES = 4
"""Recipients are read by the 500, two queries each."""
PAGES = {
    "agencies": ("/dashboard/2569/agencies/?sort=-name&q=ลำดับ", "agencies"),
    "contacts": ("/dashboard/2569/contacts/?q=ลำดับ", "contacts"),
    "calls": ("/dashboard/2569/calls/?q=ลำดับ", "calls"),
    "recipients": ("/dashboard/2569/reminders/not_started/", "recipients"),
    "roster": ("/manage/roster/?q=ลำดับ", "roster"),
    "people": ("/manage/tables/people/?q=คนที่", "people"),
    "journal": ("/manage/journal/?source=step", "journal"),
}


def add(survey_round: Round, ministry: Ministry, numbers: range) -> None:
    """Agencies with an officer each, asked in the round, and a line in the journal about each."""
    agencies = Agency.objects.bulk_create(
        Agency(
            code=f"Q{number:04}",
            name_th=f"ลำดับ {number}",
            name_en=f"ลำดับ {number}",
            audience="department",
            type="government",
            region="national",
            ministry=ministry,
        )
        for number in numbers
    )
    users = User.objects.bulk_create(
        User(email=f"o{number}@example.go.th", full_name=f"คนที่ {number}") for number in numbers
    )
    members = zip(users, agencies, strict=True)
    Membership.objects.bulk_create(
        Membership(user=user, role=Role.OFFICER, agency=agency) for user, agency in members
    )
    add_agencies(survey_round=survey_round, agencies=agencies)
    asked = Submission.objects.filter(agency__in=agencies)
    SubmissionEvent.objects.bulk_create(
        SubmissionEvent(submission=each, kind=SubmissionEvent.Kind.ASKED, at=DURING) for each in asked
    )


def test_queries_do_not_grow_with_the_country(
    client: Client, survey_round: Round, ministry: Ministry, manager: User, monkeypatch
):
    monkeypatch.setattr(journal, "CHUNK", 2 * MANY)
    take(client, manager, *PAGES["agencies"])
    add(survey_round, ministry, range(3))
    few = {name: counted(client, manager, *page) for name, page in PAGES.items()}
    add(survey_round, ministry, range(3, MANY))
    many = {name: counted(client, manager, *page) for name, page in PAGES.items()}
    assert {name: len(taken.rows) for name, (taken, _queries) in few.items()} == dict.fromkeys(PAGES, 3)
    assert {name: len(taken.rows) for name, (taken, _queries) in many.items()} == dict.fromkeys(PAGES, MANY)
    more = {name: queries - few[name][1] for name, (_taken, queries) in many.items()}
    assert more == dict.fromkeys(PAGES, 0) | {"recipients": IN_PIECES}
    assert {name: queries for name, (_taken, queries) in many.items() if queries > 25 + IN_PIECES} == {}


def counted(client: Client, manager: User, address: str, table: str) -> tuple[Taken, int]:
    with CaptureQueriesContext(connection) as queries:
        taken = take(client, manager, address, table)
    return taken, len(queries)

"""The benchmark of following fills five rounds as it says, and measures every page."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

import bench.years
from agencies.models import Agency, Membership, Ministry, OfficeKind, Province, User
from bench import following_pages
from bench.following import HEAD, LINE, line
from bench.following_pages import HEALTH, PageFigures, addresses, figures_of
from bench.timing import Timing
from bench.years import Years, five_years, grow
from surveys.models import QuestionnaireVersion, Submission
from surveys.questionnaire.document import sha256_of
from tests.people import make_department, make_office

State = Submission.State
EACH = 5
"""Agencies of a level."""

pytestmark = pytest.mark.services
postgresql_only = pytest.mark.skipif(
    connection.vendor != "postgresql" or not Path("/proc/self/status").exists(),
    reason="the copies are made in PostgreSQL, and memory is read on Linux",
)


def test_a_line_is_as_wide_as_the_head() -> None:
    found = PageFigures(Timing("dashboard by office_kind", [0.5, 1.25], 1.75), queries=18, memory=2.4)
    assert line("10x", found, 1_388.9, 9.87).split() == [
        *("dashboard", "by", "office_kind", "10x", "2", "500.0", "1,250.0", "1,389", "18", "2", "9.87"),
    ]
    assert len(line("10x", found, 1_388.9, 9.87)) == len(LINE.format(*HEAD))


@pytest.fixture
def years(
    small_questionnaire: QuestionnaireVersion,
    ministry: Ministry,
    province: Province,
    manager: User,
    monkeypatch: pytest.MonkeyPatch,
) -> Years:
    """Of each level an example that is signed, one that is begun and one that is not; and two others."""
    monkeypatch.setattr(bench.years, "EXAMPLES", {State.SIGNED: 1, State.DRAFT: 1, State.NOT_STARTED: 1})
    for number in range(1, EACH + 1):
        make_department(f"D11{number:02}", ministry)
        kind = OfficeKind.objects.create(number=number, name_th=f"แบบ {number}", name_en=f"Kind {number}")
        make_office(province, kind)
    return five_years(small_questionnaire, by=manager, now=timezone.now())


@postgresql_only
@pytest.mark.django_db(transaction=True)
def test_every_agency_answers_in_every_round(years: Years) -> None:
    grow(years, 1, 2, timezone.now())

    codes = sorted(Agency.objects.values_list("code", flat=True))
    assert len(codes) == 2 * 2 * EACH
    states = {}
    for survey_round in years.rounds:
        rows = survey_round.submissions.order_by("agency__code")
        assert list(rows.values_list("agency__code", flat=True)) == codes
        states[survey_round.state] = Counter(rows.values_list("state", flat=True))
        for submission in rows.filter(state=State.SIGNED).select_related("agency", "current_version"):
            version, signed_at = submission.current_version, submission.signed_at
            assert version
            assert signed_at
            document = json.loads(version.document)
            assert (document["round"], document["agency"]) == (survey_round.code, submission.agency.code)
            assert version.sha256 == version.signature.sha256 == sha256_of(version.document)
            assert survey_round.opens_at <= signed_at < survey_round.deadline
            card = submission.scorecards.get()
            assert (card.version, card.run.round) == (version, survey_round)
            assert card.node_scores.count() > 0
            assert list(submission.events.values_list("kind", flat=True)) == [
                "started",
                "submitted",
                "signed",
            ]
            assert {*submission.answer_revisions.values_list("question", flat=True)} >= {*document["answers"]}
            assert submission.answers.exists() == (survey_round == years.newest)
    assert states["open"].keys() == {State.SIGNED, State.DRAFT, State.NOT_STARTED}
    assert states["closed"].keys() == {State.SIGNED, State.DRAFT}
    members = (
        Membership.objects.filter(agency__code="D1102-1").values_list("role", "user__email").order_by("role")
    )
    assert list(members) == [
        ("approver", "approver.d1102-1@demo.example"),
        ("officer", "officer.d1102-1@demo.example"),
    ]


@postgresql_only
def test_every_page_is_measured(
    years: Years, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following_pages, "WARM_UP", 1)
    monkeypatch.setattr(following_pages, "AT_LEAST", 1)
    host = live_server.url.removeprefix("http://")

    found = list(figures_of(years.newest, host=host, web=[os.getpid()], times=1, seconds=0))

    assert [each.timing.name for each in found] == [HEALTH, *addresses(years.newest)]
    assert all(each.queries > 0 for each in found[1:])

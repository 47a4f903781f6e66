import datetime as dt
from typing import Any

import pytest

from audit.models import AuditEntry
from surveys.models import Round, Submission
from surveys.queries.places import asked_in, digest_of
from surveys.services.errors import RoundRefused
from surveys.services.extensions import extend_all
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.rounds import DURING, LAST_DAY

UNTIL = dt.date(2026, 8, 10)


@pytest.fixture
def two(survey_round: Round, ministry) -> Round:
    """Another department of ministry 11, which has until 20 August already."""
    add_agencies(survey_round=survey_round, agencies=[make_department("D1102", ministry)])
    survey_round.submissions.filter(agency__code="D1102").update(extended_to=dt.date(2026, 8, 20))
    return survey_round


def give(survey_round: Round, place, user, **changed) -> int:
    arguments: dict[str, Any] = {
        "until": UNTIL,
        "reason": "น้ำท่วม",
        "shown": digest_of(asked_in(survey_round, place)),
        "now": DURING,
    }
    return extend_all(survey_round=survey_round, place=place, user=user, **arguments | changed)


def given() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action="round.time_given"))


def last_days() -> dict[str, dt.date]:
    return {each.agency.code: each.last_day for each in Submission.objects.with_agency()}


def test_all_of_a_ministry_and_nobody_gets_less(two: Round, ministry, manager):
    assert give(two, ministry, manager) == 1
    assert last_days() == {
        "D1101": UNTIL,
        "D1102": dt.date(2026, 8, 20),
        "D1201": LAST_DAY,
        "P5010": LAST_DAY,
    }
    event = two.submissions.get(agency__code="D1101").events.get()
    assert (event.kind, event.actor, event.note) == ("extended", manager, "2026-08-10 น้ำท่วม")
    (entry,) = given()
    assert (entry.action, entry.actor, entry.after, entry.note) == (
        "round.time_given",
        manager,
        {"ministry": "11", "last_day": "2026-08-10", "agencies": 1},
        "น้ำท่วม",
    )


def test_all_of_a_province(two: Round, province, manager):
    assert give(two, province, manager) == 1
    assert [code for code, day in last_days().items() if day == UNTIL] == ["P5010"]


@pytest.mark.parametrize(
    "changed, code",
    [
        ({"shown": "of yesterday"}, "agencies_changed"),
        ({"until": LAST_DAY}, "nobody_gets_more"),
        ({"reason": " "}, "reason_missing"),
        ({"until": dt.date(2028, 1, 1)}, "extension_too_long"),
        ({"now": dt.datetime(2026, 8, 12, tzinfo=dt.UTC)}, "extension_in_the_past"),
    ],
)
def test_refusals_move_nobody(two: Round, ministry, manager, changed, code):
    before = last_days()
    with pytest.raises(RoundRefused) as refused:
        give(two, ministry, manager, **changed)
    assert (refused.value.code, last_days(), len(given())) == (code, before, 0)


def test_not_in_a_closed_round(two: Round, ministry, manager):
    Round.objects.update(state="closed")
    with pytest.raises(RoundRefused) as refused:
        give(two, ministry, manager)
    assert (refused.value.code, len(given())) == ("not_open", 0)

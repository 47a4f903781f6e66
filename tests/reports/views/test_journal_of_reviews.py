"""What reviewers decide, in the journal."""

import datetime as dt
from decimal import Decimal

from django.test import Client

from agencies.models import User
from surveys.models import Submission
from surveys.services.reviewing import put_back, take
from surveys.services.reviewing_finish import finish
from tests.reports.views.test_journal import read, shown
from tests.reviews import decide
from tests.rounds import DURING

HOUR = dt.timedelta(hours=1)
WHY = "แผนยังไม่ได้ประกาศใช้"


def test_each_decision_is_a_line_with_the_one_before(
    client: Client, submitted: Submission, analyst: User, manager: User
) -> None:
    review = take(submission=submitted, user=analyst, now=DURING)
    decide(review, "plan", now=DURING + HOUR)
    decide(review, "plan", "adjusted", score=Decimal("62.5"), reason=WHY, now=DURING + 2 * HOUR)
    put_back(review=review, user=analyst, now=DURING + 3 * HOUR)
    again = take(submission=submitted, user=manager, now=DURING + 4 * HOUR)
    decide(again, "services", now=DURING + 5 * HOUR)
    finish(review=again, user=manager, now=DURING + 6 * HOUR)

    page = read(client, manager, "?source=review")

    assert shown(page) == [
        ("review", "Review: The services", "", "Accepted"),
        ("review", "Review, taken over: Digital plan", "", "Adjusted: 62.50"),
        ("review", "Review: Digital plan", "Accepted", "Adjusted: 62.50"),
        ("review", "Review: Digital plan", "", "Accepted"),
    ]
    assert [(line.actor, line.note, line.agency_code) for line in page.context["lines"]] == [
        (manager, "", "D1101"),
        (manager, WHY, "D1101"),
        (analyst, WHY, "D1101"),
        (analyst, "", "D1101"),
    ]


def test_it_is_found_by_agency_person_question_and_reason(
    client: Client, submitted: Submission, analyst: User, manager: User
) -> None:
    review = take(submission=submitted, user=analyst, now=DURING)
    decide(review, "plan", "adjusted", score=Decimal(1), reason=WHY)
    decide(review, "services")
    finish(review=review, user=analyst, now=DURING + HOUR)

    found = {
        query: len(shown(read(client, manager, f"?source=review&{query}")))
        for query in (
            "agency=D1101",
            "agency=D1201",
            "person=analyst",
            "person=manager",
            "q=plan",
            f"q={WHY}",
        )
    }

    assert found == {
        "agency=D1101": 2,
        "agency=D1201": 0,
        "person=analyst": 2,
        "person=manager": 0,
        "q=plan": 1,
        f"q={WHY}": 1,
    }
    finished = read(client, manager, "?source=decision&agency=D1101").context["lines"]
    assert [(line.what, line.agency_code) for line in finished] == [("Review finished", "D1101")]

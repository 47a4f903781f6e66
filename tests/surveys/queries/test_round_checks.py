"""The check-lists before a round is opened and closed."""

import datetime as dt
import json

import pytest

from agencies.models import Agency, User
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.queries.round_checks import Check, Outcome, closing_checks, opening_checks
from surveys.questionnaire.document import canonical_json, sha256_of
from surveys.services.errors import RoundRefused
from surveys.services.rounds import add_agencies, open_round
from surveys.services.rounds_days import extend
from surveys.services.submitting import sign
from tests.people import make_member
from tests.rounds import AFTER, BEFORE, DURING, LAST_DAY, OPENS, answer, complete_and_submit, make_round

DAYS = {"opens_on": OPENS, "closes_on": LAST_DAY}
WEIGHTS = [
    Check("weights_fine", params={"level": "department", "total": "100"}),
    Check("weights_shared", params={"level": "province", "total": "80"}),
]


def warns(code: str, **params: object) -> Check:
    return Check(code, Outcome.WARNS, params)  # type: ignore[arg-type]


@pytest.fixture
def planned(small_questionnaire: QuestionnaireVersion) -> Round:
    return make_round(small_questionnaire)


def test_nothing_but_a_name_and_days(planned: Round) -> None:
    Round.objects.update(questionnaire=None)
    planned.refresh_from_db()
    assert opening_checks(planned, BEFORE) == [
        Check("no_questionnaire", Outcome.BLOCKS),
        Check("no_agencies", Outcome.BLOCKS),
        Check("days_fine", params=DAYS),
    ]


def test_agencies_without_people_are_counted(
    planned: Round, agency_a: Agency, agency_b: Agency, office: Agency, officer: User, approver: User
) -> None:
    make_member("asleep", "officer", agency=agency_b)  # type: ignore[arg-type]
    User.objects.filter(full_name="คุณ asleep").update(is_active=False)
    make_member("awake", "officer", agency=office)  # type: ignore[arg-type]
    add_agencies(survey_round=planned, agencies=[agency_a, agency_b, office])

    assert opening_checks(planned, BEFORE) == [
        Check("has_questionnaire", params={"title": planned.chosen_questionnaire.title}),
        *WEIGHTS,
        Check("has_agencies", params={"department": 2, "province": 1}),
        Check("days_fine", params=DAYS),
        warns("no_officer", n=1),
        warns("no_approver", n=2),
    ]
    planned.needs_sign_off = False
    assert opening_checks(planned, BEFORE)[-1] == warns("no_officer", n=1)


def test_everybody_is_there_and_the_days_are_over(
    planned: Round, agency_a: Agency, officer: User, approver: User
) -> None:
    add_agencies(survey_round=planned, agencies=[agency_a])
    assert opening_checks(planned, AFTER)[-2:] == [
        Check("days_over", Outcome.BLOCKS, DAYS),
        Check("has_people"),
    ]


def test_weights_that_add_up_to_99_keep_the_round_closed(planned: Round, agency_a: Agency) -> None:
    """No workbook with such weights is loaded; a document that is there all the same is not asked."""
    document = json.loads(planned.chosen_questionnaire.document)
    third = next(node for node in document["nodes"] if node["code"] == "3")
    third["weights"]["department"] = "19"
    text = canonical_json(document)
    planned.questionnaire = QuestionnaireVersion.objects.create(
        sha256=sha256_of(text), title_th="ก", title_en="A", document=text, source_name="x", loaded_at=BEFORE
    )
    planned.save()
    add_agencies(survey_round=planned, agencies=[agency_a])

    off = Check("weights_off", Outcome.BLOCKS, {"level": "department", "total": "99"})
    assert off in opening_checks(planned, BEFORE)
    with pytest.raises(RoundRefused, match="weights_off"):
        open_round(survey_round=planned, user=None, now=BEFORE)


def test_what_closing_would_cost(
    submission: Submission, other_submission: Submission, officer: User, other_officer: User, manager: User
) -> None:
    survey_round = submission.round
    complete_and_submit(submission, officer)
    answer(other_submission, other_officer, plan="none")
    until = LAST_DAY + dt.timedelta(days=5)
    extend(submission=other_submission, until=until, reason="x", user=manager, now=DURING)

    unsigned, unfinished = warns("waiting_for_signature", n=1), warns("unfinished", n=1)
    longer = warns("extensions_left", n=1, until=until)
    assert closing_checks(survey_round, DURING) == [
        warns("time_left", until=LAST_DAY),
        longer,
        unsigned,
        unfinished,
    ]
    assert closing_checks(survey_round, AFTER) == [longer, unsigned, unfinished]
    assert closing_checks(survey_round, AFTER + dt.timedelta(days=5)) == [unsigned, unfinished]

    survey_round.needs_sign_off = False
    assert closing_checks(survey_round, AFTER + dt.timedelta(days=5)) == [unfinished]


def test_a_round_in_which_nobody_loses_anything(
    submission: Submission, officer: User, approver: User
) -> None:
    version = complete_and_submit(submission, officer)
    sign(submission=submission, sha256=version.sha256, user=approver, now=DURING)
    assert closing_checks(submission.round, AFTER) == [Check("nobody_loses_anything")]

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency
from surveys.models import QuestionnaireVersion, Round

CREATE = ["create", "2570", "--name-th", "รอบปี 2570", "--name-en", "Round 2027"]
DAYS = ["--opens", "2027-07-26", "--closes", "2027-11-20"]


def create(questionnaire: QuestionnaireVersion, *days: str) -> None:
    call_command("round", *CREATE, *(days or DAYS), "--questionnaire", questionnaire.sha256[:12])


def test_a_round_from_its_creation_to_its_end(
    small_questionnaire: QuestionnaireVersion, agency_a: Agency, office: Agency
) -> None:
    Agency.objects.filter(pk=office.pk).update(is_active=False)

    create(small_questionnaire)
    survey_round = Round.objects.get(code="2570")
    assert (survey_round.state, survey_round.year_be, survey_round.questionnaire) == (
        "preparing",
        2570,
        small_questionnaire,
    )
    assert (survey_round.opens_on, survey_round.closes_on) == (dt.date(2027, 7, 26), dt.date(2027, 11, 20))

    call_command("round", "ask", "2570")
    assert [submission.agency for submission in survey_round.submissions.all()] == [agency_a]

    states = []
    for step in ("open", "close"):
        call_command("round", step, "2570")
        states.append(Round.objects.get(code="2570").state)
    assert states == ["open", "closed"]


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["open", "2570"], "Nobody is asked in it"),
        (["close", "2570"], "It is not open"),
        (["ask", "2571"], "There is no round 2571"),
        ([*CREATE, *DAYS, "--questionnaire", "x"], "No questionnaire begins so"),
        ([*CREATE, *DAYS, "--questionnaire", ""], "exists already"),
    ],
)
def test_what_cannot_be_done_is_said(
    small_questionnaire: QuestionnaireVersion, arguments: list[str], message: str
) -> None:
    create(small_questionnaire)

    with pytest.raises(CommandError, match=message):
        call_command("round", *arguments)

    assert [survey_round.state for survey_round in Round.objects.all()] == ["preparing"]


def test_the_last_day_is_not_before_the_first(small_questionnaire: QuestionnaireVersion) -> None:
    with pytest.raises(CommandError, match="last day is before its first"):
        create(small_questionnaire, "--opens", "2027-07-26", "--closes", "2027-07-25")

    assert not Round.objects.exists()

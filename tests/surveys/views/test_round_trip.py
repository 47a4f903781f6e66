"""The 2560 questionnaire, for both levels: a page that is sent back as it was shown changes nothing."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from lxml import html

from surveys.demo.plausible import plausible_answers
from surveys.models import AnswerRevision
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.model import Audience
from surveys.questionnaire.reader import read_workbook
from surveys.services.answers import save_answers
from surveys.services.questionnaires import load_questionnaire

pytestmark = pytest.mark.django_db

DEFINITION = Path(settings.BASE_DIR, "surveys", "definitions", "2560")


@pytest.fixture
def real_round(survey_round):
    sheets = read_workbook(DEFINITION)
    survey_round.questionnaire, _new = load_questionnaire(
        sheets=sheets, source_name="2560", user=None, now=timezone.now()
    )
    survey_round.save()
    return survey_round


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    "who, audience", [("officer", Audience.DEPARTMENT), ("office_officer", Audience.PROVINCE)]
)
@pytest.mark.parametrize("level", [0.1, 0.9])
def test_sending_a_page_as_it_was_shown_changes_nothing(
    client, real_round, people, who, audience, level, language
):
    questionnaire = questionnaire_of(real_round)
    submission = real_round.submissions.get(agency__memberships__user=people[who])
    dice = Random(7)  # noqa: S311 - dice, not secrets
    answers = plausible_answers(questionnaire, audience, level=level, dice=dice)
    save_answers(submission=submission, values=answers, versions={}, user=people[who], now=timezone.now())
    client.force_login(people[who])
    client.cookies["django_language"] = language
    sent = 0
    for node in questionnaire.dimensions_for(audience):
        path = f"/rounds/2569/{submission.agency.code}/dimensions/{node.code}/"
        page: Any = html.fromstring(client.get(path).content.decode())
        form = next(each for each in page.forms if "data-filling" in each.attrib)
        fields: dict[str, list[str]] = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        sent += sum(name.startswith("version__") for name in fields)
        assert (path, client.post(path, fields).status_code) == (path, 302)
    assert sent == sum(each.kind.is_asked for each in questionnaire.questions_for(audience))
    assert AnswerRevision.objects.count() == len(answers)

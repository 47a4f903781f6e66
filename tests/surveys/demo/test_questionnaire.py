"""The questionnaires of the demonstration."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from surveys.demo.questionnaire import demonstration_questionnaire, draft_of_the_next_questionnaire
from surveys.models import QuestionnaireVersion
from surveys.queries.crosswalks import changes_between, names_between

pytestmark = pytest.mark.django_db


def test_the_draft_shows_what_can_differ(settings: Settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    before = demonstration_questionnaire(now=timezone.now())
    for _time in range(2):
        after = draft_of_the_next_questionnaire(now=timezone.now())
    assert QuestionnaireVersion.objects.count() == 2
    changes = changes_between(before, after, names_between(before, after))
    assert {change.kind.value for change in changes} == {"title", "reworded", "renamed", "weight", "points"}

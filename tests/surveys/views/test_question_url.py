import pytest
from django.urls import reverse

from surveys.templatetags.question_url import question_url


@pytest.mark.parametrize("view", ["save", "history", "evidence_upload"])
@pytest.mark.parametrize("name", ["plan", "all_posts"])
def test_it_is_the_address_that_django_gives(submission, other_submission, view, name):
    for each in (submission, other_submission):
        expected = reverse(f"surveys:{view}", args=[each.round.code, each.agency.code, name])
        assert question_url(view, each, name) == expected

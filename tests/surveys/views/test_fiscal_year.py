"""The year that "the fiscal year of the survey" stands for is said where the questions are."""

import pytest

from tests.surveys.views.pages import BASE, DIMENSION

pytestmark = pytest.mark.django_db

WORDS = [
    ("th", "ปีงบประมาณที่สำรวจ\u00a0พ.ศ.\u00a02569"),
    ("en", "Fiscal year of the survey: 2026 (B.E. 2569)"),
]


@pytest.mark.parametrize("address", [BASE, DIMENSION])
@pytest.mark.parametrize(("language", "words"), WORDS)
def test_pages_with_questions_name_the_year_of_the_round(client, draft, officer, address, language, words):
    client.force_login(officer)
    client.cookies["django_language"] = language
    assert words in client.get(address).content.decode()

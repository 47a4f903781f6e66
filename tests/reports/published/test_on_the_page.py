"""Printed figures and the page of results by question agree, although each counts in its own way."""

from pathlib import Path

from django.test import Client

from agencies.models import Agency, User
from reports.published.comparing import compare
from reports.published.reading import published_of
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience
from tests.reports.published.making import write
from tests.reports.published.on_the_page import about_questions, blocks_of, said
from tests.rounds import DURING

FIGURES = (
    {"measure": "choice", "arguments": "plan none", "base": "responded"},
    {"measure": "choice", "arguments": "plan in_preparation none", "base": "answered"},
    {"measure": "choice", "arguments": "topics data", "base": "answered"},
    {"measure": "choice", "arguments": "topics people", "base": "applies"},
    {"measure": "state", "arguments": "remark not_stated", "base": "responded"},
    {"measure": "state", "arguments": "digital_posts not_applicable", "base": "responded"},
    {"measure": "applies", "arguments": "topics", "base": "responded"},
    {"measure": "sum", "arguments": "all_posts digital_posts", "base": "responded", "unit": "count"},
    {"measure": "rows", "arguments": "services", "base": "answered", "unit": "count"},
    {"measure": "rows_with", "arguments": "services online yes", "base": "rows"},
    {"measure": "choice", "arguments": "plan in_preparation", "base": "responded", "level": "province"},
)
EXACT = ["50", "100", "100", "100", "100", "50", "50", "217", "4", "50", "100"]
"""By hand, from `tests.reports.answered`."""


def test_they_agree(client: Client, answered: Round, analyst: User, folder: Path):
    write(folder, *({"code": f"figure-{at}"} | row for at, row in enumerate(FIGURES)))
    everybody = Agency.objects.all()
    found = compare(published_of("2569"), survey_round=answered, agencies=everybody, now=DURING)
    client.force_login(analyst)
    blocks = {level: blocks_of(client, answered, level) for level in Audience}
    assert len(about_questions(found)) == len(FIGURES)
    assert [str(said(each.figure, blocks[each.figure.level])) for each in found] == EXACT
    assert [str(each.value) for each in found] == EXACT

"""Scores speak as the questionnaire does that they were scored by, answers as the one that was asked."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from agencies.models import Agency, User
from reports.services.rescoring import use_run
from scoring.models import ScoringRun
from scoring.queries import scored_by
from scoring.services.runs import chunks_to_queue, score_chunk, start_run
from scoring.services.scorecards import score_version
from surveys.models import QuestionnaireVersion, Round
from surveys.queries.questionnaires import questionnaire_of, questionnaire_with_hash
from tests.reports.making import sign, submission_of
from tests.reports.workbooks.making import built, named
from tests.rounds import DURING


@pytest.fixture
def scored(survey_round: Round, agency_a: Agency, officer: User) -> Round:
    score_version(version_id=sign(submission_of(survey_round, agency_a), officer).pk, now=DURING)
    return survey_round


@pytest.fixture
def rescored(scored: Round, reworded: QuestionnaireVersion, manager: User) -> Round:
    """The figures come from a run by the corrected questionnaire."""
    run = start_run(survey_round=scored, questionnaire=reworded, reason="corrected", user=None, now=DURING)
    for chunk in chunks_to_queue(run_id=run.pk, size=10, now=DURING):
        score_chunk(run_id=run.pk, version_ids=chunk, now=DURING)
    use_run(run=run, user=manager, now=DURING)
    return scored


def test_before_anything_is_scored_it_is_the_one_that_is_asked(survey_round: Round) -> None:
    assert not ScoringRun.objects.exists()
    assert scored_by(survey_round) == questionnaire_of(survey_round)


def test_it_is_that_of_the_run_in_use(rescored: Round, reworded: QuestionnaireVersion) -> None:
    assert scored_by(rescored) == questionnaire_with_hash(reworded.sha256) != questionnaire_of(rescored)


PAGES = ["agencies/D1101/", "results/", ""]


@pytest.mark.parametrize("page", PAGES)
def test_pages(client: Client, analyst: User, scored: Round, page: str) -> None:
    assert "Policies, corrected" not in read(client, analyst, page)


@pytest.mark.parametrize("page", PAGES)
def test_pages_after_the_corrected_run(client: Client, analyst: User, rescored: Round, page: str) -> None:
    assert "Policies, corrected" in read(client, analyst, page)


def read(client: Client, user: User, page: str) -> str:
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(f"/dashboard/2569/{page}").content.decode()


def test_the_workbook(rescored: Round, manager: User, tmp_path: Path) -> None:
    book = built(tmp_path, rescored, manager)

    # 1.1 is (60 + 2 · 50) / 3 at 40, 1.2 is 62.5 at 60.
    (score,) = (row for row in named(book, "Scores", "Code", "1 Policies, corrected") if row[0] == "D1101")
    assert round(float(score[1]), 6) == round((160 / 3 * 40 + 62.5 * 60) / 100, 6)
    framework: Any = dict(named(book, "Framework", "Code", "Weight Department level"))
    assert (framework["1.1"], framework["1.2"]) == (40, 60)
    assert named(book, "Options", "Question", "Code", "Text in English", "Points of the option")[:2] == [
        ("plan", "finished", "Finished", 100),
        ("plan", "in_preparation", "In preparation", 60),
    ]
    columns = ("Text in English", "Options", "Asked when (expression)")
    codebook = {row[0]: row[1:] for row in named(book, "Codebook", "Question", *columns)}
    assert codebook["plan"] == (
        "Digital plan",
        "finished = Finished (100)\nin_preparation = In preparation (60)\nnone = None (0)",
        None,
    )
    assert codebook["topics"][2] == "${plan} != 'none'\nFor the score: true()"

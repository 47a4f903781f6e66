"""What the command prints, and how it ends."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency
from scoring.models import ScoringRun
from surveys.models import Round
from tests.reports.making import score, score_in, submission_of
from tests.reports.published.making import write
from tests.rounds import DURING, make_round

RATE = {
    "code": "department-rate",
    "measure": "responded",
    "arguments": "",
    "base": "asked",
    "label_en": "Response rate",
}
MEAN = {
    "code": "department-1",
    "measure": "mean",
    "arguments": "1",
    "base": "scored",
    "unit": "score",
    "label_en": "Dimension 1",
}
NOBODY = "Nobody has responded in round 2570: there is nothing to compute from."
WEIGHT = {"code": "province-2", "level": "province", "measure": "weight", "arguments": "2", "base": ""}


@pytest.fixture
def scored(answered: Round, agency_a: Agency) -> Round:
    version = submission_of(answered, agency_a).current_version
    assert version
    score(version, "57.85", {"1": "66.666666666666"})
    return answered


def verify(*arguments: str) -> tuple[int, list[str]]:
    """The exit code, and the lines."""
    out = StringIO()
    try:
        call_command("verify_published", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_all_met(scored: Round, folder: Path):
    write(folder, RATE | {"printed": "100"}, MEAN | {"printed": "66.7"}, WEIGHT | {"printed": "30"})
    assert verify("2569") == (
        0,
        [
            "level       figure               printed   computed  n  difference",
            "department  Response rate            100        100  2           0  met",
            "department  Dimension 1             66.7  66.666667  1   -0.033333  met",
            "province    Plan in preparation       30         30  –           0  met",
            "3 of 3 figures met",
        ],
    )


def test_one_is_not_met(scored: Round, folder: Path):
    write(folder, RATE | {"printed": "91"}, MEAN | {"printed": "66.7"})
    assert verify("2569") == (
        1,
        [
            "level       figure         printed   computed  n  difference",
            "department  Response rate       91        100  2           9  NOT MET",
            "department  Dimension 1       66.7  66.666667  1   -0.033333  met",
            "1 of 2 figures met",
        ],
    )


def test_nothing_to_compute_from(scored: Round, folder: Path):
    write(folder, MEAN | {"arguments": "3"})
    assert verify("2569") == (
        1,
        [
            "level       figure       printed  computed  n  difference",
            "department  Dimension 1       50         –  0           –  NOT MET",
            "0 of 1 figures met",
        ],
    )


@pytest.mark.parametrize("printed, code", [("66.7", 0), ("66.6", 1)])
def test_json(scored: Round, folder: Path, printed: str, code: int):
    write(folder, MEAN | {"printed": printed})
    found, lines = verify("2569", "--json")
    assert (found, json.loads("\n".join(lines))) == (
        code,
        {
            "met": 1 - code,
            "of": 1,
            "figures": [
                {
                    "code": "department-1",
                    "level": "department",
                    "label": "Dimension 1",
                    "measure": "mean",
                    "arguments": ["1"],
                    "base": "scored",
                    "unit": "score",
                    "lines": [3, 12],
                    "printed": printed,
                    "rounded": "66.7",
                    "exact": "66666666667/1000000000",
                    "n": 1,
                    "met": not code,
                }
            ],
        },
    )


def test_another_run_and_another_round(scored: Round, folder: Path, agency_a: Agency):
    """The figures of the report 2569 may be compared with any round, by any of its runs."""
    Round.objects.filter(pk=scored.pk).update(code="2570")
    write(folder, MEAN | {"printed": "12.5"})
    live = scored.scoring_runs.get()
    other = ScoringRun.objects.create(
        round=scored,
        questionnaire=live.questionnaire,
        engine_version=live.engine_version,
        reason="other weights",
        state=ScoringRun.State.FINISHED,
        created_at=DURING,
        touched_at=DURING,
        finished_at=DURING,
    )
    version = submission_of(scored, agency_a).current_version
    assert version
    score_in(other, version, "12.5", {"1": "12.5"})
    assert verify("2569", "--round", "2570")[0] == 1
    assert verify("2569", "--round", "2570", "--run", str(other.pk))[0] == 0


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["2568"], "There are no published figures called 2568."),
        (["2569", "--round", "2500"], "There is no round 2500."),
        (["2569", "--round", "2570"], NOBODY),
        (["2569", "--run", "999999"], "Round 2569 has no scoring run 999999."),
    ],
)
def test_refused(scored: Round, small_questionnaire, folder: Path, arguments: list[str], message: str):
    make_round(small_questionnaire, "2570")
    write(folder, RATE)
    with pytest.raises(CommandError) as refused:
        call_command("verify_published", *arguments)
    assert str(refused.value) == message


def test_a_file_with_mistakes_is_refused_with_all_of_them(scored: Round, folder: Path):
    write(folder, RATE | {"unit": "score"}, MEAN | {"arguments": "9"})
    with pytest.raises(CommandError) as refused:
        call_command("verify_published", "2569")
    assert str(refused.value).splitlines() == [
        "department-rate: “responded” cannot be a score",
        "department-1: no dimension or indicator “9” at this level",
    ]

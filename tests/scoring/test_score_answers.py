"""Scoring a file of answers on the command line, where there is no database at all."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scoring.answer_files import FileError, score_file
from scoring.engine import ENGINE_VERSION
from surveys.questionnaire.vocabulary import Audience
from tests.rounds import SMALL

ROOT = Path(__file__).resolve().parent.parent.parent
ANSWERS = {"plan": "finished", "topics": ["people"]}


def written(folder: Path, content: object) -> Path:
    path = folder / "answers.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The command as an analyst calls it: with no settings, no database and no broker in the environment."""
    bare = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    command = [sys.executable, str(ROOT / "manage.py"), "score_answers", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=bare, cwd=cwd)


def test_it_prints_the_tree_without_a_database(tmp_path: Path):
    path = written(tmp_path, ANSWERS)
    done = run("--questionnaire", SMALL, "--audience", "department", "--answers", path, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    tree = json.loads(done.stdout)
    assert {name: tree[name] for name in ("audience", "engine", "score")} == {
        "audience": "department",
        "engine": ENGINE_VERSION,
        "score": tree["root"]["score"],
    }
    dimension = tree["root"]["children"][0]
    assert (dimension["code"], dimension["kind"]) == ("1", "dimension")
    indicator = dimension["children"][0]
    plan = next(node for node in indicator["children"] if node["code"] == "plan")
    assert {name: plan[name] for name in ("label", "score", "state", "value", "weight")} == {
        "label": {"th": "แผนดิจิทัล", "en": "Digital plan"},
        "score": 100.0,
        "state": "answered",
        "value": "finished",
        "weight": 1.0,
    }
    assert plan["exact"]["score"] == "100"
    assert plan["reason"] == {
        "code": "choice",
        "params": {"choice": "finished", "points": "100"},
        "text": "“finished” earns 100 points.",
    }


def test_numbers_stand_unrounded_and_exact(tmp_path: Path):
    path = written(tmp_path, {"plan": "in_preparation", "topics": ["people"]})
    done = run("--questionnaire", SMALL, "--audience", "department", "--answers", path)
    for node in every(json.loads(done.stdout)["root"]):
        for name, exact in node["exact"].items():
            number = None if exact is None else float_of(exact)
            assert node[name] == number


def every(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(each for child in node.get("children", []) for each in every(child))]


def float_of(exact: str) -> float:
    numerator, _, denominator = exact.partition("/")
    return int(numerator) / int(denominator or 1)


REFUSED = [
    # the file, what is said
    (
        "[1,]",
        "answers.json: This is not JSON: Expecting value (line 1, column 4).",
    ),
    ("[]", 'answers.json: Write one object of answers, as in {"plan_status": "finished"}.'),
    (
        '{"plan": "none", "plan": "finished"}',
        "answers.json: plan: This name stands twice in one object. Keep one of the two.",
    ),
    ('{"share": NaN}', "answers.json: NaN is not a number."),
    (
        f'{{"all_posts": {"9" * 5000}}}',
        "answers.json: A number or a nesting is too long to be an answer.",
    ),
    ({"": "finished"}, 'answers.json: "": No question called "" is asked here.'),
    ({"online": "yes"}, "answers.json: online: No question called online is asked here."),
    (
        {"all_posts": True},
        "answers.json: all_posts: This kind of answer does not fit the question. Expected: integer.",
    ),
    ({"budget": {"gear": 1}}, "answers.json: budget: The question has no part gear."),
    (
        {"budget": {"equipment": 50, "systems": 20, "training": 10}},
        "answers.json: budget: The percentages add up to 80, not to 100.",
    ),
    (
        {"services": [{"service_name": "a", "online": "maybe"}, "b"]},
        (
            "answers.json: services row 1 online: maybe is not one of the options.\n"
            "answers.json: services row 2: This kind of answer does not fit the question. Expected: rows."
        ),
    ),
    ({"plan": "perfect"}, "answers.json: plan: perfect is not one of the options."),
    (
        {"ega--adjustments": [1]},
        (
            "answers.json: ega--adjustments: Write one object, as in "
            '{"plan_status": {"score": 50, "reason": "…"}}.'
        ),
    ),
    (
        {"plan": "perfect", "ega--adjustments": {"remark": {"score": 50, "reason": "because"}}},
        (
            "answers.json: plan: perfect is not one of the options.\n"
            "answers.json: ega--adjustments: remark: No question of this name is scored at this level."
        ),
    ),
    *(
        (
            {"ega--adjustments": {"plan": entry}},
            f"answers.json: ega--adjustments: plan: {said}",
        )
        for entry, said in (
            (50, 'Write the score and the reason, as in {"score": 50, "reason": "…"}.'),
            ({"score": 50}, 'Write the score and the reason, as in {"score": 50, "reason": "…"}.'),
            ({"score": 50, "reason": " "}, "Say why: the reason is missing."),
            ({"score": 101, "reason": "because"}, "The score is a number from 0 to 100."),
            ({"score": True, "reason": "because"}, "The score is a number from 0 to 100."),
            ({"score": "half", "reason": "because"}, "The score is a number from 0 to 100."),
            ({"score": "Infinity", "reason": "because"}, "The score is a number from 0 to 100."),
        )
    ),
    (
        {"plan": ["finished"], "plann": "none"},
        (
            "answers.json: plan: This kind of answer does not fit the question. Expected: select_one.\n"
            "answers.json: plann: No question called plann is asked here."
        ),
    ),
]


@pytest.mark.parametrize(("content", "said"), REFUSED)
def test_a_file_with_mistakes_is_refused_with_all_of_them(tmp_path: Path, content: object, said: str):
    with pytest.raises(FileError) as refused:
        score_file(workbook=SMALL, audience=Audience.DEPARTMENT, answers=written(tmp_path, content))
    assert str(refused.value) == said


def test_an_answer_that_does_not_count_is_told(tmp_path: Path):
    path = written(tmp_path, {"plan": "none", "topics": ["people"], "all_posts": 200})
    done = run("--questionnaire", SMALL, "--audience", "department", "--answers", path)
    said = "This does not count: the question is not asked where the others are answered like that."
    assert (done.returncode, done.stderr) == (0, f"answers.json: topics: {said}\n")


def test_an_adjustment_stands_after_what_the_answer_gives(tmp_path: Path):
    path = written(
        tmp_path, ANSWERS | {"ega--adjustments": {"plan": {"score": "62.5", "reason": "It ended in 2558."}}}
    )
    done = run("--questionnaire", SMALL, "--audience", "department", "--answers", path)
    assert (done.returncode, done.stderr) == (0, "")
    plan = next(node for node in every(json.loads(done.stdout)["root"]) if node["code"] == "plan")
    assert (plan["score"], plan["reason"]["text"]) == (
        62.5,
        "EGA’s review set the score to 62.5: It ended in 2558.",
    )
    assert plan["by_answer"] == {
        "score": 100.0,
        "exact": {"score": "100"},
        "reason": {
            "code": "choice",
            "params": {"choice": "finished", "points": "100"},
            "text": "“finished” earns 100 points.",
        },
    }


def test_a_mistake_ends_the_command_with_1_and_prints_no_score(tmp_path: Path):
    path = written(tmp_path, {"plann": "none"})
    done = run("--questionnaire", SMALL, "--audience", "department", "--answers", path)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "CommandError: answers.json: plann: No question called plann is asked here.\n",
    )


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str):
    with pytest.raises(FileError, match=r"The file cannot be read"):
        score_file(workbook=SMALL, audience=Audience.DEPARTMENT, answers=tmp_path / name)


def test_a_broken_workbook_is_told_with_sheet_row_and_column(tmp_path: Path):
    broken = tmp_path / "broken"
    broken.mkdir()
    for sheet in SMALL.glob("*.csv"):
        text = sheet.read_text(encoding="utf-8")
        (broken / sheet.name).write_text(
            text.replace("${plan} != 'none'", "${plann} != 'none'"), encoding="utf-8"
        )
    with pytest.raises(FileError) as refused:
        score_file(workbook=broken, audience=Audience.DEPARTMENT, answers=written(tmp_path, ANSWERS))
    assert str(refused.value) == "broken: survey, row 3, relevant: There is no question plann."

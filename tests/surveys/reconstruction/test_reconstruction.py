"""The made-up answers of 2560: every printed figure, answers that make sense, the same every time."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest

from portal.formats import half_up
from scoring.engine import score
from surveys.questionnaire.answer_file import normalise_all
from surveys.questionnaire.review import IssueCode, review
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.aims import read_aims
from surveys.reconstruction.quotas import QuotaError, read_quotas
from surveys.reconstruction.reconstruct import reconstruct
from surveys.reconstruction.rules import broken_rules
from surveys.reconstruction.scorebook import TOTAL
from surveys.reconstruction.steering import Unreachable
from surveys.reconstruction.timetable import CLOSES, OPENS
from tests.surveys.reconstruction.making import (
    ROOT,
    Change,
    Row,
    agencies,
    changed,
    digest,
    questionnaire,
    responses,
    trees,
)

LEVELS = pytest.mark.parametrize("level", list(Audience))


@LEVELS
def test_every_printed_mean_comes_out(level: Audience) -> None:
    aims = read_aims(level)
    found = {node: str(half_up(mean(level, node))) for node in aims}
    assert found == {node: str(aim.printed) for node, aim in aims.items()}


def mean(level: Audience, node: str) -> Fraction:
    """Over those to whom the node applies."""
    scores = [tree.score if node == TOTAL else tree.node(node).score for tree in trees(level)]
    counted = [each for each in scores if each is not None]
    return sum(counted, Fraction()) / len(counted)


@LEVELS
def test_every_fixed_count_comes_out(level: Audience) -> None:
    fixed = {
        (key, option): amount.of(0)
        for key, quota in read_quotas(level).items()
        for option, amount in quota.items()
        if not amount.is_free
    }
    counts = Counter(each for response in responses(level).values() for each in said(level, response.answers))
    assert {key: counts[key] for key in fixed} == fixed
    assert len(fixed) > 10, "the counts that the report prints"


def said(level: Audience, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(question or item, option) of everything chosen or left blank, and the keys that count other things."""
    states = review(questionnaire(), level, answers).states
    for name, state in states.items():
        if state is AnswerState.NOT_STATED:
            yield name, "not_stated"
    for name, value in answers.items():
        yield from chosen(name, value)
    yield "services/count", str(len(answers.get("services", ())))
    posts = (value for name, value in answers.items() if name.startswith("posts_"))
    yield from [("digital_posts_total", "sum")] * sum(map(int, posts))


def chosen(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for item, each in value.items():
            yield from chosen(item, each)
    elif isinstance(value, list):
        for each in value:
            yield from chosen(name, each)


@LEVELS
def test_as_many_respond_as_the_report_says(level: Audience) -> None:
    asked = len(agencies(level))
    assert (asked, len(responses(level))) == {
        Audience.DEPARTMENT: (302, 274),
        Audience.PROVINCE: (1444, 1179),
    }[level]


@LEVELS
def test_the_answers_could_be_submitted_once_the_evidence_is_there(level: Audience) -> None:
    wrong = [
        (code, issue.question, issue.code)
        for code, response in responses(level).items()
        for issue in review(questionnaire(), level, response.answers).blocking
        if issue.code is not IssueCode.EVIDENCE
    ]
    assert wrong == []
    stated = {code: each.answers for code, each in responses(level).items()}
    assert {code: normalise_all(questionnaire(), level, each) for code, each in stated.items()} == stated


@LEVELS
def test_the_answers_of_one_agency_make_sense_together(level: Audience) -> None:
    broken = {code: [*broken_rules(each.answers, level)] for code, each in responses(level).items()}
    assert {code: rules for code, rules in broken.items() if rules} == {}


@LEVELS
def test_no_two_agencies_say_the_same(level: Audience) -> None:
    times = Counter(repr(sorted(each.answers.items())) for each in responses(level).values())
    assert [number for number in times.values() if number > 1] == []


@LEVELS
def test_the_moments_are_in_order_and_within_the_round(level: Audience) -> None:
    whens = [each.timetable for each in responses(level).values()]
    disordered = [when for when in whens if not when.started < when.submitted < when.signed]
    outside = [when for when in whens if not OPENS <= when.started.date() <= when.signed.date() <= CLOSES]
    assert (disordered, outside) == ([], [])


BEST_AND_WORST = {
    "1": ("1.6", "1.2"),
    "2": ("2.3", "2.2"),
    "3": ("3.2", "3.3"),
    "4": ("4.3", "4.2"),
    "5": ("5.2", "5.1"),
}
"""Of provincial indicators the report prints not every figure, but says which is the best and the worst."""


def test_the_best_and_the_worst_are_those_that_the_report_names() -> None:
    level = Audience.PROVINCE
    found = {}
    for dimension in BEST_AND_WORST:
        nodes = [node.code for node in questionnaire().children_for(dimension, level)]
        means = {node: mean(level, node) for node in nodes}
        found[dimension] = (max(means, key=means.__getitem__), min(means, key=means.__getitem__))
    assert found == BEST_AND_WORST


def test_another_process_makes_the_same() -> None:
    """With other hashes of strings, and from agencies in another order."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.surveys.reconstruction.making"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "2560"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [digest(responses(Audience.DEPARTMENT))]


def test_another_seed_gives_other_answers_and_the_same_means() -> None:
    level = Audience.DEPARTMENT
    others = reconstruct(questionnaire(), level, agencies(level), seed="2561")
    assert digest(others) != digest(responses(level))
    totals = [score(questionnaire(), level, each.answers).score for each in others.values()]
    assert str(half_up(sum(filter(None, totals), Fraction()) / len(totals))) == "57.8"


def weights_of_1_1_and_1_2(row: Row) -> Row:
    weights = {"1.1": "30", "1.2": "15"}
    return row | {"weight_department": weights.get(row["code"], row["weight_department"])}


def erp_counts_when_blank(row: Row) -> Row:
    return row | {"ega--missing": ""} if row["name"] == "erp_use" else row


def no_chatbot(row: Row) -> Row | None:
    return None if row["name"] == "chatbot" else row


@pytest.mark.parametrize(
    "sheet, change, refusal, said",
    [
        ("ega--framework", weights_of_1_1_and_1_2, Unreachable, r"^1: 58\.\d{4} cannot be brought to 57\.9$"),
        ("survey", erp_counts_when_blank, Unreachable, r"^4: 48\.\d{4} cannot be brought to 49\.3$"),
        ("choices", no_chatbot, QuotaError, "chatbot.* not offered at the level department"),
    ],
)
def test_a_questionnaire_that_forbids_a_figure_is_refused(
    sheet: str, change: Change, refusal: type[Exception], said: str
) -> None:
    with pytest.raises(refusal, match=said):
        reconstruct(changed(sheet, change), Audience.DEPARTMENT, agencies(Audience.DEPARTMENT))

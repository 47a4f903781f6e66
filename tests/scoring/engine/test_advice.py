"""What would raise a score most, against sums worked out by hand and against the engine."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine import score
from scoring.engine.advice import improvements
from surveys.questionnaire.model import Audience, Questionnaire
from tests.scoring.engine.strategies import answers_to
from tests.scoring.engine.test_properties import QUESTIONNAIRES
from tests.surveys.questionnaire.workbooks import compiled

DEPARTMENT = Audience.DEPARTMENT

# Weights for departments: dimensions 50, 30, 20; 1.1 is 60 % of its dimension with three questions alike, so
# a point of one of them is 0.5 · 0.6 / 3 = 0.1 of the total; of 1.2, 0.5 · 0.4 = 0.2; of 3.1, 0.2. 2.1 weighs
# services 1, systems_owner 2 and measures 2, so a point of weight 1 is 0.3 / 5 = 0.06.
STATED: dict[str, Any] = {
    "plan": "in_preparation",
    "topics": ["people"],
    "all_posts": 10,
    "digital_posts": 5,
    "budget": {"equipment": "60", "systems": "40"},
    "has_services": "yes",
    "services": [{"service_name": "ก", "online": "no"}, {"service_name": "ข", "online": "yes"}],
    "systems_owner": {"payroll": "own", "documents": "central"},
    "measures": ["backup", "training"],
    "satisfaction": "40",
}
STEPS = [
    ("satisfaction", "", "", Fraction(12)),  # 60 · 0.2
    ("budget", "", "", Fraction(10)),  # 40 of 80 is 50, so 50 · 0.2
    ("plan", "finished", "", Fraction(5)),  # 50 · 0.1
    ("topics", "data", "", Fraction(10, 3)),  # a third of 100 · 0.1
    ("topics", "security", "", Fraction(10, 3)),
    ("services", "", "", Fraction(3)),  # one row of two: 50 · 0.06
    ("systems_owner", "own", "documents", Fraction(9, 5)),  # 20 · 3/4 · 0.12
]


def steps(**changes: Any) -> list[tuple[str, str, str, Fraction]]:
    answers = {name: value for name, value in (STATED | changes).items() if value is not None}
    found = improvements(compiled(), DEPARTMENT, answers)
    return [(each.step.question, each.step.choice, each.step.item, each.gain) for each in found]


def test_every_step_stands_with_its_gain_the_greatest_first():
    assert steps() == STEPS


CHANGES = [
    # what is different, the steps that its question then has
    # Stating the plan opens the gate of services, which drag 2.1 from 92.5 down to 84: 0.3 · 8.5 = 2.55 less.
    ({"plan": None}, "plan", [("finished", Fraction("7.45")), ("in_preparation", Fraction("2.45"))]),
    ({"satisfaction": {"na": "measured elsewhere"}}, "satisfaction", []),
    ({"satisfaction": "100"}, "satisfaction", []),
    (
        {"topics": ["no_topic"]},
        "topics",
        [(each, Fraction(10, 3)) for each in ("people", "data", "security")],
    ),
    ({"has_services": "no"}, "services", []),
    ({"services": None}, "services", [("", Fraction(6))]),
    ({"measures": None}, "measures", []),
]


@pytest.mark.parametrize(("change", "question", "wanted"), CHANGES)
def test_steps_of_one_question(change: dict[str, Any], question: str, wanted: list[tuple[str, Fraction]]):
    assert [(choice, gain) for name, choice, _item, gain in steps(**change) if name == question] == wanted


@QUESTIONNAIRES
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_the_engine_gives_what_was_promised(questionnaire: Questionnaire, data: st.DataObject):
    audience = data.draw(st.sampled_from(Audience))
    answers = data.draw(answers_to(questionnaire, audience))
    before = score(questionnaire, audience, answers).score or 0
    found = improvements(questionnaire, audience, answers)
    assert [each.gain for each in found] == sorted((each.gain for each in found), reverse=True)
    for each in found:
        assert 0 < each.gain <= 100 - before
        if each.step.value is not None:
            after = score(questionnaire, audience, {**answers, each.step.question: each.step.value}).score
            assert after == before + each.gain

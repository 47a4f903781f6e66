"""The whole analysis, and its document."""

import json
import math
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.robustness import (
    Framework,
    InvalidMaterial,
    Robustness,
    Scores,
    Settings,
    analyse,
    framework_for,
    scores_from,
    to_document,
)
from surveys.questionnaire.model import Audience
from tests.scoring.robustness.cases import NAN, THREE_AGENCIES, TWO, analysed, few, framework
from tests.surveys.questionnaire.workbooks import compiled

SOME = Settings(draws=16)


@few
@given(case=analysed())
def test_any_analysis_is_json_without_nan(case: tuple[Framework, Scores]):
    document = to_document(analyse(*case, SOME))
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_the_document():
    document = to_document(analyse(TWO, THREE_AGENCIES, SOME))
    assert list(document) == ["format", *(field.name for field in fields(Robustness))]
    assert (document["format"], document["numpy"]) == (1, np.__version__)
    assert document["settings"]["weightings"] == ["perturbed", "dirichlet"]
    assert document["framework"]["dimensions"][0]["indicators"] == [{"code": "A1", "weight": 1}]
    assert document["simulation"]["agencies"][0]["rank"] == 1
    assert document["importances"][1]["correlation"] == {"value": None, "n": 2, "reason": "too_few_cases"}
    assert document["consistencies"][1]["alpha"] == {"value": None, "n": 3, "reason": "too_few_items"}


@few
@given(case=analysed(), data=st.data())
def test_the_order_of_agencies_does_not_matter(case: tuple[Framework, Scores], data: st.DataObject):
    weights, before = case
    order = data.draw(st.permutations(range(len(before.agencies))))
    after = scores_from(
        [before.agencies[row] for row in order], before.values[order], before.not_stated[order]
    )
    found, again = (to_document(analyse(weights, each, SOME)) for each in (before, after))
    for document in (found, again):
        document["simulation"]["agencies"].sort(key=lambda each: each["agency"])
    assert _rounded(again) == _rounded(found)


def _rounded(value):
    """Sums over agencies in another order may differ in their last digits."""
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    return pytest.approx(value, rel=1e-6, abs=1e-6) if isinstance(value, float) else value


def test_nobody_and_nothing():
    nobody = analyse(TWO, scores_from([], np.empty((0, 2))), SOME)
    nothing = analyse(Framework(()), scores_from(["a"], np.empty((1, 0))), SOME)
    assert (nobody.simulation.ranked, nothing.simulation.ranked) == (0, 0)
    json.dumps([to_document(nobody), to_document(nothing)], allow_nan=False)


def test_the_framework_of_an_audience():
    department, province = (framework_for(compiled(), audience) for audience in Audience)
    assert [each.code for each in department.indicators][:2] == ["1.1", "1.2"]
    assert {each.code for each in province.indicators} <= {each.code for each in department.indicators}


INVALID = [
    (["a", "a"], [[1.0, 2], [3, 4]], None),
    (["a"], [[1.0, 2], [3, 4]], None),
    (["a"], [1.0, 2], None),
    (["a"], [[1.0, 101]], None),
    (["a"], [[-0.5, 2]], None),
    (["a"], [[math.inf, 2]], None),
    (["a"], [[1.0, NAN]], [[False]]),
    (["a"], [[1.0, NAN]], [[True, True]]),
]


@pytest.mark.parametrize("agencies, values, mask", INVALID)
def test_scores_that_cannot_be_are_refused(agencies, values, mask):
    with pytest.raises(InvalidMaterial):
        scores_from(agencies, values, mask)


@pytest.mark.parametrize("weight", [-1, NAN, math.inf])
def test_weights_that_cannot_be_are_refused(weight: float):
    with pytest.raises(InvalidMaterial):
        framework((1, [weight]))


def test_a_code_stands_once():
    with pytest.raises(InvalidMaterial):
        Framework((*TWO.dimensions, TWO.dimensions[0]))


def test_scores_of_another_framework_are_refused():
    with pytest.raises(InvalidMaterial):
        analyse(framework((1, [1, 1, 1])), THREE_AGENCIES, SOME)

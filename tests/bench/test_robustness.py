"""The benchmark of the robustness analysis measures what it says."""

from bench.robustness import HEAD, LINE, invented, line, measured
from scoring.robustness import framework_for
from scoring.robustness.aggregation import nominal_totals
from surveys.questionnaire.vocabulary import Audience
from tests.surveys.questionnaire.workbooks import compiled

FRAMEWORK = framework_for(compiled(), Audience.DEPARTMENT)


def test_every_size_is_measured():
    found = list(measured(FRAMEWORK, [(1, 16), (2, 17)]))
    assert [(each.times, each.agencies, each.draws) for each in found] == [(1, 1179, 16), (2, 2358, 17)]
    assert {len(line(each, ratio=1)) for each in found} == {len(LINE.format(*HEAD))}


def test_invented_scores_have_gaps_of_both_kinds():
    scores = invented(FRAMEWORK, 1000)
    absent = scores.values != scores.values
    assert 0 < scores.not_stated.sum() < absent.sum() < scores.values.size
    assert (nominal_totals(FRAMEWORK, scores) >= 0).sum() > 990

"""Which means are not for everybody, by how many agencies stand behind each."""

import pytest

from reports.queries.means import Mean, Means
from reports.withholding import FEWEST, is_few, withheld_of
from surveys.models import QuestionnaireVersion
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Audience

CODES = ("total", "1", "1.1", "1.2", "2", "2.1", "3", "3.1")
EVERYTHING = dict.fromkeys(CODES, "few")
CASES: dict[str, tuple[tuple[int, ...], dict[str, str]]] = {
    "enough everywhere": ((10, 10, 10, 10, 7, 7, 6, 6), {}),
    "nobody has it": ((10, 10, 10, 10, 0, 0, 10, 10), {}),
    "two agencies in all": ((2, 2, 2, 2, 2, 2, 2, 2), EVERYTHING),
    # The total of ten and dimensions 1 and 3 would give dimension 2 of the one: 3 goes with it.
    "one dimension of one agency": (
        (10, 10, 10, 10, 1, 1, 7, 7),
        {"2": "few", "2.1": "few", "3": "telling", "3.1": "telling"},
    ),
    "an indicator of two agencies": ((10, 10, 10, 2, 10, 10, 10, 10), {"1.1": "telling", "1.2": "few"}),
    # The total of ten without the dimensions of nine is what the tenth has scored.
    "all but one have a dimension": (
        (10, 10, 10, 10, 9, 9, 7, 7),
        {"2": "telling", "2.1": "telling", "3": "telling", "3.1": "telling"},
    ),
    "all but two have an indicator": ((10, 10, 10, 8, 10, 10, 10, 10), {"1.1": "telling", "1.2": "telling"}),
    "two small ones hide each other": (
        (10, 10, 10, 10, 2, 2, 1, 1),
        {"2": "few", "2.1": "few", "3": "few", "3.1": "few"},
    ),
    "all but one of many": ((100, 100, 100, 100, 99, 99, 100, 100), {}),
    "one of many": (
        (300, 300, 300, 300, 1, 1, 200, 200),
        {"2": "few", "2.1": "few", "3": "telling", "3.1": "telling"},
    ),
}


@pytest.mark.parametrize("ns, found", CASES.values(), ids=CASES)
def test_departments(
    small_questionnaire: QuestionnaireVersion, ns: tuple[int, ...], found: dict[str, str]
) -> None:
    questionnaire = questionnaire_with_hash(small_questionnaire.sha256)
    means = Means(ns[0], {code: Mean(n=n) for code, n in zip(CODES, ns, strict=True)})
    assert withheld_of(questionnaire, Audience.DEPARTMENT, means) == found


def test_what_is_not_asked_at_a_level_cannot_hide_anything(small_questionnaire: QuestionnaireVersion) -> None:
    """Provincial offices have no dimension 3: beside a small dimension 2 only 1 is left."""
    questionnaire = questionnaire_with_hash(small_questionnaire.sha256)
    ns = {"total": 10, "1": 10, "1.1": 10, "1.2": 10, "2": 2, "2.1": 2}
    means = Means(10, {code: Mean(n=n) for code, n in ns.items()})
    assert withheld_of(questionnaire, Audience.PROVINCE, means) == {
        "2": "few",
        "2.1": "few",
        "1": "telling",
        "1.1": "telling",
        "1.2": "telling",
    }


@pytest.mark.parametrize("n, few", [(0, False), (1, True), (FEWEST - 1, True), (FEWEST, False)])
def test_few(n: int, few: bool) -> None:
    assert is_few(n) == few

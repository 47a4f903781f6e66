"""Each measure on the answers of two departments and one office, counted by hand."""

from fractions import Fraction
from pathlib import Path

import pytest

from agencies.models import Agency, User
from reports.published.behind import agencies_behind
from reports.published.comparing import compare
from reports.published.reading import published_of
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import score, sign, submission_of, submit
from tests.reports.published.making import figure_of
from tests.rounds import DURING

A, B = "D1101", "D1201"
CASES: dict[tuple[str, str, str, str], tuple[str | None, int | None, dict[str, str | int]]] = {
    # measure, arguments, base, unit: value, n, agencies behind it
    ("asked", "", "asked", "count"): ("3", 3, {A: 1, B: 1, "D1301": 1}),
    ("responded", "", "asked", "count"): ("2", 3, {A: 1, B: 1}),
    ("responded", "", "asked", "percent"): ("200/3", 3, {A: 1, B: 1}),
    ("applies", "topics", "responded", "count"): ("1", 2, {A: 1}),
    ("applies", "topics", "responded", "percent"): ("50", 2, {A: 1}),
    ("choice", "plan none", "responded", "count"): ("1", 2, {B: 1}),
    ("choice", "plan in_preparation none", "answered", "percent"): ("100", 2, {A: 1, B: 1}),
    ("choice", "topics people", "responded", "percent"): ("50", 2, {A: 1}),
    ("choice", "topics people", "applies", "percent"): ("100", 1, {A: 1}),
    ("choice", "topics services", "answered", "count"): ("0", 1, {}),
    ("state", "plan none", "responded", "count"): ("1", 2, {B: 1}),
    ("state", "remark not_stated", "applies", "percent"): ("100", 2, {A: 1, B: 1}),
    ("state", "digital_posts not_applicable", "responded", "count"): ("1", 2, {B: 1}),
    ("sum", "all_posts digital_posts", "responded", "count"): ("217", 2, {A: 210, B: 7}),
    ("rows", "services", "answered", "count"): ("4", 2, {A: 2, B: 2}),
    ("rows_with", "services online yes", "rows", "count"): ("2", 4, {A: 1, B: 1}),
    ("rows_with", "services online yes no", "rows", "percent"): ("75", 4, {A: 2, B: 1}),
    ("mean", "total", "scored", "score"): ("48.875", 2, {A: "57.75", B: 40}),
    ("mean", "1", "scored", "score"): ("60", 1, {A: 60}),
    ("mean", "1.2", "scored", "score"): (None, 0, {}),
    ("weight", "2", "", "percent"): ("30", None, {}),
}


@pytest.fixture
def scored(answered: Round, agency_a: Agency, agency_b: Agency, other_ministry, officer: User) -> Round:
    """The third department has submitted, but nobody has signed."""
    for agency, total, first in ((agency_a, "57.75", "60"), (agency_b, "40", None)):
        submission = submission_of(answered, agency)
        assert submission.current_version
        score(submission.current_version, total, {"1": first})
    waiting = make_department("D1301", other_ministry)
    add_agencies(survey_round=answered, agencies=[waiting])
    score(submit(submission_of(answered, waiting), officer), "99", {"1": "99"})
    return answered


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_computed(scored: Round, folder: Path, case: tuple[str, str, str, str]):
    measure, arguments, base, unit = case
    value, n, behind = CASES[case]
    figure = figure_of(folder, measure=measure, arguments=arguments, base=base, unit=unit)
    everybody = Agency.objects.all()
    [found] = compare(published_of("2569"), survey_round=scored, agencies=everybody, now=DURING)
    assert (found.value, found.n) == (None if value is None else Fraction(value), n)
    adds = agencies_behind(figure, survey_round=scored, agencies=everybody)
    codes = dict(everybody.values_list("pk", "code"))
    assert {codes[agency]: added for agency, added in adds.items()} == {
        code: Fraction(added) for code, added in behind.items()
    }


def test_only_the_agencies_given(scored: Round, folder: Path, agency_a: Agency):
    figure = figure_of(folder, base="responded")
    only = Agency.objects.filter(pk=agency_a.pk)
    [found] = compare(published_of("2569"), survey_round=scored, agencies=only, now=DURING)
    assert (found.value, found.n) == (Fraction(100), 1)
    assert agencies_behind(figure, survey_round=scored, agencies=only) == {agency_a.pk: 1}


@pytest.mark.parametrize(
    "printed, met, rounded, difference",
    [
        ("66.7", True, "66.7", Fraction(-1, 30)),
        ("67", True, "67", Fraction(-1, 3)),
        ("66", False, "67", Fraction(2, 3)),
        ("66.66", False, "66.67", Fraction(1, 150)),
    ],
)
def test_compared_at_the_precision_that_is_printed(
    scored: Round, folder: Path, printed: str, met: bool, rounded: str, difference: Fraction
):
    figure_of(folder, measure="responded", arguments="", base="asked", printed=printed)
    [found] = compare(published_of("2569"), survey_round=scored, agencies=Agency.objects.all(), now=DURING)
    assert (found.met, str(found.rounded), found.difference) == (met, rounded, difference)


def test_a_half_goes_up(scored: Round, folder: Path, agency_a: Agency, agency_b: Agency):
    """(57.75 + 40) / 2 = 48.875."""
    figure_of(folder, measure="mean", arguments="total", base="scored", unit="score", printed="48.88")
    [found] = compare(published_of("2569"), survey_round=scored, agencies=Agency.objects.all(), now=DURING)
    assert (found.value, found.met) == (Fraction("48.875"), True)


def test_nothing_to_compute_from_is_not_met(survey_round: Round, folder: Path):
    figure_of(folder, printed="0")
    [found] = compare(
        published_of("2569"), survey_round=survey_round, agencies=Agency.objects.all(), now=DURING
    )
    assert (found.value, found.rounded, found.difference, found.n, found.met) == (None, None, None, 0, False)


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow(
    scored: Round, folder: Path, ministry, officer: User, more: int, django_assert_num_queries
):
    agencies = [make_department(f"D8{n:03}", ministry) for n in range(more)]
    add_agencies(survey_round=scored, agencies=agencies)
    for agency in agencies:
        sign(submission_of(scored, agency), officer)
    figure_of(folder)
    published, everybody = published_of("2569"), Agency.objects.all()
    compare(published, survey_round=scored, agencies=everybody, now=DURING)
    with django_assert_num_queries(6):
        [found] = compare(published, survey_round=scored, agencies=everybody, now=DURING)
    assert found.n == 2 + more

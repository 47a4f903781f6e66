"""Dates and numbers as people read them, in both languages."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation

from portal.formats import format_file_size, half_up

DAY = dt.date(2026, 11, 22)
AFTERNOON = dt.datetime(2026, 11, 22, 7, 32, tzinfo=dt.UTC)
LATE_IN_LONDON = dt.datetime(2026, 12, 31, 17, 5, tzinfo=dt.UTC)


def written(value: object, filter_name: str, language: str) -> str:
    template = Template(f"{{% load portal_format %}}{{{{ value|{filter_name} }}}}")
    with translation.override(language):
        return template.render(Context({"value": value}))


@pytest.mark.parametrize(
    "filter_name, value, thai, english",
    [
        ("date_be", DAY, "22 พ.ย. 2569", "22 Nov 2026"),
        ("date_be", dt.date(2017, 2, 1), "1 ก.พ. 2560", "1 Feb 2017"),
        ("date_be", LATE_IN_LONDON, "1 ม.ค. 2570", "1 Jan 2027"),
        ("date_be", dt.datetime(2026, 11, 22, 23, 59), "22 พ.ย. 2569", "22 Nov 2026"),  # noqa: DTZ001 - naive on purpose
        ("date_be", None, "–", "–"),
        ("time_be", AFTERNOON, "14:32\u00a0น.", "14:32"),
        ("time_be", dt.time(9, 5), "09:05\u00a0น.", "09:05"),
        ("time_be", None, "–", "–"),
        ("datetime_be", AFTERNOON, "22 พ.ย. 2569 14:32\u00a0น.", "22 Nov 2026, 14:32"),
        ("datetime_be", LATE_IN_LONDON, "1 ม.ค. 2570 00:05\u00a0น.", "1 Jan 2027, 00:05"),
        ("datetime_be", None, "–", "–"),
        ("count", 1444, "1,444", "1,444"),
        ("count", 0, "0", "0"),
        ("count", None, "–", "–"),
        ("score", Decimal("57.85"), "57.9", "57.9"),
        ("score", Fraction(115, 2), "57.5", "57.5"),
        ("score", 100, "100.0", "100.0"),
        ("score", 0, "0.0", "0.0"),
        ("score", None, "–", "–"),
        ("number", Fraction(1444), "1,444", "1,444"),
        ("number", Fraction(5785, 100), "57.85", "57.85"),
        ("number", Fraction(1, 3), "0.33", "0.33"),
        ("number", Decimal("1200.50"), "1,200.5", "1,200.5"),
        ("number", Fraction(-1, 2), "-0.5", "-0.5"),
        ("number", 0, "0", "0"),
        ("number", None, "–", "–"),
        ("percent", Decimal("82.05"), "82.1\u00a0%", "82.1\u00a0%"),
        ("percent", 0, "0.0\u00a0%", "0.0\u00a0%"),
        ("percent", None, "–", "–"),
    ],
)
def test_is_written(filter_name, value, thai, english):
    assert (written(value, filter_name, "th"), written(value, filter_name, "en")) == (thai, english)


@pytest.mark.parametrize(
    "code, name", [("1", "dim-1"), ("6.2", "dim-6"), (3, "dim-3"), ("total", ""), (None, "")]
)
def test_a_dimension_and_its_indicators_share_a_class(code, name):
    assert written(code, "dim_class", "th") == name


@pytest.mark.parametrize(
    "value, places, rounded",
    [
        (Decimal("0.05"), 1, "0.1"),
        (Decimal("0.15"), 1, "0.2"),
        (Decimal("0.25"), 1, "0.3"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-0.25"), 1, "-0.3"),
        (0.15, 1, "0.2"),
        (Fraction(1, 3), 1, "0.3"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 20), 1, "-0.1"),
        (Fraction(199, 2), 0, "100"),
        (7, 1, "7.0"),
    ],
)
def test_a_half_goes_away_from_zero(value, places, rounded):
    assert str(half_up(value, places)) == rounded


@pytest.mark.parametrize(
    "size, text",
    [
        (0, "0 KB"),
        (1, "0.1 KB"),
        (40 * 1024, "40 KB"),
        (1_000 * 1024 + 1, "1,000.1 KB"),
        (1024 * 1024, "1 MB"),
        (10 * 1024 * 1024, "10 MB"),
        (10 * 1024 * 1024 + 1, "10.1 MB"),
        (22_300_000, "21.3 MB"),
    ],
)
def test_sizes_of_files_are_rounded_up(size, text):
    assert format_file_size(size) == text.replace(" ", "\u00a0")

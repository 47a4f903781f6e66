"""Kept answers, as an officer would type them."""

import pytest

from surveys.forms.typed import as_typed

CASES = [
    ("plan", "finished", "th", "finished"),
    ("topics", ["people", "data"], "th", ["people", "data"]),
    ("all_posts", 1250, "th", "1250"),
    ("plan_date", "2017-08-01", "th", "1/8/2560"),
    ("plan_date", "2017-08-01", "en", "1/8/2017"),
    ("budget", {"equipment": "40"}, "th", {"equipment": "40"}),
    ("services", [{"service_name": "ก", "online": "yes"}], "th", [{"service_name": "ก", "online": "yes"}]),
    ("digital_posts", {"na": "ไม่มีบริการ"}, "th", {"na": "ไม่มีบริการ"}),
    ("plan", None, "th", None),
]


@pytest.mark.parametrize("question, value, language, typed", CASES)
def test_as_typed(small, question, value, language, typed):
    assert as_typed(small.question(question), value, language) == typed

"""Kept answers, as people read them."""

import pytest
from django.utils.translation import override

from surveys.forms.reading import ReadBack, calculated_text, read_back, unit_of
from surveys.questionnaire.model import Kind, Label, Question

CASES = [
    ("plan", "finished", ReadBack(lines=("Finished",))),
    ("plan", "of_another_year", ReadBack(lines=("of_another_year",))),
    ("topics", ["people", "data"], ReadBack(lines=("People", "Data"))),
    ("all_posts", 1250, ReadBack(lines=("1,250",))),
    ("plan_date", "2017-08-01", ReadBack(lines=("1 Aug 2017",))),
    ("remark", "=1+1", ReadBack(lines=("=1+1",))),
    (
        "budget",
        {"equipment": "40", "systems": "60"},
        ReadBack(pairs=(("Equipment", "40 %"), ("Systems", "60 %"))),
    ),
    ("systems_owner", {"payroll": "own"}, ReadBack(pairs=(("Payroll", "Own system"),))),
    (
        "services",
        [{"service_name": "Permits", "online": "yes"}, {"service_name": "Complaints"}],
        ReadBack(head=("Name", "Online"), rows=(("Permits", "Yes"), ("Complaints", "–"))),
    ),
    ("digital_posts", {"na": "no services"}, ReadBack(lines=("Not applicable: no services",))),
    ("plan", None, ReadBack()),
    ("policy_file", None, ReadBack()),
]


@pytest.mark.parametrize("question, value, read", CASES)
def test_read_back(small, question, value, read):
    with override("en"):
        assert read_back(small.question(question), value) == read


def test_nothing_stated_is_false():
    assert not ReadBack()
    assert ReadBack(lines=("",))


@pytest.mark.parametrize("result, text", [("1250.5", "1,250.5"), ("-3", "-3"), ("", "–"), ("true", "true")])
def test_calculated_text(result, text):
    assert calculated_text(result) == text


@pytest.mark.parametrize(
    "kind, unit",
    [(Kind.DECIMAL, "In million baht"), (Kind.INTEGER, "In million baht"), (Kind.TEXT, "")],
)
def test_the_hint_of_a_number_says_what_it_counts(kind, unit):
    question = Question("amount", kind, Label(), hint=Label(th="หน่วย: ล้านบาท", en="In million baht"))
    with override("en"):
        assert unit_of(question) == unit

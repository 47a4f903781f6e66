import contextlib
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.answer_file import AnswersError, normalise_all
from surveys.questionnaire.answers import AnswerError, Fault, normalise, parse
from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.faults import ANSWER_MESSAGES
from surveys.questionnaire.model import Audience, Questionnaire

DEPARTMENT, PROVINCE = Audience
FULL_BUDGET = {"equipment": "40", "systems": "60"}

READ: list[tuple[str, Any, Any]] = [
    ("plan", "finished", "finished"),
    ("plan", " none ", "none"),
    ("plan", "", None),
    ("plan", None, None),
    ("topics", ["data", "people"], ["people", "data"]),
    ("topics", "people", ["people"]),
    ("topics", ["people", "people", ""], ["people"]),
    ("topics", ["no_topic"], ["no_topic"]),
    ("topics", [], None),
    ("all_posts", "5", 5),
    ("all_posts", "๑,๒๕๐", 1250),
    ("all_posts", " 1,234,567 ", 1234567),
    ("all_posts", "0012", 12),
    ("all_posts", "-3", -3),
    ("all_posts", "−3", -3),
    ("all_posts", "50 %", 50),
    ("all_posts", "   ", None),
    ("all_posts", "999999999999", 999999999999),
    ("satisfaction", "12.50", "12.5"),
    ("satisfaction", "๘๒.๑%", "82.1"),
    ("satisfaction", ".5", "0.5"),
    ("satisfaction", "-0", "0"),
    ("satisfaction", "100", "100"),
    ("remark", "  สวัสดี\r\nครับ  ", "สวัสดี\nครับ"),
    ("remark", "e\u0301", "é"),
    ("remark", "=HYPERLINK(1)", "=HYPERLINK(1)"),
    ("remark", "👩‍💻 ดี", "👩‍💻 ดี"),
    ("remark", "a\x00b\x07c\td\x0be\ud800", "abc d\ne"),
    ("remark", " \n ", None),
    ("remark", "\u200b \ufeff\u2060\n\u00ad", None),
    ("remark", "ภาษา\u200bไทย\u200c\u200d", "ภาษา\u200bไทย\u200c\u200d"),
    ("remark", "\u202eก\u202c\u2066ข\u2069 ", "กข"),
    ("remark", "ก" + "\u0301" * 31 + "ข", "ก" + "\u0301" * 30 + "ข"),
    ("remark", "ก" + "\u0344" * 30, "ก" + "\u0308\u0301" * 15),
    ("remark", "ก" * 4000, "ก" * 4000),
    ("plan_date", "2017-08-01", "2017-08-01"),
    ("plan_date", "2560-08-01", "2017-08-01"),
    ("plan_date", "1/8/2560", "2017-08-01"),
    ("plan_date", "๑/๘/๒๕๖๐", "2017-08-01"),
    ("plan_date", "01.08.2017", "2017-08-01"),
    ("plan_date", "29/2/2559", "2016-02-29"),
    ("plan_date", "", None),
    ("budget", {"equipment": "๔๐", "systems": "60%"}, FULL_BUDGET),
    ("budget", {"equipment": "", "systems": "100"}, {"equipment": "0", "systems": "100"}),
    ("budget", {"equipment": "33.3", "systems": "66.7"}, {"equipment": "33.3", "systems": "66.7"}),
    ("budget", {"equipment": "", "systems": ""}, None),
    ("budget", {}, None),
    ("systems_owner", {"documents": "own", "payroll": "paper"}, {"payroll": "paper", "documents": "own"}),
    ("systems_owner", {"payroll": "own", "documents": ""}, {"payroll": "own"}),
    ("systems_owner", {"payroll": ""}, None),
    (
        "services",
        [{"service_name": " ก ", "online": "yes"}, {"service_name": "", "online": ""}, {"online": "no"}],
        [{"service_name": "ก", "online": "yes"}, {"online": "no"}],
    ),
    ("services", [{}], None),
    ("services", [], None),
    ("digital_posts", {"na": " ไม่มีตำแหน่ง "}, {"na": "ไม่มีตำแหน่ง"}),
    ("policy_file", "", None),
    ("thanks", "", None),
]

REFUSED = [
    ("plan", "finnished", [Fault("not_offered", {"value": "finnished"})]),
    ("plan", ["finished"], [Fault("wrong_kind", {"expected": "select_one"})]),
    ("plan", {"na": "x"}, [Fault("na_not_allowed")]),
    ("digital_posts", {"na": "  "}, [Fault("na_without_reason")]),
    ("digital_posts", {"na": "\u200b"}, [Fault("na_without_reason")]),
    ("digital_posts", {"na": 1}, [Fault("wrong_kind", {"expected": "text"})]),
    (
        "topics",
        ["people", "b", "a"],
        [Fault("not_offered", {"value": "a"}), Fault("not_offered", {"value": "b"})],
    ),
    ("topics", ["people", "no_topic"], [Fault("exclusive", {"choice": "no_topic"})]),
    ("topics", 3, [Fault("wrong_kind", {"expected": "select_multiple"})]),
    ("topics", [3], [Fault("wrong_kind", {"expected": "select_multiple"})]),
    ("all_posts", "ห้า", [Fault("not_number", {"value": "ห้า"})]),
    ("all_posts", "12 34", [Fault("not_number", {"value": "12 34"})]),
    ("all_posts", "1,23", [Fault("not_number", {"value": "1,23"})]),
    ("all_posts", "1e3", [Fault("not_number", {"value": "1e3"})]),
    ("all_posts", "-", [Fault("not_number", {"value": "-"})]),
    ("all_posts", "5.0", [Fault("not_whole")]),
    ("all_posts", "1000000000000", [Fault("too_many_digits", {"limit": 12})]),
    ("all_posts", "9" * 100_000, [Fault("too_many_digits", {"limit": 12})]),
    ("satisfaction", "x" * 50, [Fault("not_decimal", {"value": "x" * 40 + "…"})]),
    ("satisfaction", "1.2345678", [Fault("too_many_decimals", {"limit": 6})]),
    ("satisfaction", "100.1", [Fault("out_of_range", {"minimum": 0, "maximum": 100})]),
    ("satisfaction", "-1", [Fault("out_of_range", {"minimum": 0, "maximum": 100})]),
    ("remark", "ก" * 100_000, [Fault("too_long", {"length": 100_000, "limit": 4000})]),
    ("remark", "a" + "\u0315\u0300" * 40_000, [Fault("too_long", {"length": 80_001, "limit": 4000})]),
    ("remark", ["a"], [Fault("wrong_kind", {"expected": "text"})]),
    ("plan_date", "soon", [Fault("not_date", {"value": "soon"})]),
    ("plan_date", "1/8//2560", [Fault("not_date", {"value": "1/8//2560"})]),
    ("plan_date", "31/2/2560", [Fault("bad_day", {"value": "31", "days": 28})]),
    ("plan_date", "30/2/2559", [Fault("bad_day", {"value": "30", "days": 29})]),
    ("plan_date", "๓๑/๔/๒๕๖๐", [Fault("bad_day", {"value": "31", "days": 30})]),
    ("plan_date", "0/8/2560", [Fault("bad_day", {"value": "0", "days": 31})]),
    ("plan_date", "ห้า/8/2560", [Fault("bad_day", {"value": "ห้า", "days": 31})]),
    ("plan_date", "1/13/2560", [Fault("bad_month", {"value": "13"})]),
    ("plan_date", "1/8/60", [Fault("bad_year", {"value": "60"})]),
    ("plan_date", "1/8/2300", [Fault("bad_year", {"value": "2300"})]),
    ("plan_date", "1/8/256O", [Fault("bad_year", {"value": "256O"})]),
    ("plan_date", "0001-01-01", [Fault("bad_year", {"value": "0001"})]),
    ("plan_date", "/8/2560", [Fault("no_day")]),
    ("plan_date", "1//2560", [Fault("no_month")]),
    ("plan_date", "1/8/", [Fault("no_year")]),
    (
        "plan_date",
        "32/ /",
        [Fault("bad_day", {"value": "32", "days": 31}), Fault("no_month"), Fault("no_year")],
    ),
    ("budget", {"equipment": "39", "systems": "60"}, [Fault("not_100", {"total": "99"})]),
    ("budget", {"equipment": "40"}, [Fault("not_100_yet", {"total": "40"})]),
    ("budget", {"equipment": "100", "systems": "0.5"}, [Fault("not_100", {"total": "100.5"})]),
    ("budget", {"equipment": "40", "systems": "60.5"}, [Fault("not_100", {"total": "100.5"})]),
    (
        "budget",
        {"equipment": "many", "systems": "101"},
        [
            Fault("not_decimal", {"value": "many"}, item="equipment"),
            Fault("out_of_range", {"minimum": 0, "maximum": 100}, item="systems"),
        ],
    ),
    ("budget", {"equipment": "100", "cars": "0"}, [Fault("unknown_item", {"name": "cars"})]),
    ("budget", "100", [Fault("wrong_kind", {"expected": "percentages"})]),
    ("systems_owner", {"payroll": "mine"}, [Fault("not_offered", {"value": "mine"}, item="payroll")]),
    ("services", {"online": "yes"}, [Fault("wrong_kind", {"expected": "rows"})]),
    ("services", ["yes"], [Fault("wrong_kind", {"expected": "rows"}, row=0)]),
    (
        "services",
        [{"online": "yes"}, {"online": "perhaps", "service_name": "ก" * 4001}],
        [
            Fault("too_long", {"length": 4001, "limit": 4000}, item="service_name", row=1),
            Fault("not_offered", {"value": "perhaps"}, item="online", row=1),
        ],
    ),
    ("services", [{}] * 201, [Fault("too_many_rows", {"count": 201, "limit": 200})]),
    ("policy_file", "policy.pdf", [Fault("not_answerable")]),
    ("online_count", "3", [Fault("not_answerable")]),
    ("thanks", "you are welcome", [Fault("not_answerable")]),
]


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_what_is_typed_becomes_canonical(questionnaire: Questionnaire, name: str, raw: Any, value: Any):
    assert parse(questionnaire.question(name), raw, DEPARTMENT) == value


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_canonical_answers_stay_as_they_are(questionnaire: Questionnaire, name: str, raw: Any, value: Any):
    assert normalise(questionnaire.question(name), value, DEPARTMENT) == value


@given(text=st.text())
def test_any_text_can_be_kept_and_looked_at(questionnaire: Questionnaire, text: str):
    remark = questionnaire.question("remark")
    value = parse(remark, text, DEPARTMENT)
    assert parse(remark, value, DEPARTMENT) == value
    assert Evaluator(questionnaire, DEPARTMENT, {"remark": value}).effective.get("remark") == value


@pytest.mark.parametrize(("name", "raw", "faults"), REFUSED)
def test_what_cannot_be_kept_is_told(questionnaire: Questionnaire, name: str, raw: Any, faults: list[Fault]):
    with pytest.raises(AnswerError) as caught:
        parse(questionnaire.question(name), raw, DEPARTMENT)
    assert list(caught.value.faults) == faults


@pytest.mark.parametrize(
    ("name", "wrapped"),
    [
        ("remark", lambda text: text),
        ("digital_posts", lambda text: {"na": text}),
        ("services", lambda text: [{"service_name": text}]),
        ("plan", lambda text: text),
        ("topics", lambda text: [text]),
        ("all_posts", lambda text: text),
        ("plan_date", lambda text: text),
    ],
)
@pytest.mark.parametrize("length", [3_999, 80_000])
def test_composing_takes_no_more_steps_than_the_text_is_long(
    questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch, name: str, wrapped: Any, length: int
):
    """Marks out of order are sorted in steps quadratic in the length of their run."""
    normalize, longest = unicodedata.normalize, [0]

    def watched(form: str, text: str) -> str:
        longest.extend(len(run) for run in re.findall("[\u0300\u0315]+", text))
        return normalize(form, text)  # type: ignore[arg-type]

    monkeypatch.setattr(unicodedata, "normalize", watched)
    with contextlib.suppress(AnswerError):
        parse(questionnaire.question(name), wrapped("a" + "\u0315\u0300" * (length // 2)), DEPARTMENT)
    assert max(longest) <= 30


def test_an_option_of_the_other_audience_is_refused(questionnaire: Questionnaire):
    topics = questionnaire.question("topics")
    assert parse(topics, ["security"], DEPARTMENT) == ["security"]
    with pytest.raises(AnswerError):
        parse(topics, ["security"], PROVINCE)


@pytest.mark.parametrize(
    ("name", "value", "canonical"),
    [
        ("all_posts", 12, 12),
        ("all_posts", "12", 12),
        ("satisfaction", 12.5, "12.5"),
        ("satisfaction", 1e-3, "0.001"),
        ("budget", {"equipment": 40, "systems": 60.0}, FULL_BUDGET),
        ("services", [{"online": "yes"}], [{"online": "yes"}]),
        ("digital_posts", {"na": "none"}, {"na": "none"}),
        ("plan", None, None),
    ],
)
def test_json_numbers_are_numbers(questionnaire: Questionnaire, name: str, value: Any, canonical: Any):
    assert normalise(questionnaire.question(name), value, DEPARTMENT) == canonical


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("all_posts", True, "wrong_kind"),
        ("all_posts", 1.5, "not_whole"),
        ("all_posts", float("nan"), "not_number"),
        ("all_posts", float("inf"), "not_number"),
        ("all_posts", 10**40, "too_many_digits"),
        ("satisfaction", 0.1 + 0.2, "too_many_decimals"),
        ("topics", "people", "wrong_kind"),
        ("remark", 5, "wrong_kind"),
        ("plan", 1, "wrong_kind"),
        ("budget", [40, 60], "wrong_kind"),
        ("services", {"online": "yes"}, "wrong_kind"),
        ("services", [["yes"]], "wrong_kind"),
    ],
)
def test_json_of_another_kind_is_refused(questionnaire: Questionnaire, name: str, value: Any, code: str):
    with pytest.raises(AnswerError) as caught:
        normalise(questionnaire.question(name), value, DEPARTMENT)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_file_of_answers_becomes_canonical(questionnaire: Questionnaire):
    data = {"plan": "finished", "all_posts": 100, "remark": None, "budget": {"systems": 100}}
    assert normalise_all(questionnaire, DEPARTMENT, data) == {
        "plan": "finished",
        "all_posts": 100,
        "budget": {"equipment": "0", "systems": "100"},
    }


def test_all_that_is_wrong_in_a_file_of_answers_is_told(questionnaire: Questionnaire):
    data = {
        "plan": 1,
        "plann": "none",
        "satisfaction": 50,
        "services": [{"online": "yes"}, {"online": "maybe"}],
    }
    with pytest.raises(AnswersError) as caught:
        normalise_all(questionnaire, PROVINCE, data)
    assert str(caught.value).splitlines() == [
        "plan: This kind of answer does not fit the question. Expected: select_one.",
        "plann: No question called plann is asked here.",
        "satisfaction: No question called satisfaction is asked here.",
        "services row 2 online: maybe is not one of the options.",
    ]


def test_every_message_is_tried_here():
    tried = {fault.code for _, _, faults in REFUSED for fault in faults}
    assert tried | {"unknown_question", "missing", "constraint"} == set(ANSWER_MESSAGES)

"""From what a browser sends to canonical answers, messages, and inputs that show what was typed again."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from tests.surveys.forms.conftest import form_of, sent

ACCEPTED = [
    ("plan", "plan=finished", "finished"),
    ("plan", "", None),
    ("plan", "plan=finished&clear__plan=1", None),
    ("topics", "topics=data&topics=people", ["people", "data"]),
    ("topics", "topics=no_topic", ["no_topic"]),
    ("topics", "", None),
    ("all_posts", "all_posts= ๑,๒๕๐ ", 1250),
    ("all_posts", "all_posts=   ", None),
    ("remark", "remark==1%2B1 👍", "=1+1 👍"),
    ("remark", "remark=%20ก%0D%0Aข%20", "ก\nข"),
    ("plan_date", "plan_date__day=1&plan_date__month=8&plan_date__year=2560", "2017-08-01"),
    ("plan_date", "plan_date__day=๑&plan_date__month=8&plan_date__year=2017", "2017-08-01"),
    ("plan_date", "plan_date__day=&plan_date__month=&plan_date__year=", None),
    (
        "budget",
        "budget__equipment=40&budget__systems=50.5%25&budget__training=9.5",
        {"equipment": "40", "systems": "50.5", "training": "9.5"},
    ),
    ("budget", "budget__equipment=100", {"equipment": "100", "systems": "0", "training": "0"}),
    ("systems_owner", "systems_owner__payroll=own", {"payroll": "own"}),
    (
        "services",
        "services__0__service_name=ก&services__0__online=yes&services__2__service_name=ข",
        [{"service_name": "ก", "online": "yes"}, {"service_name": "ข"}],
    ),
    (
        "services",
        "services__0__service_name=ก&services__1__service_name=ข&remove__services__0=1",
        [{"service_name": "ข"}],
    ),
    ("services", "services__0__service_name=&services__1__service_name=", None),
    (
        "digital_posts",
        "digital_posts=3&na__digital_posts=1&reason__digital_posts=ไม่มีบริการ",
        {"na": "ไม่มีบริการ"},
    ),
]


@pytest.mark.parametrize("question, text, answer", ACCEPTED)
def test_what_is_sent_becomes_the_canonical_answer(small, question, text, answer):
    form = form_of(small, question, sent(question, text))
    assert (form.answers(), form.errors) == ({question: answer}, {})


REFUSED = [
    ("plan", "plan=unheard", ["unheard is not one of the options."], {"plan"}),
    (
        "topics",
        "topics=people&topics=no_topic",
        ["“None of these” cannot be combined with other options."],
        {"topics"},
    ),
    ("all_posts", "all_posts=many", ["“many” is not a number. Use digits, as in 1,250."], {"all_posts"}),
    ("all_posts", "all_posts=1.5", ["Give a whole number, without decimals."], {"all_posts"}),
    ("remark", f"remark={'a' * 4001}", ["The text has 4,001 characters; at most 4,000 fit."], {"remark"}),
    (
        "plan_date",
        "plan_date__day=31&plan_date__month=2&plan_date__year=2560",
        ["“31” is not a day of that month. Fill in a number from 1 to 28."],
        {"plan_date__day"},
    ),
    (
        "plan_date",
        "plan_date__day=1&plan_date__month=&plan_date__year=60",
        [
            "Choose the month.",
            "“60” is not a year that fits. Give all four digits, such as 2560 (B.E.) or 2017 (C.E.).",
        ],
        {"plan_date__month", "plan_date__year"},
    ),
    (
        "plan_date",
        "plan_date__day=1/8&plan_date__month=8&plan_date__year=2560",
        ["“1/8/8/2560” is not a date. Write day/month/year, as in 1/8/2560."],
        {"plan_date__day", "plan_date__month", "plan_date__year"},
    ),
    ("all_posts", "all_posts=50%25d", ["“50%d” is not a number. Use digits, as in 1,250."], {"all_posts"}),
    (
        "all_posts",
        "all_posts=1234567890123",
        [
            (
                "The number has more than 12 digits. Check the unit that the question asks for, "
                "and give a smaller number."
            ),
        ],
        {"all_posts"},
    ),
    (
        "budget",
        "budget__equipment=99",
        ["The percentages add up to 99 so far. Fill in the items that are still blank, up to 100."],
        {"budget"},
    ),
    (
        "budget",
        "budget__equipment=99&budget__systems=0&budget__training=0",
        ["The percentages add up to 99, not to 100."],
        {"budget"},
    ),
    (
        "budget",
        "budget__equipment=half&budget__systems=101",
        [
            "Equipment: “half” is not a number. Use digits and a point, as in 12.5.",
            "Systems: The number must lie between 0 and 100.",
        ],
        {"budget__equipment", "budget__systems"},
    ),
    (
        "services",
        "services__0__service_name=ก&services__1__online=perhaps",
        ["Row 2: Online: perhaps is not one of the options."],
        {"services__1__online"},
    ),
    (
        "digital_posts",
        "na__digital_posts=1&reason__digital_posts=",
        ["Say why the question is not applicable."],
        {"digital_posts"},
    ),
    (
        "plan",
        "na__plan=1&reason__plan=because",
        ["This question cannot be declared not applicable."],
        {"plan"},
    ),
]


@pytest.mark.parametrize("question, text, sentences, inputs", REFUSED)
def test_what_cannot_be_kept_is_explained_at_its_input(small, question, text, sentences, inputs):
    with override("en"):
        form = form_of(small, question, sent(question, text))
        assert form.answers() == {}
        assert [str(error) for error in form.errors[question]] == sentences
        assert form.bound(question).wrong_inputs == inputs


SHOWN_AGAIN = [
    ("all_posts", "all_posts=many", ['value="many"', 'class="form-control number-input is-invalid"']),
    ("all_posts", "all_posts=5", ['value="5"', 'class="form-control number-input"']),
    ("remark", "remark=%3Cb%3E", ['value="&lt;b&gt;"', 'class="form-control"']),
    ("remark", f"remark={'a' * 4001}", ['class="form-control is-invalid"']),
    (
        "plan_date",
        "plan_date__day=31&plan_date__month=2&plan_date__year=xx",
        ['value="31"', '<option value="2" selected>', 'value="xx" aria-invalid="true"'],
    ),
    (
        "plan_date",
        "plan_date__day=1&plan_date__month=&plan_date__year=2560",
        ['<select class="form-select is-invalid"', 'value="1" >', 'value="2560" >'],
    ),
    ("budget", "budget__equipment=half", ['value="half"', 'aria-invalid="true"']),
    (
        "services",
        "services__0__service_name=ก&services__1__online=perhaps",
        ['value="ก"', 'name="services__4__online"'],
    ),
    (
        "topics",
        "topics=people&topics=no_topic",
        ['value="people" id="id_topics_people" checked', "data-exclusive checked"],
    ),
]


@pytest.mark.parametrize("question, text, pieces", SHOWN_AGAIN)
def test_what_was_typed_is_shown_again(small, question, text, pieces):
    form = form_of(small, question, sent(question, text))
    bound = form.bound(question)
    attributes: dict[str, Any] = {"wrong": bound.wrong_inputs}
    html = " ".join(bound.as_widget(attrs=attributes).split())
    assert [piece for piece in pieces if piece not in html] == []


def test_a_question_that_was_not_sent_keeps_what_stands(small):
    form = form_of(small, "plan", sent("all_posts", "all_posts=3"))
    assert (form.answers(), form.versions()) == ({}, {})


@pytest.mark.parametrize(
    "text, version",
    [
        ("version__plan=4&plan=none", 4),
        ("version__plan=4&plan=none&theirs__plan=6", 4),
        ("version__plan=4&plan=none&theirs__plan=6&choose__plan=mine", 6),
        ("version__plan=four&plan=none", 0),
        ("version__plan=99999999999&plan=none", 0),
    ],
)
def test_the_version_that_the_sender_had_seen(small, text, version):
    form = form_of(small, "plan", QueryDict(text))
    assert form.versions() == {"plan": version}


def test_giving_up_for_the_other_answer_sends_nothing(small):
    form = form_of(small, "plan", QueryDict("version__plan=4&plan=none&theirs__plan=6&choose__plan=theirs"))
    assert form.answers() == {}

"""Faults, as sentences: one for each row of a table, and not more than can be read."""

import pytest
from django.utils.translation import override

from surveys.forms.messages import Complaint, complaints_about
from surveys.questionnaire.answers import Fault


def missing(item, row=None):
    return Fault("missing", item=item, row=row)


def of_row(number):
    name = f"services__{number}__service_name"
    return Complaint(f"Row {number + 1}: Fill in: Name", (name,), f"id_{name}")


CASES = [
    ("all_posts", [], []),
    (
        "all_posts",
        [Fault("not_whole")],
        [Complaint("Give a whole number, without decimals.", ("all_posts",))],
    ),
    ("all_posts", [Fault("constraint")], [Complaint("Must be more than 0", ("all_posts",))]),
    (
        "remark",
        [Fault("too_long", {"length": 80_001, "limit": 4_000})],
        [Complaint("The text has 80,001 characters; at most 4,000 fit.", ("remark",))],
    ),
    (
        "plan_date",
        [Fault("no_month"), Fault("no_year")],
        [
            Complaint("Choose the month.", ("plan_date__month",)),
            Complaint(
                "Fill in the year with four digits, such as 2560 (B.E.) or 2017 (C.E.).", ("plan_date__year",)
            ),
        ],
    ),
    (
        "plan_date",
        [Fault("constraint")],
        [
            Complaint(
                "The answer does not meet the condition of this question.",
                ("plan_date__day", "plan_date__month", "plan_date__year"),
            )
        ],
    ),
    (
        "systems_owner",
        [missing("payroll"), missing("documents")],
        [Complaint("Fill in: Payroll, Documents", ("systems_owner__payroll", "systems_owner__documents"))],
    ),
    (
        "services",
        [
            missing("service_name", 1),
            missing("online", 1),
            Fault("too_many_rows", {"count": 1_201, "limit": 200}),
        ],
        [
            Complaint("There are 1,201 rows; at most 200 fit.", ("services",)),
            Complaint(
                "Row 2: Fill in: Name, Online",
                ("services__1__service_name", "services__1__online"),
                "id_services__1__service_name",
            ),
        ],
    ),
    (
        "services",
        [missing("service_name", 0), Fault("not_offered", {"value": "perhaps"}, item="online", row=0)],
        [
            of_row(0),
            Complaint(
                "Row 1: Online: perhaps is not one of the options.",
                ("services__0__online",),
                "id_services__0__online",
            ),
        ],
    ),
    ("services", [missing("service_name", row) for row in range(10)], [of_row(row) for row in range(10)]),
    (
        "services",
        [missing("service_name", row) for row in range(11)],
        [
            *(of_row(row) for row in range(10)),
            Complaint("and 1 more row", ("services__10__service_name",), "id_services__10__service_name"),
        ],
    ),
    (
        "services",
        [missing("service_name", row) for row in range(12)],
        [
            *(of_row(row) for row in range(10)),
            Complaint(
                "and 2 more rows",
                ("services__10__service_name", "services__11__service_name"),
                "id_services__10__service_name",
            ),
        ],
    ),
]


@pytest.mark.parametrize("question, faults, told", CASES)
def test_what_is_told(small, question, faults, told):
    with override("en"):
        assert complaints_about(small.question(question), faults) == told

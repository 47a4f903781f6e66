"""Which answers another version of a questionnaire could not take."""

import pytest

from surveys.questionnaire.orphans import Orphan, is_orphaned, orphans
from surveys.questionnaire.vocabulary import Audience
from tests.surveys.questionnaire.workbooks import Workbook, compiled, workbook


def changed(sheet: str, wanted: dict[str, str], **cells: str) -> Workbook:
    """The workbook with other cells in the one row that has what is wanted."""
    book = workbook()
    rows = [row for row in book[sheet] if wanted.items() <= row.items()]
    assert len(rows) == 1
    rows[0].update({name.replace("ega_", "ega--"): text for name, text in cells.items()})
    return book


def without(sheet: str, **wanted: str) -> Workbook:
    book = workbook()
    kept = [row for row in book[sheet] if not wanted.items() <= row.items()]
    assert len(kept) == len(book[sheet]) - 1
    return book | {sheet: kept}


ORPHANS = [
    # the other version, what it cannot take
    (workbook(), []),
    (changed("survey", {"name": "plan"}, ega_weight="3"), []),
    (changed("choices", {"list_name": "plan", "name": "in_preparation"}, score="60"), []),
    (changed("survey", {"name": "thanks"}, name="farewell"), []),
    (without("survey", name="online_count"), []),
    (without("survey", name="remark"), [("question", "remark", "")]),
    (changed("survey", {"name": "satisfaction"}, type="integer"), [("kind", "satisfaction", "")]),
    (
        changed("survey", {"name": "measures"}, ega_audience="department", ega_weight="2"),
        [("audience", "measures", "")],
    ),
    (without("choices", list_name="measures", name="drill"), [("choice", "measures", "drill")]),
    (
        changed("choices", {"list_name": "topics", "name": "people"}, audience="department"),
        [("choice", "topics", "people")],
    ),
    (changed("choices", {"list_name": "topics", "name": "security"}, audience=""), []),
    (
        without("choices", list_name="owner", name="central"),
        [
            ("choice", "systems_owner", "central"),
            ("choice", "systems_owner", "payroll: central"),
            ("choice", "systems_owner", "documents: central"),
        ],
    ),
    (changed("survey", {"name": "equipment"}, name="machines"), [("item", "budget", "equipment")]),
    (changed("survey", {"name": "service_name"}, name="called"), [("item", "services", "service_name")]),
]


@pytest.mark.parametrize(("other", "lost"), ORPHANS)
def test_what_the_other_version_cannot_take_is_named(other: Workbook, lost: list[tuple[str, str, str]]):
    found = orphans(compiled(), compiled(other))
    assert [(each.code, each.question, each.detail) for each in found] == lost


def test_what_is_lost_is_said_in_words():
    found = orphans(compiled(), compiled(without("choices", list_name="measures", name="drill")))
    assert [each.message for each in found] == ["The option drill of the question measures is gone."]


DEPARTMENT, PROVINCE = Audience.DEPARTMENT, Audience.PROVINCE
ONLY_DEPARTMENTS = changed("choices", {"list_name": "topics", "name": "people"}, audience="department")
HIT = [
    # the other version, what it lacks, an answer, of whom, whether that answer is lost
    (without("survey", name="remark"), Orphan("question", "remark"), "ก", DEPARTMENT, True),
    (without("survey", name="remark"), Orphan("node", "", "1"), "ก", DEPARTMENT, False),
    (
        changed("survey", {"name": "satisfaction"}, type="integer"),
        Orphan("kind", "satisfaction"),
        {"na": "ก"},
        PROVINCE,
        True,
    ),
    (
        changed("survey", {"name": "measures"}, ega_audience="department", ega_weight="2"),
        Orphan("audience", "measures"),
        ["backup"],
        DEPARTMENT,
        False,
    ),
    (
        changed("survey", {"name": "measures"}, ega_audience="department", ega_weight="2"),
        Orphan("audience", "measures"),
        ["backup"],
        PROVINCE,
        True,
    ),
    (ONLY_DEPARTMENTS, Orphan("choice", "topics", "people"), ["people", "data"], PROVINCE, True),
    (ONLY_DEPARTMENTS, Orphan("choice", "topics", "people"), ["people", "data"], DEPARTMENT, False),
    (ONLY_DEPARTMENTS, Orphan("choice", "topics", "people"), ["data"], PROVINCE, False),
    (
        without("choices", list_name="owner", name="central"),
        Orphan("choice", "systems_owner", "payroll: central"),
        {"payroll": "central"},
        PROVINCE,
        True,
    ),
    (
        without("choices", list_name="owner", name="central"),
        Orphan("choice", "systems_owner", "payroll: central"),
        {"documents": "central"},
        PROVINCE,
        False,
    ),
    (
        without("choices", list_name="owner", name="central"),
        Orphan("choice", "systems_owner", "central"),
        {"na": "central"},
        PROVINCE,
        False,
    ),
    (
        changed("survey", {"name": "equipment"}, name="machines"),
        Orphan("item", "budget", "equipment"),
        {"equipment": "100"},
        DEPARTMENT,
        True,
    ),
    (
        changed("survey", {"name": "equipment"}, name="machines"),
        Orphan("item", "budget", "equipment"),
        {"systems": "100"},
        DEPARTMENT,
        False,
    ),
    (
        changed("survey", {"name": "service_name"}, name="called"),
        Orphan("item", "services", "service_name"),
        [{"online": "yes"}, {"service_name": "ก"}],
        DEPARTMENT,
        True,
    ),
]


@pytest.mark.parametrize(("other", "orphan", "value", "audience", "lost"), HIT)
def test_whose_answers_are_lost(
    other: Workbook, orphan: Orphan, value: object, audience: Audience, lost: bool
):
    assert is_orphaned(orphan, value, audience, compiled(other)) is lost

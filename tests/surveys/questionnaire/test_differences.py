"""What differs between two versions of a questionnaire, said in the words of the survey field."""

from dataclasses import fields
from decimal import Decimal

import pytest

from surveys.questionnaire.differences import (
    Aspect,
    Change,
    ChangeKind,
    Forerunner,
    Piece,
    Why,
    compare,
    crosswalk_of,
    marked,
    proposals,
)
from surveys.questionnaire.differences import fields as by_field
from surveys.questionnaire.differences.ordering import moved
from surveys.questionnaire.document import to_document
from surveys.questionnaire.elements import Band, Choice, Label, Node, Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience
from tests.surveys.questionnaire.test_orphans import ORPHANS, changed, without
from tests.surveys.questionnaire.workbooks import Workbook, asked, both, compiled, option, workbook


def added(sheet: str, at: int, row: dict[str, str]) -> Workbook:
    book = workbook()
    book[sheet].insert(at, row)
    return book


def swapped(sheet: str, first: int, second: int) -> Workbook:
    book = workbook()
    rows = book[sheet]
    rows[first], rows[second] = rows[second], rows[first]
    return book


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str, object, object]]:
    return [
        (
            each.kind,
            each.subject.code,
            each.part.name if each.part else "",
            each.aspect,
            each.before,
            each.after,
        )
        for each in changes
    ]


def label(name: str) -> Label:
    return Label(f"ชื่อ {name}", f"Label of {name}")


CHANGES = [
    (workbook(), []),
    (
        changed("survey", {"name": "plan"}, **both("label", "ถามใหม่", "Asked anew")),
        [("reworded", "plan", "", "label", label("plan"), Label("ถามใหม่", "Asked anew"))],
    ),
    (
        changed("survey", {"name": "plan"}, ega_weight="department=3 province=1"),
        [("weight", "plan", "", "weights", "1", "3")],
    ),
    (
        changed("choices", {"list_name": "plan", "name": "in_preparation"}, score="60"),
        [("points", "plan", "in_preparation", "score", "50", "60")],
    ),
    (
        changed("survey", {"name": "remark"}, relevant="${plan} = 'finished'"),
        [("applicability", "remark", "", "relevant", "", "${plan} = 'finished'")],
    ),
    (
        changed("survey", {"name": "remark"}, required="yes", ega_na="yes"),
        [
            ("applicability", "remark", "", "na_allowed", "", "yes"),
            ("answer", "remark", "", "required", "", "yes"),
        ],
    ),
    (without("survey", name="remark"), [("dropped", "remark", "", "whole", label("remark"), "")]),
    (
        added("survey", 0, asked("text", "aim", indicator="1.1")),
        [("added", "aim", "", "whole", "", label("aim"))],
    ),
    (
        without("choices", list_name="measures", name="drill"),
        [
            ("option_dropped", "measures", "drill", "whole", Label("ตัวเลือก drill", "Option drill"), ""),
            ("points", "measures", "drill", "score", "30", ""),
        ],
    ),
    (
        added("choices", 2, option("plan", "begun", "20")),
        [
            ("option_added", "plan", "begun", "whole", "", Label("ตัวเลือก begun", "Option begun")),
            ("points", "plan", "begun", "score", "", "20"),
        ],
    ),
    (
        changed("ega--framework", {"code": "1"}, **both("label", "มิติใหม่", "New")),
        [("framework", "1", "", "label", compiled().node("1").label, Label("มิติใหม่", "New"))],
    ),
    (
        changed("settings", {"form_id": "test"}, version="2"),
        [("title", "", "", "version", "1", "2")],
    ),
]


@pytest.mark.parametrize(("other", "expected"), CHANGES)
def test_what_differs_is_told(other: Workbook, expected: list[tuple[object, ...]]):
    assert told(compare(compiled(), compiled(other), {})) == expected


@pytest.mark.parametrize(
    "other", [*(other for other, _lost in ORPHANS), *(other for other, _told in CHANGES)]
)
def test_versions_without_a_change_are_the_same_document(other: Workbook):
    same = to_document(compiled(other)) == to_document(compiled())
    assert (compare(compiled(), compiled(other), {}) == ()) is same


def test_the_level_of_a_weight_is_told():
    other = changed("survey", {"name": "plan"}, ega_weight="department=3 province=1")
    (change,) = compare(compiled(), compiled(other), {})
    assert change.audience is Audience.DEPARTMENT


def renamed() -> Questionnaire:
    """The plan under another name, in its question and in every condition."""
    book = workbook()
    for sheet in book.values():
        for row in sheet:
            for column, text in row.items():
                row[column] = (
                    "scheme" if (column, text) == ("name", "plan") else text.replace("${plan}", "${scheme}")
                )
    return compiled(book)


def test_a_renamed_question_is_renamed_and_changes_no_condition():
    changes = compare(compiled(), renamed(), {"scheme": "plan"})
    assert [
        (each.kind, each.subject.code, each.subject.former) for each in changes if each.kind == "renamed"
    ] == [("renamed", "scheme", "plan")]
    assert {each.kind for each in changes} <= {ChangeKind.RENAMED, ChangeKind.REWORDED}


def test_without_a_crosswalk_it_is_dropped_and_added():
    kinds = [(each.kind, each.subject.code) for each in compare(compiled(), renamed(), {})]
    assert (ChangeKind.ADDED, "scheme") in kinds
    assert (ChangeKind.DROPPED, "plan") in kinds


def test_a_question_that_only_has_the_name_of_another_is_not_the_same():
    kinds = [(each.kind, each.subject.code) for each in compare(compiled(), compiled(), {"remark": ""})]
    assert kinds == [(ChangeKind.ADDED, "remark"), (ChangeKind.DROPPED, "remark")]


def test_the_fewest_questions_are_called_moved():
    rows = workbook()["survey"]
    single = [at for at, row in enumerate(rows) if row["type"] in ("text", "integer", "decimal")]
    adjacent = next(at for at in single if at + 1 in single)
    changes = compare(compiled(), compiled(swapped("survey", adjacent, adjacent + 1)), {})
    assert [(each.kind, each.aspect) for each in changes if each.kind is ChangeKind.MOVED] == [
        (ChangeKind.MOVED, Aspect.ORDER)
    ]


@pytest.mark.parametrize(
    ("before", "after", "away"),
    [
        ("abcd", "abcd", ""),
        ("abcd", "bcda", "a"),
        ("abcd", "dabc", "d"),
        ("abcd", "axbd", ""),
        ("ab", "xy", ""),
        ("", "ab", ""),
    ],
)
def test_what_was_moved(before: str, after: str, away: str):
    assert moved(before, after) == frozenset(away)


def test_every_field_has_its_kind_of_change():
    """So that two versions without a change are the same document."""
    apart = {"name", "code", "choices", "items", "nodes", "questions", "bands", "_index"}
    for kind, table in [
        (Question, by_field.QUESTION),
        (Choice, by_field.CHOICE),
        (Node, by_field.NODE),
        (Band, by_field.BAND),
        (Questionnaire, by_field.WHOLE),
    ]:
        assert {field.name for field in fields(kind)} - apart == set(table)
        assert set(table) <= set(Aspect)


MARKS = [
    (
        "The plan of the agency",
        "The plan of the office",
        ["The plan of the ", "agency"],
        ["The plan of the ", "office"],
    ),
    ("Same", "Same", ["Same"], ["Same"]),
    ("", "New text", [], ["New text"]),
    ("มีแผนดิจิทัลหรือไม่", "มีแผนปฏิบัติการดิจิทัลหรือไม่", ["มีแผนดิจิทัลหรือไม่"], ["มีแผน", "ปฏิบัติการ", "ดิจิทัลหรือไม่"]),
    ("one two", "สาม สี่", ["one two"], ["สาม สี่"]),
]


@pytest.mark.parametrize(("before", "after", "old", "new"), MARKS)
def test_the_words_that_changed_are_marked(before: str, after: str, old: list[str], new: list[str]):
    pieces = marked(before, after)
    assert [[piece.text for piece in each] for each in pieces] == [old, new]


@pytest.mark.parametrize(
    ("before", "after"), [pair[:2] for pair in MARKS] + [("a\nb", "a\n\nc"), ("100%", "ร้อยละ 100")]
)
def test_nothing_of_a_text_is_lost_by_marking_it(before: str, after: str):
    assert tuple("".join(piece.text for piece in each) for each in marked(before, after)) == (before, after)


def test_marks_say_what_the_other_text_lacks():
    assert marked("a b", "a c") == (
        (Piece("a ", changed=False), Piece("b", changed=True)),
        (Piece("a ", changed=False), Piece("c", changed=True)),
    )


def test_a_new_name_is_proposed_by_the_workbook_or_by_the_text():
    book = changed(
        "survey", {"name": "remark"}, name="comment", **both("label", "ชื่อ remark", "Label of remark")
    )
    new = compiled(book)
    assert proposals(compiled(), new, {}) == {"comment": Forerunner("remark", Why.SAME_TEXT)}
    assert proposals(compiled(), new, {"comment": "plan_date", "plan": "no_such"}) == {
        "comment": Forerunner("plan_date", Why.FORMERLY)
    }
    assert crosswalk_of(proposals(compiled(), new, {})) == {"comment": "remark"}


def test_nothing_is_proposed_where_two_texts_are_the_same():
    book = workbook()
    for row in book["survey"]:
        if row.get("name") in ("remark", "plan_date"):
            row.update(both("label", "ซ้ำ", "Twice"))
    old = compiled(book)
    for row in book["survey"]:
        if row.get("name") == "remark":
            row["name"] = "comment"
    assert proposals(old, compiled(book), {}) == {}


def test_numbers_are_told_as_the_workbook_writes_them():
    assert by_field.content(Decimal("2.50")) == "2.50"

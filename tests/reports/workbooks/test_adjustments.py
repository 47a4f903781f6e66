"""The sheet of adjustments: which count in the run, which do not, and why."""

from pathlib import Path

from agencies.models import User
from surveys.models import Round
from tests.reports.workbooks.making import Kind, built, named, rows

COLUMNS = ("agency", "question", "by_answer", "adjusted", "reason", "counted", "remark")


def test_every_adjustment_stands_with_what_the_answer_gives(
    reviewed_round: Round, manager: User, tmp_path: Path
) -> None:
    book = built(tmp_path, reviewed_round, manager, kind=Kind.RESULTS)
    why = "หลักฐานเป็นร่าง"
    no_effect = "Without effect: the question does not apply, or the run does not score it"
    assert named(book, "Adjustments", *COLUMNS, head=2) == [
        ("D1101", "data_exchange", None, 100, why, 0, no_effect),
        ("D1101", "erp_use", None, 80, why, 1, None),
        ("D1101", "plan_status", 0, 12.5, why, 1, None),
        ("P5010", "plan_status", 50, 0, why, 0, "Decided after what this run takes"),
    ]
    said = {row[0]: row[1] for row in rows(book, "About")}
    assert said["Adjustments by EGA"] == "2, decided until 15 Jul 2026, 15:32"


def test_without_adjustments_there_is_no_sheet(real_round: Round, manager: User, tmp_path: Path) -> None:
    book = built(tmp_path, real_round, manager)
    assert "Adjustments" not in book.sheetnames
    said = {row[0]: row[1] for row in rows(book, "About")}
    assert said["Adjustments by EGA"] == "none: the answers as the agencies stated them"

"""Scores computed anew from the sheets alone, as an analyst would who has nothing but the workbook."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from agencies.models import User
from scoring.models import Scorecard
from tests.reports.workbooks.making import Kind, built, rows

LEVELS = ("Department level", "Province level")
FULL = Fraction(100)
Record = Mapping[str, Any]
Score = Fraction | None

CALCULATIONS: Mapping[str, Callable[[Record], int]] = {
    "if(${plan_status} = 'finished', 100, if(${plan_status} = 'in_preparation', 50, 0))": lambda answers: {
        "finished": 100,
        "in_preparation": 50,
    }.get(answers["plan_status"], 0),
    "coalesce(${posts_computer_academic}, 0) + coalesce(${posts_computer_officer}, 0)"
    " + coalesce(${posts_other_digital}, 0)": lambda answers: sum(
        answers[name] or 0
        for name in ("posts_computer_academic", "posts_computer_officer", "posts_other_digital")
    ),
}
"""The expressions of the sheet, read by a person."""


def table(book: Any, title: str, head: int = 1) -> list[Record]:
    names, *below = rows(book, title)[head - 1 :]
    return [dict(zip(names, row, strict=True)) for row in below]


class Analyst:
    """Knows the sheets that explain, and one row of answers."""

    def __init__(self, book: Any, level: str, answers: Record) -> None:
        self.level, self.answers = level, answers
        parts = table(book, "Codebook")
        self.questions = [part for part in parts if part["Item"] is None]
        self.items = [part for part in parts if part["Item"] is not None]
        self.framework = table(book, "Framework")
        self.services = [row for row in table(book, "Rows services", 2) if row["agency"] == answers["agency"]]
        self.adjusted = {
            row["question"]: exact(row["adjusted"])
            for row in (table(book, "Adjustments", 2) if "Adjustments" in book.sheetnames else [])
            if row["agency"] == answers["agency"] and row["counted"] == 1
        }
        options = {
            (option["Question"], option["Item"], option["Code"]): option for option in table(book, "Options")
        }
        self.points = {key: option["Points of the option"] for key, option in options.items()}
        self.alone = {key for key, option in options.items() if option["Excludes all others (1 = yes)"]}

    def weight(self, part: Record) -> Fraction | None:
        return exact(part[f"Weight {self.level}"])

    def node(self, code: str | None) -> Score:
        """Of a dimension or an indicator; of everything for None."""
        below = [row for row in self.framework if row["Belongs to"] == code]
        parts = [(self.weight(row), self.node(row["Code"])) for row in below]
        parts += [
            (self.weight(question), self.question(question))
            for question in self.questions
            if question["Indicator"] == code and question["Scored by"]
        ]
        return mean(parts)

    def question(self, question: Record) -> Score:
        name = question["Question"]
        state = self.answers.get(f"{name}.state", "answered")
        if state == "not_applicable" or self.weight(question) is None:
            return None
        if name in self.adjusted:
            return self.adjusted[name]
        blank = Fraction(0) if question["If not stated"] == "counts as 0" else None
        if state == "not_stated":
            return blank
        score = METHODS[question["Kind"], question["Scored by"]](self, question, name, blank)
        return blank if score is None else score

    def chosen(self, name: str) -> list[str]:
        options = [code for question, _item, code in self.points if question == name]
        return [code for code in options if self.answers.get(f"{name}.{code}")]

    def items_of(self, name: str) -> list[Record]:
        return [item for item in self.items if item["Question"] == name and self.weight(item) is not None]

    def capped(self, question: Record, amount: Fraction | int) -> Fraction:
        full = exact(question[f"Full mark {self.level}"])
        assert full is not None
        return FULL * max(Fraction(0), min(Fraction(amount), full)) / full

    def choice(self, _question: Record, name: str, _blank: Score) -> Score:
        return exact(self.points[name, None, self.answers[name]])

    def sum(self, question: Record, name: str, _blank: Score) -> Score:
        points = [exact(self.points[name, None, code]) or Fraction(0) for code in self.chosen(name)]
        return self.capped(question, sum(points, Fraction(0)))

    def share(self, question: Record, name: str, _blank: Score) -> Score:
        counted = [code for code in self.chosen(name) if (name, None, code) not in self.alone]
        return self.capped(question, len(counted))

    def percentages(self, question: Record, name: str, _blank: Score) -> Score:
        parts = [
            (exact(self.answers[f"{name}.{item['Item']}"]) or 0) * (self.weight(item) or 0)
            for item in self.items_of(name)
        ]
        return self.capped(question, sum(parts, Fraction(0)))

    def number(self, question: Record, name: str) -> Fraction | None:
        if question["Kind"] == "calculate":
            return exact(CALCULATIONS[question["Calculated as (expression)"]](self.answers))
        return exact(self.answers[name])

    def ratio(self, question: Record, name: str, _blank: Score) -> Score:
        number, base = self.number(question, name), exact(self.answers[question["Base"]])
        return self.capped(question, number / base) if number is not None and base else None

    def value(self, question: Record, name: str, _blank: Score) -> Score:
        number = self.number(question, name)
        return None if number is None else min(max(number, Fraction(0)), FULL)

    def matrix(self, _question: Record, name: str, blank: Score) -> Score:
        return mean(
            (self.weight(item), self.item(name, item["Item"], self.answers[f"{name}.{item['Item']}"], blank))
            for item in self.items_of(name)
        )

    def rows(self, _question: Record, name: str, blank: Score) -> Score:
        return mean(
            (
                Fraction(1),
                mean(
                    (self.weight(item), self.item(name, item["Item"], row[item["Item"]], blank))
                    for item in self.items_of(name)
                ),
            )
            for row in self.services
        )

    def item(self, name: str, item: str, code: str | None, blank: Score) -> Score:
        return blank if code is None else exact(self.points[name, item, code])


METHODS: Mapping[tuple[str, str], Callable[[Analyst, Record, str, Score], Score]] = {
    ("select_one", "choice"): Analyst.choice,
    ("select_multiple", "sum"): Analyst.sum,
    ("select_multiple", "share"): Analyst.share,
    ("percentages", "share"): Analyst.percentages,
    ("decimal", "ratio"): Analyst.ratio,
    ("calculate", "ratio"): Analyst.ratio,
    ("decimal", "value"): Analyst.value,
    ("calculate", "value"): Analyst.value,
    ("matrix", "rows"): Analyst.matrix,
    ("rows", "rows"): Analyst.rows,
}


def exact(number: Any) -> Fraction | None:
    return None if number is None else Fraction(str(number))


def mean(parts: Iterable[tuple[Fraction | None, Score]]) -> Score:
    counted = [(weight, score) for weight, score in parts if weight is not None and score is not None]
    total = sum((weight for weight, _score in counted), Fraction(0))
    return sum((weight * score for weight, score in counted), Fraction(0)) / total if total else None


@pytest.mark.parametrize("name", ["real_round", "rescored_round", "reviewed_round"])
def test_every_score_can_be_recomputed_from_the_sheets(
    request: pytest.FixtureRequest, name: str, manager: User, tmp_path: Path
):
    survey_round = request.getfixturevalue(name)
    book = built(tmp_path, survey_round, manager, kind=Kind.ANSWERS)
    codes = [row["Code"] for row in table(book, "Framework")]
    cards = Scorecard.objects.current().filter(run__round=survey_round, run__is_live=True)
    kept = {card.submission.agency.code: card for card in cards.select_related("submission__agency")}
    recomputed, expected = {}, {}
    for level in LEVELS:
        for answers in table(book, f"Answers {level}", 2):
            agency, analyst = answers["agency"], Analyst(book, level, answers)
            scores = dict(kept[agency].node_scores.values_list("code", "score"))
            recomputed[agency] = {code: rounded(analyst.node(code)) for code in codes} | {
                "total": rounded(analyst.node(None))
            }
            expected[agency] = {code: rounded(exact(scores.get(code))) for code in codes} | {
                "total": rounded(exact(kept[agency].total))
            }
    assert len(recomputed) == 3
    assert recomputed == expected


def rounded(score: Score) -> float | None:
    """The database keeps twelve decimal places."""
    return None if score is None else round(float(score), 9)

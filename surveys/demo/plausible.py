"""Synthetic answers to any questionnaire, of an agency that is more or less ready. Pure, given its dice."""

import datetime as dt
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from surveys.questionnaire.applicability import applicable
from surveys.questionnaire.model import Choice, Question, Questionnaire
from surveys.questionnaire.review import IssueCode, review
from surveys.questionnaire.vocabulary import Audience, Kind

LEFT_BLANK = 0.05
TRIES = 200
WIDEST = 4
FIRST_DAY = dt.date(2016, 10, 1)

SENTENCES = (
    "ข้อความตัวอย่างสำหรับการสาธิต",
    "หน่วยงานอยู่ระหว่างปรับปรุงระบบงานให้รองรับการทำงานดิจิทัล",
    "ต้องการการสนับสนุนด้านบุคลากรและงบประมาณเพิ่มเติม",
)
SERVICES = (
    "การขออนุญาตประกอบกิจการ",
    "การขอหนังสือรับรอง",
    "การรับเรื่องร้องเรียน",
    "การชำระค่าธรรมเนียม",
    "การขึ้นทะเบียนผู้ประกอบการ",
)

Builder = Callable[[Question, Audience, float, Random], Any]


def plausible_answers(
    questionnaire: Questionnaire, audience: Audience, *, level: float, dice: Random
) -> dict[str, Any]:
    """Canonical answers of an agency whose readiness is `level` (0 to 1); complete, with the odd blank.

    Evidence is not included. RuntimeError if the constraints leave no answer within many throws.
    """
    values = {
        question.name: _answer(question, audience, level, dice)
        for question in questionnaire.questions_for(audience)
        if question.kind in BUILDERS and (question.required or dice.random() > LEFT_BLANK)
    }
    for _try in range(TRIES):
        asked = applicable(questionnaire, audience, values)
        values = {name: value for name, value in values.items() if name in asked}
        wrong = _wrong(questionnaire, audience, values)
        if not wrong:
            return values
        # A wider throw each time: a total may have to be larger than the parts already thrown.
        wide = dice.uniform(0, WIDEST)
        values |= {name: _answer(questionnaire.question(name), audience, wide, dice) for name in wrong}
    raise RuntimeError(f"no plausible answer to {', '.join(sorted(wrong))}")


def _wrong(questionnaire: Questionnaire, audience: Audience, values: Mapping[str, Any]) -> list[str]:
    blocking = review(questionnaire, audience, values).blocking
    return [issue.question for issue in blocking if issue.code is not IssueCode.EVIDENCE]


def _answer(question: Question, audience: Audience, level: float, dice: Random) -> Any:
    return BUILDERS[question.kind](question, audience, level, dice)


def _select_one(question: Question, audience: Audience, level: float, dice: Random) -> str:
    choices = question.choices_for(audience)
    aim = min(1.0, max(0.0, dice.gauss(level, 0.25))) * 100
    return min(choices, key=lambda choice: (abs(_points(choice, dice) - aim), choice.name)).name


def _points(choice: Choice, dice: Random) -> float:
    return dice.uniform(0, 100) if choice.score is None else float(choice.score)


def _select_multiple(question: Question, audience: Audience, level: float, dice: Random) -> list[str]:
    choices = question.choices_for(audience)
    likely = min(0.95, max(0.05, level + 0.1))
    chosen = [choice.name for choice in choices if not choice.exclusive and dice.random() < likely]
    alone = [choice.name for choice in choices if choice.exclusive]
    return chosen or [dice.choice(alone or [choice.name for choice in choices])]


def _integer(_question: Question, _audience: Audience, level: float, dice: Random) -> int:
    return int(10 ** dice.uniform(0, 1 + level))


def _decimal(_question: Question, _audience: Audience, level: float, dice: Random) -> str:
    return str(int(10 ** dice.uniform(0, 1 + level)))


def _date(_question: Question, _audience: Audience, level: float, dice: Random) -> str:
    return (FIRST_DAY + dt.timedelta(days=dice.uniform(0, 3 * 365 * min(2, max(0.1, level))))).isoformat()


def _text(_question: Question, _audience: Audience, _level: float, dice: Random) -> str:
    return dice.choice(SENTENCES)


def _percentages(question: Question, audience: Audience, _level: float, dice: Random) -> dict[str, str]:
    names = [item.name for item in question.items_for(audience)]
    cuts = [0, *sorted(dice.randrange(0, 101, 5) for _ in names[1:]), 100]
    return {name: str(cuts[at + 1] - cuts[at]) for at, name in enumerate(names)}


def _matrix(question: Question, audience: Audience, level: float, dice: Random) -> dict[str, str]:
    return {item.name: _select_one(item, audience, level, dice) for item in question.items_for(audience)}


def _rows(question: Question, audience: Audience, level: float, dice: Random) -> list[dict[str, Any]]:
    return [_row(question, audience, level, dice, name) for name in dice.sample(SERVICES, dice.randint(1, 3))]


def _row(question: Question, audience: Audience, level: float, dice: Random, name: str) -> dict[str, Any]:
    return {
        item.name: name if item.kind is Kind.TEXT else _answer(item, audience, level, dice)
        for item in question.items_for(audience)
    }


BUILDERS: dict[Kind, Builder] = {
    Kind.SELECT_ONE: _select_one,
    Kind.SELECT_MULTIPLE: _select_multiple,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _date,
    Kind.TEXT: _text,
    Kind.PERCENTAGES: _percentages,
    Kind.MATRIX: _matrix,
    Kind.ROWS: _rows,
}

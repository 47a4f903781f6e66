"""A file of answers, scored against a workbook, with neither a database nor a round."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from scoring.adjustment_entries import AdjustmentsError, adjustments_in
from scoring.engine import Adjustments, ScoreTree, score
from surveys.questionnaire.answer_file import AnswersError, normalise_all
from surveys.questionnaire.applicability import applicable
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.problems import WorkbookError
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.review import Issue, IssueCode, review
from surveys.questionnaire.values import Answers
from surveys.questionnaire.vocabulary import Audience

LARGEST = 16 * 2**20
ADJUSTMENTS: Final = "ega--adjustments"
"""The key beside the questions, whose names have no hyphen."""

NOTED = frozenset({IssueCode.CONSTRAINT, IssueCode.INCOMPLETE})


class FileError(ValueError):
    """A workbook or a file of answers that cannot be used; str() has one line for every mistake."""


@dataclass(frozen=True, slots=True)
class ScoredAnswers:
    """The score of a file of answers; `issues` are about answers that could not be submitted like that.

    `hidden` are the questions that are answered although they are not asked where the others are so answered.
    """

    questionnaire: Questionnaire
    tree: ScoreTree
    issues: tuple[Issue, ...]
    hidden: tuple[str, ...]


def score_file(*, workbook: Path, audience: Audience, answers: Path) -> ScoredAnswers:
    """The score of the JSON file `answers` (question name to value). FileError with every mistake found.

    Under `ADJUSTMENTS` it may say what EGA's review makes of single questions.
    """
    questionnaire = _questionnaire_in(workbook)
    given, adjustments = _given_in(answers, questionnaire, audience)
    tree = score(questionnaire, audience, given, adjustments)
    found = review(questionnaire, audience, given).issues
    noted = tuple(issue for issue in found if issue.code in NOTED)
    asked = applicable(questionnaire, audience, given)
    return ScoredAnswers(questionnaire, tree, noted, tuple(name for name in given if name not in asked))


def _questionnaire_in(path: Path) -> Questionnaire:
    try:
        return compile_workbook(read_workbook(path))
    except WorkbookError as error:
        raise FileError("\n".join(f"{path.name}: {problem}" for problem in error.problems)) from error


def _given_in(path: Path, questionnaire: Questionnaire, audience: Audience) -> tuple[Answers, Adjustments]:
    """Answers and adjustments; what is wrong with either is said at once."""
    data = dict(_object_in(path))
    entries = data.pop(ADJUSTMENTS, {})
    answers: Answers = {}
    adjustments: Adjustments = {}
    mistakes: list[str] = []
    try:
        answers = normalise_all(questionnaire, audience, data)
    except AnswersError as error:
        mistakes += str(error).splitlines()
    try:
        adjustments = adjustments_in(entries, questionnaire, audience)
    except AdjustmentsError as error:
        mistakes += [f"{ADJUSTMENTS}: {line}" for line in error.mistakes]
    if mistakes:
        raise FileError("\n".join(f"{path.name}: {line}" for line in mistakes))
    return answers, adjustments


def _object_in(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(_text_of(path), object_pairs_hook=_without_repeats, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FileError(f"{path.name}: This is not JSON: {error.msg} ({where}).") from error
    except FileError as error:
        raise FileError(f"{path.name}: {error}") from error
    except (RecursionError, ValueError) as error:
        raise FileError(f"{path.name}: A number or a nesting is too long to be an answer.") from error
    if not isinstance(data, dict):
        raise FileError(f'{path.name}: Write one object of answers, as in {{"plan_status": "finished"}}.')
    return data


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise FileError(f"The file is larger than {LARGEST // 2**20} MB.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError("The file is not written in UTF-8.") from error
    except OSError as error:
        raise FileError(f"The file cannot be read: {error.strerror}.") from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON would keep the last of two answers to one question, and say nothing."""
    repeated = sorted(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
    if repeated:
        raise FileError(f"{', '.join(repeated)}: This name stands twice in one object. Keep one of the two.")
    return dict(pairs)


def _no_number(word: str) -> NoReturn:
    raise FileError(f"{word} is not a number.")

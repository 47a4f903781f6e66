"""A whole set of answers from a JSON file, as an analyst writes it."""

from collections.abc import Iterator, Mapping

from surveys.questionnaire.answers import normalise
from surveys.questionnaire.faults import AnswerError, Fault
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.values import Answers, Value
from surveys.questionnaire.vocabulary import Audience

NAMELESS = '""'
"""A name that would not be seen."""


class AnswersError(ValueError):
    """Answers that do not fit the questionnaire: the faults of each name."""

    def __init__(self, faults: Mapping[str, tuple[Fault, ...]]) -> None:
        super().__init__("\n".join(_lines(faults)))
        self.faults = faults


def normalise_all(questionnaire: Questionnaire, audience: Audience, data: Mapping[str, object]) -> Answers:
    """The canonical answers in `data` (name to JSON value; missing or null = not stated).

    AnswersError with every unknown name and every value of the wrong kind, never a silent gap.
    """
    asked = {question.name: question for question in questionnaire.questions_for(audience)}
    stated: dict[str, Value] = {}
    faults: dict[str, tuple[Fault, ...]] = {}
    for name, value in data.items():
        try:
            if name not in asked:
                raise AnswerError(Fault("unknown_question", {"name": name or NAMELESS}))
            stated[name] = normalise(asked[name], value, audience)
        except AnswerError as error:
            faults[name] = error.faults
    if faults:
        raise AnswersError(faults)
    return {name: value for name, value in stated.items() if value is not None}


def _lines(faults: Mapping[str, tuple[Fault, ...]]) -> Iterator[str]:
    for name, each in faults.items():
        for fault in each:
            row = "" if fault.row is None else f" row {fault.row + 1}"
            item = f" {fault.item}" if fault.item else ""
            yield f"{name or NAMELESS}{row}{item}: {fault.message}"

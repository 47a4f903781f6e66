"""The rows of the sheet survey."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from surveys.questionnaire.elements import Choice, Evidence, Label, Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience, EvidenceRule, Kind, Missing
from surveys.questionnaire.workbook import text_columns
from surveys.questionnaire.writing.xlsx_file import Cell

Cells = Mapping[str, Cell]

MARKS: Final = {
    Kind.PERCENTAGES: ("begin_group", "end_group"),
    Kind.MATRIX: ("begin_group", "end_group"),
    Kind.ROWS: ("begin_repeat", "end_repeat"),
}
"""The rows around the parts of a question."""

EVIDENCE: Final = {
    EvidenceRule.NONE: "",
    EvidenceRule.OPTIONAL: "optional",
    EvidenceRule.ALWAYS: "required",
}


@dataclass(frozen=True, slots=True)
class ListNames:
    """What each list of options is called, in the order of the survey."""

    by_choices: Mapping[tuple[Choice, ...], str]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Self:
        names: dict[tuple[Choice, ...], str] = {}
        for question in questionnaire.questions:
            for each in question.items if question.kind is Kind.MATRIX else (question, *question.items):
                if each.choices:
                    names.setdefault(each.choices, each.name)
        return cls(names)

    def type_of(self, question: Question) -> str:
        """The cell `type` of a question that is one row."""
        return f"{question.kind} {self.by_choices[question.choices]}" if question.choices else question.kind


def survey_rows(
    questionnaire: Questionnaire, lists: ListNames, former_names: Mapping[str, str]
) -> Iterator[Cells]:
    """One row for each question, one for each part, and those that hold the parts together."""
    for question in questionnaire.questions:
        own = _question(question, _weight(questionnaire, question)) | {
            "ega--formerly": former_names.get(question.name, "")
        }
        if question.kind in MARKS:
            begin, end = MARKS[question.kind]
            yield own | {"type": begin}
            yield from (_item(item, lists) for item in question.items)
            yield {"type": end}
        else:
            yield own | {"type": lists.type_of(question)}


def _question(question: Question, weight: Cell) -> dict[str, Cell]:
    return _described(question) | {
        "relevant": question.relevant,
        "calculation": question.calculation,
        "ega--indicator": question.node,
        "ega--weight": weight,
        "ega--max": "" if question.maximum is None else question.maximum,
        "ega--base": question.base,
        "ega--missing": "" if question.missing is Missing.ZERO else question.missing,
        "ega--na": flag(question.na_allowed),
        "ega--evidence": _evidence(question.evidence),
        "ega--prefill": question.prefill,
    }


def _item(item: Question, lists: ListNames) -> Cells:
    weight = next(iter(item.weights.values()), "")
    return _described(item) | {"type": lists.type_of(item), "ega--weight": weight}


def _described(question: Question) -> dict[str, Cell]:
    """What questions and their parts have in common."""
    return {
        "name": question.name,
        **both("label", question.label),
        **both("hint", question.hint),
        **both("guidance_hint", question.help),
        "required": flag(question.required),
        "constraint": question.constraint,
        **both("constraint_message", question.constraint_message),
        "appearance": question.appearance,
        "ega--audience": question.audience or "",
        "ega--method": question.method or "",
    }


def _weight(questionnaire: Questionnaire, question: Question) -> Cell:
    """One number where it is the same for all who are asked, nothing where that is 1."""
    asked = {
        each for each in Audience if question.asked_of(each) and questionnaire.surveys(question.node, each)
    }
    weights = set(question.weights.values())
    if len(weights) == 1 and asked == set(question.weights):
        (weight,) = weights
        return "" if weight == 1 else weight
    return " ".join(f"{audience}={weight:f}" for audience, weight in question.weights.items())


def _evidence(evidence: Evidence) -> str:
    return EVIDENCE.get(evidence.rule) or " ".join(evidence.choices)


def flag(value: bool) -> str:
    return "yes" if value else ""


def both(heading: str, label: Label) -> dict[str, Cell]:
    """The two cells of a text."""
    return dict(zip(text_columns(heading), (label.th, label.en), strict=True))

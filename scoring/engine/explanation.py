"""The tree of scores for people outside the portal: JSON with names, reasons in words, and plain numbers."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring.engine.reasons import REASON_MESSAGES
from scoring.engine.tree import ByAnswer, Part, Reason, ScoreKind, ScoreNode, ScoreTree
from surveys.questionnaire.elements import Label, Question
from surveys.questionnaire.model import Questionnaire

JsonObject = dict[str, Any]


def explained(questionnaire: Questionnaire, tree: ScoreTree) -> JsonObject:
    """The tree in JSON types, each number twice: as the nearest double, and exact, as in "289/5".

    `score` is the total, 0-100, unrounded, and null when nothing applies; `root` is the tree itself.
    """
    return {
        "questionnaire": {
            "form_id": questionnaire.form_id,
            "version": questionnaire.version,
            "title": _label(questionnaire.title),
        },
        "engine": tree.engine_version,
        "audience": tree.audience.value,
        "score": _number(tree.score),
        "root": _node(questionnaire, tree.root),
    }


def reason_text(reason: Reason) -> str:
    """Why, in English."""
    return REASON_MESSAGES[reason.code] % reason.params


def _node(questionnaire: Questionnaire, node: ScoreNode) -> JsonObject:
    numbers = {
        "score": node.score,
        "weight": node.weight,
        "effective_weight": node.effective_weight,
        "contribution": node.contribution,
    }
    return {
        "code": node.code,
        "kind": node.kind.value,
        "label": _label(_label_of(questionnaire, node)),
        **_both(numbers),
        "reason": _reason(node.reason),
        **_below(questionnaire, node),
    }


def _below(questionnaire: Questionnaire, node: ScoreNode) -> JsonObject:
    if node.state is None:
        return {"children": [_node(questionnaire, child) for child in node.children]}
    names = _names_in(questionnaire.question(node.code))
    return {
        "state": node.state.value,
        "value": node.value,
        "parts": [_part(part, names) for part in node.parts],
        **({} if node.by_answer is None else {"by_answer": _by_answer(node.by_answer)}),
    }


def _by_answer(step: ByAnswer) -> JsonObject:
    return {**_both({"score": step.score}), "reason": _reason(step.reason)}


def _reason(reason: Reason) -> JsonObject:
    return {"code": reason.code, "params": dict(reason.params), "text": reason_text(reason)}


def _part(part: Part, names: Mapping[str, Label]) -> JsonObject:
    return {
        "name": part.name,
        "label": _label(names.get(part.name, Label())),
        "value": part.value,
        **_both({"points": part.points, "weight": part.weight}),
        "parts": [_part(each, names) for each in part.parts],
    }


def _names_in(question: Question) -> Mapping[str, Label]:
    """The labels of the options and items that the parts of an answer are named after."""
    choices = {choice.name: choice.label for choice in question.choices}
    return choices | {item.name: item.label for item in question.items}


def _label_of(questionnaire: Questionnaire, node: ScoreNode) -> Label:
    if node.kind is ScoreKind.TOTAL:
        return questionnaire.title
    if node.kind is ScoreKind.QUESTION:
        return questionnaire.question(node.code).label
    return questionnaire.node(node.code).label


def _label(label: Label) -> dict[str, str]:
    return {"th": label.th, "en": label.en}


def _both(numbers: Mapping[str, Fraction | None]) -> JsonObject:
    exact = {name: None if number is None else str(number) for name, number in numbers.items()}
    return {name: _number(number) for name, number in numbers.items()} | {"exact": exact}


def _number(number: Fraction | None) -> float | None:
    return None if number is None else float(number)

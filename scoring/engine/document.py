"""The tree of scores as JSON, with exact fractions ("289/5") that can be read back."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from scoring.engine.tree import ByAnswer, Part, Reason, ScoreKind, ScoreNode, ScoreTree
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Audience

FORMAT: Final = 1


class ScoreDocumentError(ValueError):
    """The document was not written by `to_document`, or by another version of it."""


def to_document(tree: ScoreTree) -> dict[str, Any]:
    """The tree in JSON types."""
    return {
        "format": FORMAT,
        "engine": tree.engine_version,
        "audience": tree.audience.value,
        "root": _node(tree.root),
    }


def from_document(document: Mapping[str, Any]) -> ScoreTree:
    """The tree that `to_document` wrote; ScoreDocumentError for anything else."""
    if document.get("format") != FORMAT:
        raise ScoreDocumentError(f"unknown document format {document.get('format')!r}")
    try:
        root = _read_node(document["root"])
        return ScoreTree(Audience(document["audience"]), document["engine"], root)
    except (KeyError, TypeError, ValueError) as error:
        raise ScoreDocumentError(f"damaged document: {error!r}") from error


def _node(node: ScoreNode) -> dict[str, Any]:
    return {
        "code": node.code,
        "kind": node.kind.value,
        "score": _text(node.score),
        "weight": _text(node.weight),
        "effective_weight": _text(node.effective_weight),
        "contribution": _text(node.contribution),
        "reason": _reason(node.reason),
        **({"children": [_node(child) for child in node.children]} if node.state is None else _answer(node)),
        **({} if node.by_answer is None else {"by_answer": _by_answer(node.by_answer)}),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "params": dict(reason.params)}


def _by_answer(step: ByAnswer) -> dict[str, Any]:
    return {"score": _text(step.score), "reason": _reason(step.reason)}


def _answer(node: ScoreNode) -> dict[str, Any]:
    return {"state": node.state, "value": node.value, "parts": [_part(part) for part in node.parts]}


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "value": part.value,
        "points": _text(part.points),
        "weight": _text(part.weight),
        "parts": [_part(each) for each in part.parts],
    }


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _read_node(data: Mapping[str, Any]) -> ScoreNode:
    return ScoreNode(
        code=data["code"],
        kind=ScoreKind(data["kind"]),
        score=_number(data["score"]),
        weight=Fraction(data["weight"]),
        effective_weight=Fraction(data["effective_weight"]),
        contribution=Fraction(data["contribution"]),
        reason=_read_reason(data["reason"]),
        children=tuple(_read_node(child) for child in data.get("children", ())),
        state=AnswerState(data["state"]) if "state" in data else None,
        value=data.get("value"),
        parts=tuple(_read_part(part) for part in data.get("parts", ())),
        by_answer=_read_by_answer(data["by_answer"]) if "by_answer" in data else None,
    )


def _read_reason(data: Mapping[str, Any]) -> Reason:
    return Reason(data["code"], data["params"])


def _read_by_answer(data: Mapping[str, Any]) -> ByAnswer:
    return ByAnswer(_number(data["score"]), _read_reason(data["reason"]))


def _read_part(data: Mapping[str, Any]) -> Part:
    return Part(
        name=data["name"],
        value=data["value"],
        points=_number(data["points"]),
        weight=Fraction(data["weight"]),
        parts=tuple(_read_part(part) for part in data["parts"]),
    )

"""The questionnaire as one JSON document: what is kept in the database and identified by its SHA-256."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from surveys.questionnaire.elements import Band, Choice, Evidence, Label, Node, Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience, EvidenceRule, Kind, Method, Missing, NodeKind

FORMAT: Final = 1


class DocumentError(ValueError):
    """The document was not written by `to_document`, or by another version of it."""


def to_document(questionnaire: Questionnaire) -> dict[str, Any]:
    """The questionnaire in JSON types; decimals are strings, in plain notation."""
    return {"format": FORMAT, **_plain(questionnaire)}


def from_document(document: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire that `to_document` wrote; DocumentError for anything else."""
    if document.get("format") != FORMAT:
        raise DocumentError(f"unknown document format {document.get('format')!r}")
    try:
        return _questionnaire(document)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise DocumentError(f"damaged document: {error!r}") from error


def canonical_json(value: object) -> str:
    """JSON with sorted keys, no spaces and NFC text: equal values give equal bytes in UTF-8."""
    return json.dumps(
        _composed(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def sha256_of(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _composed(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_composed(key): _composed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(each) for each in value]
    return value


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value) if each.init}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _questionnaire(document: Mapping[str, Any]) -> Questionnaire:
    return Questionnaire(
        form_id=document["form_id"],
        version=document["version"],
        title=_label(document["title"]),
        nodes=tuple(_node(each) for each in document["nodes"]),
        questions=tuple(_question(each) for each in document["questions"]),
        bands=tuple(_band(each) for each in document["bands"]),
    )


def _label(data: Mapping[str, Any]) -> Label:
    return Label(th=data["th"], en=data["en"])


def _weights(data: Mapping[str, str]) -> Mapping[Audience, Decimal]:
    return MappingProxyType({Audience(name): Decimal(weight) for name, weight in data.items()})


def _audience(data: str | None) -> Audience | None:
    return None if data is None else Audience(data)


def _decimal(data: str | None) -> Decimal | None:
    return None if data is None else Decimal(data)


def _node(data: Mapping[str, Any]) -> Node:
    return Node(
        code=data["code"],
        parent=data["parent"],
        kind=NodeKind(data["kind"]),
        label=_label(data["label"]),
        description=_label(data["description"]),
        weights=_weights(data["weights"]),
        relevant=data["relevant"],
    )


def _band(data: Mapping[str, Any]) -> Band:
    return Band(code=data["code"], minimum=Decimal(data["minimum"]), label=_label(data["label"]))


def _choice(data: Mapping[str, Any]) -> Choice:
    return Choice(
        name=data["name"],
        label=_label(data["label"]),
        score=_decimal(data["score"]),
        exclusive=data["exclusive"],
        none=data["none"],
        audience=_audience(data["audience"]),
    )


def _evidence(data: Mapping[str, Any]) -> Evidence:
    return Evidence(rule=EvidenceRule(data["rule"]), choices=tuple(data["choices"]))


def _question(data: Mapping[str, Any]) -> Question:
    return Question(
        name=data["name"],
        kind=Kind(data["kind"]),
        label=_label(data["label"]),
        hint=_label(data["hint"]),
        help=_label(data["help"]),
        node=data["node"],
        audience=_audience(data["audience"]),
        required=data["required"],
        relevant=data["relevant"],
        constraint=data["constraint"],
        constraint_message=_label(data["constraint_message"]),
        calculation=data["calculation"],
        appearance=data["appearance"],
        weights=_weights(data["weights"]),
        method=Method(data["method"]) if data["method"] else None,
        maximum=_decimal(data["maximum"]),
        base=data["base"],
        missing=Missing(data["missing"]),
        na_allowed=data["na_allowed"],
        evidence=_evidence(data["evidence"]),
        prefill=data["prefill"],
        choices=tuple(_choice(each) for each in data["choices"]),
        items=tuple(_question(each) for each in data["items"]),
    )

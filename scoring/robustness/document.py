"""The analysis as JSON, for keeping and for other programs."""

from dataclasses import fields, is_dataclass
from typing import Any, Final

from scoring.robustness.analysis import Robustness

FORMAT: Final = 1


def to_document(robustness: Robustness) -> dict[str, Any]:
    """The analysis in JSON types: names as in the classes, null where a figure is undefined, never NaN."""
    document: dict[str, Any] = _plain(robustness)
    return {"format": FORMAT} | document


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value

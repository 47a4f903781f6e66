"""Repeating rows: a table that grows."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from surveys.forms.names import REMOVE_ROW
from surveys.forms.typed import Typed
from surveys.forms.widgets.base import AnswerWidget, options, text_of
from surveys.forms.words import words
from surveys.questionnaire.model import Question

SPARE_ROWS = 3
BLUEPRINT = "-"
"""Stands for the number in the names of the row that the page's script copies."""


class Rows(AnswerWidget):
    """Inputs are called `question__0__column`. Not read: blank rows at the end, and the row being removed."""

    template_name = "surveys/widgets/rows.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        spare = 0 if self.read_only else SPARE_ROWS
        rows = [*(typed or []), *({} for _spare in range(spare))]
        columns = self.question.items_for(self.audience)
        return {
            "columns": [{"label": words(column.label), "hint": words(column.hint)} for column in columns],
            "rows": [self._row(name, number, row, wrong) for number, row in enumerate(rows)],
            "filled": len(typed or []),
            "blueprint": self._row(name, BLUEPRINT, {}, ()),
        }

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        rows = [
            self._read(data, f"{name}__{number}")
            for number in _numbers(data, name)
            if f"{REMOVE_ROW}{name}__{number}" not in data
        ]
        while rows and not rows[-1]:
            rows.pop()
        return rows or None

    def _read(self, data: Mapping[str, Any], prefix: str) -> dict[str, str]:
        columns = self.question.items_for(self.audience)
        typed = {column.name: text_of(data, f"{prefix}__{column.name}") for column in columns}
        return {column: value for column, value in typed.items() if value is not None}

    def _row(
        self, name: str, number: int | str, typed: Mapping[str, str], wrong: Collection[str]
    ) -> dict[str, Any]:
        prefix = f"{name}__{number}"
        return {
            "number": number,
            "ordinal": number + 1 if isinstance(number, int) else "",
            "remove": f"{REMOVE_ROW}{prefix}",
            "cells": [
                self._cell(column, f"{prefix}__{column.name}", typed.get(column.name, ""), wrong)
                for column in self.question.items_for(self.audience)
            ],
        }

    def _cell(self, column: Question, name: str, typed: str, wrong: Collection[str]) -> dict[str, Any]:
        offered = options(column.choices_for(self.audience), [typed], name)
        return {
            "name": name,
            "label": words(column.label),
            "kind": column.kind.value,
            "typed": typed,
            "wrong": name in wrong,
            "options": offered,
            "shown": next((each["label"] for each in offered if each["checked"]), typed),
        }


def _numbers(data: Mapping[str, Any], name: str) -> list[int]:
    """The numbers of the rows that were sent, in order."""
    found = (re.match(rf"{re.escape(name)}__(\d{{1,4}})__", key) for key in data)
    return sorted({int(match[1]) for match in found if match})

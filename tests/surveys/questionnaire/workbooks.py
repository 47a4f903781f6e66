"""A small workbook with every kind of question, and ways to change or break it."""

import csv
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.problems import WorkbookError
from surveys.questionnaire.reader import Sheets
from surveys.questionnaire.tables import sheet_from
from surveys.questionnaire.workbook import LAYOUTS, text_columns

SHORT = {
    short: f"ega--{short}"
    for short in (
        "indicator",
        "audience",
        "weight",
        "method",
        "max",
        "base",
        "missing",
        "na",
        "evidence",
        "prefill",
    )
}

Cells = dict[str, str]
Workbook = dict[str, list[Cells]]


def both(heading: str, thai: str, english: str) -> Cells:
    return dict(zip(text_columns(heading), (thai, english), strict=True))


def row(type_: str, name: str, **cells: str) -> Cells:
    """A row of the survey sheet that is labelled."""
    named = {"type": type_, "name": name, **both("label", f"ชื่อ {name}", f"Label of {name}")}
    return named | {SHORT.get(column, column): text for column, text in cells.items()}


def asked(type_: str, name: str, **cells: str) -> Cells:
    """A question of the survey sheet with its help."""
    return row(type_, name, **cells) | both("guidance_hint", f"คำอธิบาย {name}", f"Help of {name}")


def constrained(cells: Cells, constraint: str) -> Cells:
    return cells | {"constraint": constraint} | both("constraint_message", "ไม่ถูกต้อง", "Not right")


def option(list_name: str, name: str, score: str = "", **cells: str) -> Cells:
    return {
        "list_name": list_name,
        "name": name,
        "score": score,
        **both("label", f"ตัวเลือก {name}", f"Option {name}"),
        **cells,
    }


def node(code: str, parent: str, department: str, province: str, relevant: str = "") -> Cells:
    return {
        "code": code,
        "parent": parent,
        "kind": "indicator" if parent else "dimension",
        **both("label", f"ชื่อ {code}", f"Name of {code}"),
        "weight_department": department,
        "weight_province": province,
        "relevant": relevant,
    }


def band(code: str, minimum: str) -> Cells:
    return {"code": code, "minimum": minimum, **both("label", f"ช่วง {code}", f"Band {code}")}


SURVEY = [
    asked("select_one plan", "plan", indicator="1.1", method="choice", required="yes", evidence="finished"),
    asked("select_multiple topics", "topics", indicator="1.1", method="share", relevant="${plan} != 'none'"),
    constrained(asked("integer", "all_posts", indicator="1.1"), ". > 0"),
    constrained(
        asked(
            "integer",
            "digital_posts",
            indicator="1.1",
            method="ratio",
            base="all_posts",
            max="0.5",
            na="yes",
        ),
        ". <= ${all_posts}",
    ),
    asked(
        "begin_group",
        "budget",
        indicator="1.2",
        method="share",
        max="80",
        appearance="ega-percentages",
    ),
    row("decimal", "equipment", weight="0"),
    row("decimal", "systems", weight="1"),
    {"type": "end_group"},
    asked("select_one yes_no", "has_services", indicator="2", required="yes"),
    row("begin_group", "about_services", relevant="${plan} != ''"),
    asked("begin_repeat", "services", indicator="2.1", method="rows"),
    row("text", "service_name", required="yes"),
    row("select_one yes_no", "online", method="choice"),
    {"type": "end_repeat"},
    {"type": "end_group"},
    asked(
        "begin_group",
        "systems_owner",
        indicator="2.1",
        method="rows",
        weight="2",
        appearance="table-list",
        required="yes",
    ),
    row("select_one owner", "payroll"),
    row("select_one owner", "documents", weight="3"),
    {"type": "end_group"},
    asked(
        "select_multiple measures",
        "measures",
        indicator="2.1",
        method="sum",
        missing="skip",
        weight="department=2 province=1",
        evidence="optional",
    ),
    row("calculate", "online_count", indicator="2.1", calculation="count(${services}[online = 'yes'])"),
    asked("decimal", "satisfaction", indicator="3.1", method="value", na="yes"),
    asked("text", "remark", indicator="1"),
    asked("date", "plan_date", indicator="1.1", relevant="${plan} = 'finished'", prefill="plan_date"),
    asked("file", "policy_file", indicator="1.1"),
    row("note", "thanks", indicator="1"),
]
CHOICES = [
    option("plan", "finished", "100"),
    option("plan", "in_preparation", "50"),
    option("plan", "none", "0", none="yes"),
    option("topics", "people"),
    option("topics", "data"),
    option("topics", "security", audience="department"),
    option("topics", "no_topic", exclusive="yes", none="yes"),
    option("yes_no", "yes", "100"),
    option("yes_no", "no", "0", none="yes"),
    option("owner", "own", "100"),
    option("owner", "central", "80"),
    option("owner", "paper", "0", none="yes"),
    option("measures", "backup", "60"),
    option("measures", "training", "40"),
    option("measures", "drill", "30"),
    option("measures", "no_measure", "0", exclusive="yes", none="yes"),
]
FRAMEWORK = [
    node("1", "", "50", "50"),
    node("1.1", "1", "60", "60"),
    node("1.2", "1", "40", "40"),
    node("2", "", "30", "30", relevant="${has_services} = 'yes'"),
    node("2.1", "2", "100", "100"),
    node("3", "", "20", ""),
    node("3.1", "3", "100", ""),
]
SETTINGS = [
    {
        **both("form_title", "แบบสอบถามทดสอบ", "Questionnaire for tests"),
        "form_id": "test",
        "version": "1",
        "default_language": "Thai (th)",
    }
]
BANDS = [band("begin", "0"), band("ready", "50")]

WORKBOOK: Mapping[str, list[Cells]] = {
    "survey": SURVEY,
    "choices": CHOICES,
    "settings": SETTINGS,
    "ega--framework": FRAMEWORK,
    "ega--bands": BANDS,
}

Place = tuple[str, int, str, str]
"""Sheet, row, column and code of a problem."""


def workbook(**sheets: list[Cells]) -> Workbook:
    """A copy of the whole workbook, with other rows in some sheets."""
    return deepcopy(dict(WORKBOOK)) | {name.replace("ega_", "ega--"): rows for name, rows in sheets.items()}


def with_cell(sheet: str, number: int, column: str, text: str) -> Workbook:
    """The workbook with another text in one cell; `number` is the row as Excel shows it."""
    changed = workbook()
    changed[sheet][number - 2][column] = text
    return changed


def tables(book: Mapping[str, list[Cells]]) -> dict[str, list[list[str]]]:
    """Every sheet as rows of texts under all its known headings."""
    return {name: _table(_columns(name, rows), rows) for name, rows in book.items()}


def _table(columns: list[str], rows: list[Cells]) -> list[list[str]]:
    return [columns, *([each.get(column, "") for column in columns] for each in rows)]


def _columns(name: str, rows: list[Cells]) -> list[str]:
    layout = LAYOUTS.get(name)
    known = (*layout.required, *layout.optional) if layout else ()
    return list(dict.fromkeys((*known, *(column for each in rows for column in each))))


def sheets_of(book: Mapping[str, list[Cells]]) -> Sheets:
    return Sheets({name: sheet_from(name, table)[0] for name, table in tables(book).items()})


def compiled(book: Mapping[str, list[Cells]] = WORKBOOK) -> Questionnaire:
    return compile_workbook(sheets_of(book))


def places(book: Mapping[str, list[Cells]]) -> list[Place]:
    """Where the compiler finds what wrong."""
    try:
        compiled(book)
    except WorkbookError as error:
        return [(each.sheet, each.row, each.column, each.code) for each in error.problems]
    return []


def write_folder(book: Mapping[str, list[Cells]], folder: Path) -> Path:
    for name, table in tables(book).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    return folder

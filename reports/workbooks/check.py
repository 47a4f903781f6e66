"""Compares a finished workbook with the database, before anybody may have it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from reports.queries import status
from reports.queries.exact import UNITS, units_of
from reports.queries.means import TOTAL
from reports.workbooks.material import Material
from reports.workbooks.reading import Read, read_sheets
from reports.workbooks.sheets import Table
from reports.workbooks.writer import Written
from scoring.models import NodeScore, Scorecard
from surveys.questionnaire.vocabulary import Audience, Kind

Figures = Mapping[tuple[str, ...], Decimal]
"""By name: (sheet, "rows"), (sheet, column) for a sum, (sheet, column, word) for a number of cells."""


class WorkbookDiffers(Exception):
    """The file does not say what the database says; `names` are the figures that differ."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(" ".join(name) for name in self.names))


def check(path: Path, written: Iterable[Written], material: Material) -> None:
    """Read the file and compare it, in the snapshot that it was written in; raises `WorkbookDiffers`."""
    tables = {each.title: each for each in written if isinstance(each.sheet, Table)}
    said = _said(path, tables)
    known = dict(_rows_written(tables.values())) | dict(_known(material))
    if differing := [name for name, value in known.items() if said.get(name, 0) != value]:
        raise WorkbookDiffers(differing)


def _said(path: Path, tables: Mapping[str, Written]) -> Figures:
    figures: defaultdict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for title, rows in read_sheets(path):
        if title in tables and isinstance(table := tables[title].sheet, Table):
            for row in _after_heads(table, rows):
                figures[table.key, "rows"] += 1
                _add(figures, table, row)
    return figures


def _after_heads(table: Table, rows: Iterator[Read]) -> Iterator[Read]:
    for _head in range(table.head_rows):
        next(rows)
    return rows


def _add(figures: defaultdict[tuple[str, ...], Decimal], table: Table, row: Read) -> None:
    for at, cell in row.items():
        code = table.columns[at].code
        if isinstance(cell, Decimal):
            figures[table.key, code] += cell
        elif code.endswith(".state"):
            figures[table.key, code, cell] += 1


def _rows_written(tables: Iterable[Written]) -> Iterator[tuple[tuple[str, ...], Decimal]]:
    for each in tables:
        if isinstance(each.sheet, Table):
            yield (each.sheet.key, "rows"), Decimal(each.rows - each.sheet.head_rows)


def _known(material: Material) -> Iterator[tuple[tuple[str, ...], Decimal]]:
    """Counted anew: by the database where it can count, from the documents where it cannot."""
    asked, submitted = material.submissions(), material.submitted()
    on_time = status.on_time(material.survey_round)
    yield ("agencies", "rows"), Decimal(asked.count())
    yield ("agencies", "responded"), Decimal(asked.responded().count())
    yield ("agencies", "on_time"), Decimal(asked.filter(on_time).count())
    yield ("scores", "rows"), Decimal(submitted.count())
    yield from _scores(material)
    for audience in Audience:
        rows = submitted.filter(agency__audience=audience.value).count()
        yield (f"answers_{audience}", "rows"), Decimal(rows)
    yield from _answers(material).items()


def _scores(material: Material) -> Iterator[tuple[tuple[str, ...], Decimal]]:
    cards = Scorecard.objects.live().current().filter(submission__in=material.submitted().values("pk"))
    total = cards.aggregate(units=units_of("total"))["units"]
    yield ("scores", TOTAL), Decimal(total or 0) / UNITS
    nodes = NodeScore.objects.filter(scorecard__in=cards).values("code").annotate(units=units_of("score"))
    for node in nodes.order_by():
        yield ("scores", node["code"]), Decimal(node["units"] or 0) / UNITS


def _answers(material: Material) -> Figures:
    figures: defaultdict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    tables = [each.name for each in material.questionnaire.questions if each.kind is Kind.ROWS]
    for _submission, document in material.documents():
        for name, state in document["states"].items():
            figures[f"answers_{document['audience']}", f"{name}.state", state] += 1
        for name in tables:
            rows = document["answers"].get(name)
            figures[f"rows_{name}", "rows"] += len(rows) if isinstance(rows, list) else 0
    return figures

"""From the CSV file of a report to its figures, with every mistake in it."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from reports.published.figures import Base, Figure, Measure, Published, Unit
from surveys.questionnaire.elements import Label
from surveys.questionnaire.vocabulary import Audience

FOLDER = Path(__file__).parent
COLUMNS = (
    "code", "level", "dimension", "measure", "arguments", "base", "printed", "unit", "lines",
    "label_th", "label_en", "note_th", "note_en",
)  # fmt: skip
WORDS: Mapping[str, type[StrEnum]] = {"level": Audience, "measure": Measure, "base": Base, "unit": Unit}
"""Columns with a closed list of words."""

PATTERNS = {
    "code": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    "printed": re.compile(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?"),
    "lines": re.compile(r"[1-9][0-9]*( [1-9][0-9]*)*"),
}
OBLIGATORY = ("label_th", "label_en")

Row = Mapping[str, str]


class PublishedError(Exception):
    """The figures cannot be used; `problems` has every mistake with its place."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def published_codes() -> list[str]:
    """The reports whose figures are at hand."""
    return sorted(path.stem for path in FOLDER.glob("*.csv"))


def published_of(code: str) -> Published:
    """The figures of the report `code`. Raises `PublishedError` with every mistake, or if it is unknown."""
    if code not in published_codes():
        raise PublishedError([f"There are no published figures called {code}."])
    return _read(FOLDER / f"{code}.csv")


@lru_cache(maxsize=8)
def _read(path: Path) -> Published:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True, restval="")
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise PublishedError([f"{path.name}: the columns must be {', '.join(COLUMNS)}."])
        rows = list(reader)
    problems = [f"{path.name}, row {at}: {problem}" for at, problem in _problems(rows)]
    if problems:
        raise PublishedError(problems)
    return Published(path.stem, tuple(map(_figure, rows)))


def _problems(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Rows are counted as spreadsheets do: the first below the head is 2."""
    times = Counter(row["code"] for row in rows)
    for at, row in enumerate(rows, start=2):
        if None in row:
            yield at, "there are more cells than columns"
        if times[row["code"]] > 1:
            yield at, f"the code “{row['code']}” stands {times[row['code']]} times"
        yield from ((at, problem) for problem in _wrong_cells(row))


def _wrong_cells(row: Row) -> Iterator[str]:
    for column, words in WORDS.items():
        if row[column] not in set(words):
            yield f"unknown {column} “{row[column]}”"
    for column, pattern in PATTERNS.items():
        if not pattern.fullmatch(row[column]):
            yield f"{column} cannot be “{row[column]}”"
    for column in OBLIGATORY:
        if not row[column].strip():
            yield f"{column} is empty"


def _figure(row: Row) -> Figure:
    return Figure(
        code=row["code"],
        level=Audience(row["level"]),
        dimension=row["dimension"],
        measure=Measure(row["measure"]),
        arguments=tuple(row["arguments"].split()),
        base=Base(row["base"]),
        printed=row["printed"],
        unit=Unit(row["unit"]),
        lines=tuple(map(int, row["lines"].split())),
        label=Label(row["label_th"], row["label_en"]),
        note=Label(row["note_th"], row["note_en"]),
    )

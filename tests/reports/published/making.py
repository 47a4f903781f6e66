"""Files of printed figures about the small questionnaire."""

import csv
from pathlib import Path

from reports.published.figures import Figure
from reports.published.reading import COLUMNS, published_of

PLAN = {
    "code": "department-plan",
    "level": "department",
    "dimension": "1",
    "measure": "choice",
    "arguments": "plan in_preparation",
    "base": "responded",
    "printed": "50",
    "unit": "percent",
    "lines": "3 12",
    "label_th": "กำลังจัดทำแผน",
    "label_en": "Plan in preparation",
    "note_th": "",
    "note_en": "",
}


def write(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> None:
    """A file 2569.csv; each row says what is different from `PLAN`."""
    with (folder / "2569.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows((PLAN | row).values() for row in rows)


def figure_of(folder: Path, **different: str) -> Figure:
    write(folder, different)
    return published_of("2569").figures[0]

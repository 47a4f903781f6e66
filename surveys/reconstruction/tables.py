"""Reads the tables beside this package."""

import csv
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the folder `data`."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

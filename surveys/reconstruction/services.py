"""The services that an agency lists, and what they are called."""

from collections.abc import Iterable, Mapping
from typing import Final

from surveys.questionnaire.values import Value
from surveys.reconstruction.agencies import Agency
from surveys.reconstruction.dice import Dice
from surveys.reconstruction.places import Papers
from surveys.reconstruction.tables import read_table

ANY: Final = "any"


def empty_rows(counts: Mapping[str, int]) -> dict[str, list[Value]]:
    """Code → as many rows as the agency has services."""
    return {code: [{} for _row in range(count)] for code, count in counts.items()}


def name_services(papers: Papers, agencies: Iterable[Agency], seed: str) -> None:
    """Give the services the names of what agencies of the group do; the names come first in the rows."""
    names = _read_names()
    for agency in agencies:
        rows = papers[agency.code].get("services")
        if rows:
            own = names.get(agency.group, [])
            known = (own + names[ANY])[: max(len(own), len(rows)) + 1]
            chosen = _spread(known, len(rows), Dice(seed, "names", agency.code))
            papers[agency.code]["services"] = [
                {"service_name": name, **row} for name, row in zip(chosen, rows, strict=True)
            ]


def _spread(names: list[str], count: int, dice: Dice) -> list[str]:
    left = list(names)
    return [left.pop(dice.below(len(left))) for _each in range(count)]


def _read_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for row in read_table("services.csv"):
        names.setdefault(row["group"], []).append(row["name_th"])
    return names

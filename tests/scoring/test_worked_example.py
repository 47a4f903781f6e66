"""The agency that docs/method.md computes by hand."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.rounds import SMALL

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("### One agency, by hand")[2].partition("\n## ")[0]
REVIEWED = PAGE.partition("## Adjustments of EGA")[2].partition("\n## ")[0]
ROW = re.compile(r"^\| ([\w.]+) \| ?(\d*) \| ([\d/]+|–) \|", re.MULTILINE)


def stated_in(section: str) -> dict[str, Any]:
    stated: dict[str, Any] = json.loads(section.partition("```json\n")[2].partition("```")[0])
    return stated


def answers() -> dict[str, Any]:
    return stated_in(EXAMPLE)


def table_of(section: str) -> dict[str, tuple[str, str]]:
    return {name: (weight, score) for name, weight, score in ROW.findall(section)}


def scored(folder: Path, **answers: Any) -> dict[str, tuple[str, str]]:
    """Weight and exact score of every node that the command explains, by code or name."""
    path, out = folder / "answers.json", StringIO()
    path.write_text(json.dumps(answers), encoding="utf-8")
    arguments = [f"--questionnaire={SMALL}", "--audience=department", f"--answers={path}"]
    call_command("score_answers", *arguments, stdout=out)
    root = json.loads(out.getvalue())["root"]
    return dict(_nodes(root)) | {"total": ("", root["exact"]["score"])}


def _nodes(node: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    for child in node.get("children", ()):
        yield child["code"], (child["exact"]["weight"], child["exact"]["score"] or "–")
        yield from _nodes(child)


def test_every_number_of_the_table(tmp_path: Path):
    table = table_of(EXAMPLE)
    found = scored(tmp_path, **answers())
    assert len(table) == 15
    assert {name: found[name] for name in table} == table


def test_every_number_of_the_table_with_adjustments(tmp_path: Path):
    table = table_of(REVIEWED)
    found = scored(tmp_path, **answers() | {"ega--adjustments": stated_in(REVIEWED)})
    assert len(table) == 11
    assert {name: found[name] for name in table} == table


@pytest.mark.parametrize("claim", ["505/7"])
def test_without_services(tmp_path: Path, claim: str):
    assert claim in EXAMPLE
    assert scored(tmp_path, **answers() | {"has_services": "no"})["total"] == ("", claim)

"""Why a node has no score: read from the explanations of what is scored already."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CHUNK = 100


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A card at a time: a full round has thousands, each with a long explanation."""
    NodeScore = apps.get_model("scoring", "NodeScore")
    Scorecard = apps.get_model("scoring", "Scorecard")
    without = NodeScore.objects.filter(score__isnull=True, absence="")
    without.update(absence="not_applicable")
    cards = Scorecard.objects.filter(node_scores__score__isnull=True).distinct().order_by("pk")
    for pk, explanation in cards.values_list("pk", "explanation").iterator(CHUNK):
        blank = list(_left_blank(json.loads(explanation).get("root", {})))
        NodeScore.objects.filter(scorecard=pk, score__isnull=True, code__in=blank).update(
            absence="not_stated"
        )


def _left_blank(node: dict[str, Any]) -> Iterator[str]:
    """The codes of the nodes below which a question that was asked was not stated."""
    for child in node.get("children", []):
        if _is_blank(child):
            yield child["code"]
        yield from _left_blank(child)


def _is_blank(node: dict[str, Any]) -> bool:
    return node.get("state") == "not_stated" or any(map(_is_blank, node.get("children", [])))


class Migration(migrations.Migration):
    dependencies = [("scoring", "0003_add_absence")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

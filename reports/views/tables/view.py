"""What is looked at: a page at one moment, as the first sheet of its table names it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from reports.views.tables.description import Context
from surveys.models import Round


@dataclass(frozen=True, slots=True)
class View:
    """`address` is that of the page with its filters; `sort` what it says about the order."""

    address: str
    survey_round: Round | None
    sort: str
    now: dt.datetime

    @property
    def is_synthetic(self) -> bool:
        return bool(self.survey_round and self.survey_round.is_synthetic)


def view_of(request: HttpRequest, context: Context, path: str = "") -> View:
    """`path` is that of the page, where the request went elsewhere."""
    query: Any = request.GET.copy()
    query.pop("page", None)
    text = f"?{query.urlencode()}" if query else ""
    return View(
        address=request.build_absolute_uri((path or request.path) + text),
        survey_round=context.get("survey_round"),
        sort=context.get("sort") or "",
        now=context.get("now") or timezone.now(),
    )

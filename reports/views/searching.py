"""What somebody searches a list for, as it stands in the address."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from portal.searching import searchable

LONGEST = 100
LIST_ONLY = ("q", "page", "sort")
"""What an address says about the list itself; the rest is what the list is about, and is kept."""


def searched(request: HttpRequest) -> dict[str, Any]:
    """For `reports/search_form.html`: `q`, and what else the address says."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    kept = {name: value for name, value in request.GET.items() if name not in LIST_ONLY and name != "table"}
    sort = request.GET.get("sort", "")
    return {"q": q, "kept": kept | ({"sort": sort} if sort else {})}


def fits(q: str, texts: Iterable[str]) -> bool:
    """Whether every word stands somewhere, however it is typed."""
    text = searchable("\n".join(texts))
    return all(searchable(word) in text for word in q.split())

"""Tables taken from pages, read back with the library that others will read them with."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.test import Client
from openpyxl import load_workbook

from agencies.models import User


@dataclass(frozen=True)
class Taken:
    """`about` are the facts of the first sheet; `rows` those of the table without its heads."""

    name: str
    about: Mapping[str, Any]
    heads: list[str]
    rows: list[tuple[Any, ...]]
    sheet: Any

    def column(self, head: str) -> list[Any]:
        return [row[self.heads.index(head)] for row in self.rows]


def read(response: Any) -> Taken:
    assert response.status_code == 200, response.status_code
    name = re.search('filename="(.+)"', response["Content-Disposition"])
    book = load_workbook(io.BytesIO(response.content))
    first, second = book.worksheets
    about = {
        str(row[0]): row[1] for row in first.iter_rows(min_row=2, values_only=True) if row[1] is not None
    }
    heads, *rows = list(second.iter_rows(min_row=2, values_only=True))
    if not about["Rows" if "Rows" in about else "รายการ"]:
        rows = []  # One line says that there is nothing.
    return Taken(name.group(1) if name else "", about, [str(head) for head in heads], rows, second)


def open_page(client: Client, user: User | None, address: str, language: str = "en") -> Any:
    if user:
        client.force_login(user)
    client.cookies["django_language"] = language
    return client.get(address)


def take(client: Client, user: User | None, address: str, table: str, language: str = "en") -> Taken:
    join = "&" if "?" in address else "?"
    return read(open_page(client, user, f"{address}{join}table={table}", language))


def links_of(content: str) -> dict[str, str]:
    """The addresses behind the links "Excel" of a page, by the name of the table."""
    hrefs = map(unescape, re.findall(r'class="table-link no-print"><a href="([^"]+)"', content))
    return {re.findall(r"[?&]table=([\w-]+)", href)[0]: href for href in hrefs}


def heads_on(content: str) -> set[str]:
    """What stands over the columns of all tables of a page."""
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', content, flags=re.DOTALL)
    texts = (unescape(re.sub(r"<[^>]+>", "", head)) for head in heads)
    return {" ".join(text.split()).rstrip(" ↕▲▼").rstrip("↕▲▼") for text in texts}

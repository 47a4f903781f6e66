"""Dates and numbers in the reader's language, as portal.formats writes them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.translation import get_language

from portal import formats

register = template.Library()


def _language() -> str:
    return (get_language() or "th").partition("-")[0]


@register.filter
def date_be(value: dt.date | None) -> str:
    """22 พ.ย. 2569, or 22 Nov 2026."""
    return formats.format_date(value, _language())


@register.filter
def datetime_be(value: dt.datetime | None) -> str:
    """22 พ.ย. 2569 14:32 น., or 22 Nov 2026, 14:32."""
    return formats.format_datetime(value, _language())


@register.filter
def time_be(value: dt.datetime | dt.time | None) -> str:
    """14:32 น., or 14:32."""
    return formats.format_time(value, _language())


@register.filter
def count(value: int | None) -> str:
    """1,444."""
    return formats.format_count(value)


@register.filter
def score(value: formats.Number | None) -> str:
    """57.8, or a dash where there is no score."""
    return formats.format_score(value)


@register.filter
def percent(value: formats.Number | None) -> str:
    """82.1 %; `value` is 0-100."""
    return formats.format_percent(value)


@register.filter
def number(value: formats.Number | None) -> str:
    """1,444 or 57.85."""
    return formats.format_number(value)


@register.filter
def file_size(value: int) -> str:
    """21.3 MB; `value` is in bytes."""
    return formats.format_file_size(value)


@register.filter
def dim_class(code: object) -> str:
    """The class that carries a dimension's colour: "1" and its indicator "1.4" both give "dim-1"."""
    number = str(code).partition(".")[0]
    return f"dim-{number}" if number.isdecimal() else ""


@register.filter
def elided_pages(page: Page[Any]) -> Iterator[int | str]:
    """The numbers of a pager, with dots where many are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)

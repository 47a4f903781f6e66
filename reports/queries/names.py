"""Agencies found by a part of their name or code."""

from collections.abc import Iterable

from agencies.models import Agency
from portal.searching import searchable
from surveys.models import Round


def named(text: str, survey_round: Round) -> list[int]:
    """Ids of the agencies asked that have every word of `text` in their names or code. One query.

    Databases do not know that two spellings of a Thai word are the same, so the names are compared here.
    """
    rows = survey_round.submissions.order_by().values_list(
        "agency", "agency__name_th", "agency__name_en", "agency__code"
    )
    return _fitting(text, rows)


def named_in_roster(text: str) -> list[int]:
    """The same of all agencies of the roster. One query."""
    return _fitting(text, Agency.objects.order_by().values_list("pk", "name_th", "name_en", "code"))


def _fitting(text: str, rows: Iterable[tuple[int, str, str, str]]) -> list[int]:
    words = [searchable(word) for word in text.split()]
    return [agency for agency, *texts in rows if _fits(words, searchable("\n".join(texts)))]


def _fits(words: list[str], text: str) -> bool:
    return all(word in text for word in words)

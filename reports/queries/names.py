"""Agencies found by a part of their name or code."""

from reports.queries.searching import searchable
from surveys.models import Round


def named(text: str, survey_round: Round) -> list[int]:
    """Ids of the agencies asked that have every word of `text` in their names or code. One query.

    Databases do not know that two spellings of a Thai word are the same, so the names are compared here.
    """
    words = [searchable(word) for word in text.split()]
    rows = survey_round.submissions.order_by().values_list(
        "agency", "agency__name_th", "agency__name_en", "agency__code"
    )
    return [agency for agency, *texts in rows if _fits(words, searchable("\n".join(texts)))]


def _fits(words: list[str], text: str) -> bool:
    return all(word in text for word in words)

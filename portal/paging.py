"""Lists that sort and page on the server: what the address asks for."""

from collections.abc import Mapping, Sequence


def chosen_sort(query: Mapping[str, str], keys: Sequence[str], default: str) -> str:
    """The order of `?sort=`: a key, after a minus for the other direction."""
    chosen = query.get("sort", "")
    return chosen if chosen.removeprefix("-") in keys else default


def page_number(query: Mapping[str, str]) -> int:
    """The page of `?page=`, from 1."""
    return from_one(query.get("page", "1"))


def from_one(number: str) -> int:
    """A number of a page: `Paginator.get_page` would take the last page for 0 and -1."""
    try:
        return max(int(number), 1)
    except ValueError:
        return 1

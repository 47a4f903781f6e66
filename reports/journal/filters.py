"""What somebody looks for in the journal, as it stands in the address."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class Source(StrEnum):
    """What the lines tell of, from the four tables that are read as one.

    Files of evidence are written down among the decisions, but agencies attach them, and many.
    """

    DECISION = "decision"
    STEP = "step"
    EVIDENCE = "evidence"
    REVIEW = "review"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class JournalFilters:
    """What is empty does not limit. Days are those of Asia/Bangkok, both inclusive.

    `action` is one of `audit.actions.Action`, or the kind of a step of a submission. `agency` is looked for
    in code and names, `person` in name and e-mail address of who did it or to whom it was done, `q` in notes,
    in the names and the words of questions and in the code of what was changed. `address` is the beginning
    of an IP address.
    """

    source: str = ""
    action: str = ""
    round: str = ""
    agency: str = ""
    person: str = ""
    q: str = ""
    address: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    def as_query(self) -> dict[str, str]:
        """The filters that limit, for an address or to be kept."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Self:
        """Those that `as_query` said."""
        days = {name: dt.date.fromisoformat(kept[name]) for name in ("since", "until") if name in kept}
        given: dict[str, Any] = {**kept, **days}
        return cls(**given)

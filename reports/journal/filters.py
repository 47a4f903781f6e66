"""What somebody looks for in the journal, as it stands in the address."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """The three tables that are read as one."""

    DECISION = "decision"
    STEP = "step"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class JournalFilters:
    """What is empty does not limit. Days are those of Asia/Bangkok, both inclusive.

    `agency` is looked for in code and names, `person` in name and e-mail address, `q` in notes, in the names
    of questions and in the code of what was changed.
    """

    source: str = ""
    round: str = ""
    agency: str = ""
    person: str = ""
    q: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

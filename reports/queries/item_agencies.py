"""The agencies behind one count of a question, and what each adds to it. For EGA's staff only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from agencies.models import AgencyQuerySet
from reports.queries.items import Document, Outcome, outcome_of, parts_of, responded_documents, value_of
from surveys.models import Round
from surveys.questionnaire.elements import Question, chosen_in
from surveys.questionnaire.values import Value, reason_of
from surveys.questionnaire.vocabulary import Audience, Kind


@dataclass(frozen=True, slots=True)
class Count:
    """One count: an `outcome`, or what was given to `part`, which is the question itself or one of its items.

    Of a part either one `option`, or anything at all.
    """

    question: Question
    outcome: Outcome | None = None
    part: Question | None = None
    option: str = ""

    @property
    def counts_rows(self) -> bool:
        """Whether rows are counted, of which one agency may have several."""
        return self.outcome is None and self.question.kind is Kind.ROWS


Adds = Fraction | str | int
"""A number or a text that was given, or how many rows or agencies are counted."""


def agencies_of(
    count: Count, *, survey_round: Round, audience: Audience, agencies: AgencyQuerySet
) -> Mapping[int, Adds]:
    """By the id of the agency: those that are counted, with what each adds."""
    documents = responded_documents(survey_round, audience, agencies)
    found = _outcome if count.outcome else _given
    adds = ((agency, found(count, document)) for agency, document in documents)
    return {agency: each for agency, each in adds if each is not None}


def _outcome(count: Count, document: Document) -> Adds | None:
    name = count.question.name
    if outcome_of(document, name) is not count.outcome:
        return None
    return reason_of(document["answers"][name]) if count.outcome is Outcome.DECLARED else 1


def _given(count: Count, document: Document) -> Adds | None:
    value = value_of(document, count.question.name)
    if value is None or count.part is None:
        return None
    if count.part is count.question and count.counts_rows:
        return len(value)
    given = [each for part, each in parts_of(count.question, value) if part.name == count.part.name]
    counted = [each for each in given if not count.option or count.option in chosen_in(each)]
    if not counted:
        return None
    return len(counted) if count.counts_rows else _single(count, counted[0])


def _single(count: Count, value: Value) -> Adds:
    read = READERS.get(count.part.kind) if count.part else None
    return read(value) if read else 1


READERS: Mapping[Kind, Callable[[Value], Adds]] = {
    Kind.INTEGER: Fraction,
    Kind.DECIMAL: Fraction,
    Kind.DATE: str,
    Kind.TEXT: str,
}
"""What says more than that an agency is counted."""

"""The agencies of two runs, each with what moved it and how sure its ranks are."""

from collections.abc import Iterable, Sequence

from reports.queries.adjustments import Readjusted, readjusted
from reports.queries.comparison import Change, Moved, causes, moved_by
from scoring.models import RankInterval, ScoringRun
from scoring.queries import intervals_of
from surveys.forms.words import words
from surveys.questionnaire.model import Audience, Questionnaire

Row = tuple[Change, Moved, RankInterval | None, RankInterval | None, Sequence[tuple[str, Readjusted]]]
"""An agency, what moved it, where its rank lies in each run, and which questions they adjust differently."""


def with_causes(
    found: Iterable[Change],
    before: ScoringRun,
    after: ScoringRun,
    audience: Audience,
    questionnaire: Questionnaire,
) -> list[Row]:
    """The agencies with what moved them most, how sure their rank is, and what was adjusted."""
    changes = list(found)
    agencies = [change.agency for change in changes]
    moved = causes(before, after, agencies)
    then, now = (intervals_of(run, audience, agencies) for run in (before, after))
    adjusted = readjusted(before, after, agencies)
    return [
        (
            change,
            moved_by(change, moved.get(change.agency.pk, ())),
            then.get(pk),
            now.get(pk),
            [(_name(questionnaire, each.question), each) for each in adjusted.get(pk, ())],
        )
        for change in changes
        if (pk := change.agency.pk)
    ]


def _name(questionnaire: Questionnaire, question: str) -> str:
    """The text of a question; its name where the questionnaire of the later run has it no more."""
    if not questionnaire.has_question(question):
        return question
    return words(questionnaire.question(question).label)

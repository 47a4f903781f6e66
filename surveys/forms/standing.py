"""How a question of a submission stands: what its block on a page shows besides the inputs."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.models import Answer, EvidenceFile
from surveys.questionnaire.model import Question
from surveys.questionnaire.review import Issue
from surveys.questionnaire.states import AnswerState


@dataclass(frozen=True, slots=True)
class Standing:
    """One question of a submission. `state` is None of notes and calculations.

    `correction` is what EGA asks to be corrected in an answer that it has sent back.
    """

    question: Question
    number: str
    applies: bool
    state: AnswerState | None
    answer: Answer | None
    evidence: list[EvidenceFile]
    issues: list[Issue]
    calculated: str
    correction: str = ""

    @property
    def version(self) -> int:
        """How often the answer was saved."""
        return 0 if self.answer is None else self.answer.version


def blank_standing(question: Question) -> Standing:
    """A question of which nothing is known yet, for reading what was typed."""
    return Standing(
        question, "", applies=True, state=None, answer=None, evidence=[], issues=[], calculated=""
    )


@dataclass(frozen=True, slots=True)
class Troubles:
    """What could not be done with a page that was sent, by question.

    * `conflicts`: the answer that somebody else saved meanwhile
    * `uploads`: why files were not attached
    """

    conflicts: Mapping[str, Answer]
    uploads: Mapping[str, list[str]]


NO_TROUBLES = Troubles({}, {})
